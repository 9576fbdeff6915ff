import { byContext } from "./by-context.ts";

export default byContext(import.meta.glob("../../content/messages/zh-Hans/*.yaml", { eager: true, import: "default" }));

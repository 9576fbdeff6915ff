import { byContext } from "./by-context.ts";

export default byContext(import.meta.glob("../../content/messages/en/*.yaml", { eager: true, import: "default" }));

export { sealOf } from "./seal.ts";

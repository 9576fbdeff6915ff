// What the funding context keeps up to the decision; what comes of an award is in `awards.ts`.
export * from "./applying.ts";
export * from "./assessing.ts";

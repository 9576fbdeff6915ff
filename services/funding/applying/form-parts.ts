/** The parts of an application's form, in their order. */
export const formParts = ["project", "plan", "budget", "documents", "declarations"] as const;
export type FormPart = (typeof formParts)[number];

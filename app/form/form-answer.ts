import { useActionData } from "@remix-run/react";
import type { BadInput } from "./parse.server.ts";

/** The code of what was not sent at all: the browser itself says so. */
export const NO_CONNECTION = "noConnection";
/** Nothing has changed at the portal, and what is there could not be fetched either. */
export const wasNotSent = (answer: Partial<BadInput> | undefined): boolean => answer?.problem?.code === NO_CONNECTION;

const nothing: BadInput = { fields: {}, values: {} };

/** What the server said of the form that was just sent: nothing, or what to correct. */
export function useFormAnswer(): BadInput {
  const answer = useActionData<BadInput>();
  return answer && typeof answer === "object" && "fields" in answer ? answer : nothing;
}

import { useActionData } from "@remix-run/react";
import type { BadInput } from "./parse.server.ts";

const nothing: BadInput = { fields: {}, values: {} };

/** What the server said of the form that was just sent: nothing, or what to correct. */
export function useFormAnswer(): BadInput {
  const answer = useActionData<BadInput>();
  return answer && typeof answer === "object" && "fields" in answer ? answer : nothing;
}

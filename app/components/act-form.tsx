import { Form, type FormProps } from "@remix-run/react";
import { FieldScope } from "./fields.tsx";

/**
 * One form among several on a record's page: its buttons post one of `intents`, about `subject` where the page shows
 * several of a kind. Its fields have ids of their own, and show only what was answered to this form.
 */
export function ActForm({ intents, subject, children, ...rest }: FormProps & { intents: string[]; subject?: string }) {
  return (
    <Form method="post" noValidate {...rest}>
      {subject !== undefined && <input type="hidden" name="subject" value={subject} />}
      <FieldScope intents={intents} subject={subject}>
        {children}
      </FieldScope>
    </Form>
  );
}

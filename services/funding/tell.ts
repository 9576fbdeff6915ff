import type { Transaction } from "#db/client.ts";
import { peopleOf } from "../identity/index.ts";
import { plain } from "../language.ts";
import { mailLater } from "../notify/index.ts";
import type { Application } from "./access.ts";

type Side = "applicant" | "funder";

/** Mails the officers of one side, each in their language; `message` is a key of the mail file. */
export async function tellSide(
  tx: Transaction,
  side: Side,
  { application, funderId }: { application: Application; funderId: string },
  message: string,
  params: Record<string, string | number> = {},
): Promise<void> {
  const told =
    side === "applicant"
      ? await peopleOf("ttoOfficer", application.leadId)
      : await peopleOf("fundingOfficer", funderId);
  for (const person of told) {
    const language = person.language ?? "en";
    await mailLater(tx, {
      to: person.email,
      language,
      message,
      params: { number: application.number, title: plain(application.title, language), id: application.id, ...params },
    });
  }
}

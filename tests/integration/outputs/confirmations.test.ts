import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reads } from "#db/client.ts";
import { loadDemonstration } from "#db/demonstration/load.ts";
import { outbox } from "#db/schema/notify.ts";
import { disclosures, inventors } from "#db/schema/outputs.ts";
import type { Actor, Role } from "#services/identity/index.ts";
import {
  answerByLink,
  answerSignedIn,
  askAgain,
  askedPerson,
  askInventors,
  deleteDraft,
  discloseFromAnswers,
  disclosurePage,
  firstAnswersForm,
  moveDisclosure,
  reassign,
  reassignForm,
  saveAnswers,
  submitDisclosure,
} from "#services/outputs/index.ts";
import { openTestDatabase } from "../database.ts";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  database = await openTestDatabase();
  await loadDemonstration();
});
afterAll(() => database.close());

const actor = (personId: string, role: Role, organisationId = "lion-rock-institute"): Actor => ({
  personId,
  name: personId,
  email: `${personId}@demo.slipway.example`,
  role,
  organisationId,
  membershipId: "",
  sessionId: "",
  language: "en",
});
const author = actor("researcher", "researcher");
const officer = actor("tto", "ttoOfficer");
const five = (extra: object = {}) =>
  firstAnswersForm.parse({ title: "A valve", novelty: "n", solution: "s", purpose: "p", isPublic: "no", ...extra });

async function draft(by = author): Promise<{ id: string; mine: string }> {
  const begun = await discloseFromAnswers(by, five(), "en");
  const id = begun.ok ? begun.value.id : "";
  return { id, mine: (await disclosurePage(by, id))!.inventors[0]!.id };
}
const change = (path: string, value: string, was = "") => ({ path, value, was });
/** Another inventor, by a row id that the page would choose. */
const inventor = (row: string, share: string) => [
  change(`inventors.${row}.name`, row),
  change(`inventors.${row}.email`, `${row}@outside.example`),
  change(`inventors.${row}.share`, share),
];
const outcomesOf = async (...save: Parameters<typeof saveAnswers>) => {
  const saved = await saveAnswers(...save);
  return saved.ok ? saved.value.outcomes.map((each) => ("code" in each ? each.code : each.is)) : saved.code;
};
/** The secret that was mailed last to an address. */
async function secretTo(email: string): Promise<string> {
  const mails = (await reads().select().from(outbox)).filter((mail) => mail.recipient === email);
  return /\/inventor\/(\S+)/.exec(mails.at(-1)?.body ?? "")?.[1] ?? "";
}

describe("shares", () => {
  it("are saved row by row, and refused where they cannot be", async () => {
    const { id, mine } = await draft();
    const share = `inventors.${mine}.share`;
    expect(await outcomesOf(author, id, inventor("r1a", "50"))).toEqual(["saved", "saved", "saved"]);
    expect(await outcomesOf(author, id, [change("inventors.r1a.share", "20", "50")])).toEqual(["saved"]);
    for (const wrong of ["-1", "101", "10001", "33.333", "x"])
      expect(await outcomesOf(author, id, [change(share, wrong, "100")]), wrong).toEqual(["shareRange"]);
    expect(await outcomesOf(author, id, [change("inventors.r1b.email", author.email)])).toEqual(["personTwice"]);
    expect(await outcomesOf(author, id, [change("approvers.r1c.email", author.email)])).toEqual(["personTwice"]);
    expect(await askInventors(author, id)).toMatchObject({ code: "sharesOver", params: { percent: "20" } });
    await saveAnswers(author, id, [change(share, "79.99", "100")]);
    expect(await askInventors(author, id)).toMatchObject({ code: "sharesMissing", params: { percent: "0.01" } });
  });
});

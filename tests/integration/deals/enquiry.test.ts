import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reads, transact } from "#db/client.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { deals } from "#db/schema/deals.ts";
import { organisations } from "#db/schema/identity.ts";
import { outbox } from "#db/schema/notify.ts";
import {
  answerPromise,
  confirmGuest,
  dealRoom,
  enquire,
  enquiriesOf,
  guestEnquire,
  guestOfDeal,
  guestThread,
  guestWrites,
  writeMessage,
} from "#services/deals/index.ts";
import { type Actor, newChallenge, PROOF_BITS, proofHolds } from "#services/identity/index.ts";
import { anOrganisation, aPerson, aTechnology } from "../catalogue/people.ts";
import { openTestDatabase } from "../database.ts";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let officer: Actor;
let partner: Actor;
let slug: string;
beforeAll(async () => {
  database = await openTestDatabase();
  const id = await transact(async (tx) => {
    await anOrganisation(tx, "firm", "company", "Firm");
    await anOrganisation(tx, "uni", "university", "Uni");
    partner = await aPerson(tx, "p", "partner", "firm");
    officer = await aPerson(tx, "o", "ttoOfficer", "uni");
    return aTechnology(tx, "uni", "Endoscope", { contactId: "o" });
  });
  slug = (await reads().select().from(technologies).where(eq(technologies.id, id)))[0]!.slug;
});
afterAll(() => database.close());

const guest = (more = {}) => ({
  question: "May we test it?",
  name: "Ada",
  firm: "Firm",
  email: "ada@elsewhere.test",
  website: "",
  challenge: "",
  proof: "",
  ...more,
});
const mailsTo = (email: string) => reads().select().from(outbox).where(eq(outbox.recipient, email));
const linkTo = async (email: string) => /enquiry\/(\S+)/.exec((await mailsTo(email)).at(-1)!.body)![1]!;

it("a partner's enquiry goes to the case's officer by mail and queue, due in two working days, and is answered in a thread", async () => {
  const asked = await enquire(partner, slug, { question: "Price?" });
  const id = asked.ok ? asked.value.id : "";
  expect(await enquiriesOf(officer)).toMatchObject([{ id, officer: "Person o", isGuest: false, isOverdue: false }]);
  expect(await enquiriesOf(partner)).toMatchObject([{ id, officer: "Person o" }]);
  expect((await mailsTo(officer.email))[0]?.body).toContain("Price?");
  await writeMessage(officer, id, { text: "It depends." });
  expect((await mailsTo(partner.email))[0]?.body).toContain(`/deals/${id}`);
  expect(await enquiriesOf(officer)).toEqual([]);
  expect(await answerPromise("uni")).toEqual({ days: 2, isMeasured: false });
});

it("a guest's enquiry counts once the mailed link is confirmed, and joins no firm that is here already", async () => {
  expect(await guestEnquire(slug, guest(), "en", "2.2.2.2")).toMatchObject({ ok: true });
  expect(await reads().select().from(deals)).toHaveLength(1);
  const link = await linkTo("ada@elsewhere.test");
  expect(await guestThread(link)).toMatchObject({ isConfirmed: false, question: "May we test it?" });
  expect(await guestWrites(link, { text: "Too early" })).toMatchObject({ code: "notFound" });
  for (const forged of [`${link}x`, "x", `${link.split(".")[0]}.AAAA`]) {
    expect(await guestThread(forged)).toBeUndefined();
    expect(await confirmGuest(forged)).toMatchObject({ code: "notFound" });
  }
  await Promise.all([confirmGuest(link), confirmGuest(link)]);
  const [, second, ...more] = await reads().select().from(deals);
  expect(more).toEqual([]);
  expect(second!.partnerId).not.toBe("firm");
  expect(await enquiriesOf(officer)).toMatchObject([{ id: second!.id, isGuest: true }]);
  expect(await guestOfDeal(second!.id)).toMatchObject({ email: "ada@elsewhere.test" });
  await writeMessage(officer, second!.id, { text: "Yes, in March." });
  const [, told] = await mailsTo("ada@elsewhere.test");
  expect(told!.body).toContain(`/enquiry/${link}`);
  expect(await guestWrites(link, { text: "Good." })).toMatchObject({ ok: true });
  expect((await guestThread(link))?.messages.map((each) => each.text)).toEqual([
    "May we test it?",
    "Yes, in March.",
    "Good.",
  ]);
  expect((await dealRoom(officer, second!.id))?.messages).toHaveLength(3);
  expect(await dealRoom(partner, second!.id)).toBeUndefined();
});

it("machines get the same answer and nothing is kept; without the browser's sum three an hour pass, with it more", async () => {
  const before = (await reads().select().from(outbox)).length;
  expect(await guestEnquire(slug, guest({ website: "http://spam.test" }), "en", "3.3.3.3")).toEqual({
    ok: true,
    value: {},
  });
  expect((await reads().select().from(outbox)).length).toBe(before);
  const answers: string[] = [];
  for (let place = 0; place < 4; place++) {
    const answer = await guestEnquire(slug, guest({ email: `g${place}@x.test` }), "en", "4.4.4.4");
    answers.push(answer.ok ? "ok" : answer.code);
  }
  expect(answers).toEqual(["ok", "ok", "ok", "tooManyAttempts"]);
  const challenge = await newChallenge();
  const proof = solved(challenge);
  expect(await guestEnquire(slug, guest({ email: "h@x.test", challenge, proof }), "en", "4.4.4.4")).toMatchObject({
    ok: true,
  });
  expect(await proofHolds(challenge, proof), "used once").toBe(false);
  const late = await newChallenge(Date.now() - 3 * 3_600_000);
  expect(await proofHolds(late, solved(late)), "too late").toBe(false);
  expect(await proofHolds("0.x.forged", "1")).toBe(false);
  expect((await reads().select().from(organisations)).length).toBe(3);
});

/** What the browser does: the first number whose hash with the challenge begins with enough zero bits. */
function solved(challenge: string): string {
  for (let number = 0; ; number++) {
    const hash = createHash("sha256").update(`${challenge}:${number}`).digest();
    if (hash.readUInt32BE(0) < 2 ** (32 - PROOF_BITS)) return String(number);
  }
}

import { createHash } from "node:crypto";
import { and, desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reads, transact } from "#db/client.ts";
import { awards } from "#db/schema/awards.ts";
import { appeals, letters } from "#db/schema/funding.ts";
import { notices, outbox } from "#db/schema/notify.ts";
import { historyOf } from "#services/audit/index.ts";
import { storeFile } from "#services/documents/index.ts";
import { lettersFor } from "#services/funding/assessing/letters.ts";
import { awardFor } from "#services/funding/awarding/access.ts";
import { agreementOf } from "#services/funding/awarding/agreement.ts";
import * as funding from "#services/funding/index.ts";
import { languages } from "#services/language.ts";
import { openDemonstration } from "../database.ts";
import { funder, good, officeOf, titled } from "./acts.ts";

// What the fund writes: its letters, its agreements and where its mails lead.
let database: Awaited<ReturnType<typeof openDemonstration>>;
beforeAll(async () => {
  database = await openDemonstration();
});
afterAll(() => database.close());

const hashOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const bytesOf = async (answer: ReturnType<typeof funding.downloadLetter>) => {
  const found = await answer;
  if (!found.ok) throw new Error(found.code);
  return found.value;
};
/** An offer that nobody has signed, made of one that is. */
async function offered() {
  const { id, leadId, number } = await titled("Three-tonne");
  await transact((tx) =>
    tx
      .update(awards)
      .set({ state: "offered", agreementSeal: null, signedBy: null, signedAt: null })
      .where(eq(awards.applicationId, id)),
  );
  return { id, number, office: officeOf(leadId) };
}

it("an agreement is signed in three languages under one seal, which is on record; so is the letter before it", async () => {
  const { id, number, office } = await offered();
  await good(funding.moveAward(office, id, "sign", { position: "Provost" }));
  const { letters: sent } = (await funding.applicationPage(office, id))!;
  expect([...new Set(sent.map((each) => each.languages))]).toEqual(sent.map(() => ["en", "zh-Hant", "zh-Hans"]));
  const signed = sent.at(-1)!;
  expect(signed).toMatchObject({ kind: "agreement", language: "en", hash: signed.texts!.en });
  const papers = await Promise.all(
    languages.map((each) => bytesOf(funding.downloadLetter(funder, id, signed.id, each))),
  );
  expect(papers.map((each) => each.name)).toEqual(languages.map((each) => `${number}-agreement-${each}.pdf`));
  expect(papers.map((each) => hashOf(each.bytes))).toEqual(languages.map((each) => signed.texts![each]));
  expect(new Set(Object.values(signed.texts!)).size).toBe(3);
  // Whoever asks in no language gets the text that prevails.
  expect(hashOf((await bytesOf(funding.downloadLetter(funder, id, signed.id))).bytes)).toBe(signed.hash);
  const [award] = await reads().select().from(awards).where(eq(awards.applicationId, id));
  const event = (await historyOf("application", id)).filter((each) => each.action === "award.signed").at(-1)!;
  expect(event.details).toMatchObject({ seal: award!.agreementSeal, letter: signed.hash, texts: signed.texts });
});

it("what is signed bears the seal of the offer that was read, and another offer another", async () => {
  const { id, office } = await offered();
  const sealSigned = async () => {
    await good(funding.moveAward(office, id, "sign", { position: "Provost" }));
    return (await reads().select().from(awards).where(eq(awards.applicationId, id)))[0]!.agreementSeal;
  };
  const first = await sealSigned();
  await offered();
  expect(await sealSigned()).toBe(first);
  await offered();
  await transact((tx) =>
    tx
      .update(awards)
      .set({ conditions: [{ text: "A second hospital", metOn: null }] })
      .where(eq(awards.applicationId, id)),
  );
  expect(await sealSigned()).not.toBe(first);
  const found = await awardFor(reads(), office, id, "award.read");
  if (!found.ok) throw new Error(found.code);
  expect((await agreementOf(found, "zh-Hant", 0)).notes[0]).toContain("如有歧異，以英文本為準");
  // RAISe+ asks for a report every six months, a month after they end, and a final one after three.
  const accounts = (await agreementOf(found, "en", 0)).articles[4]!.text;
  expect(accounts).toContain(
    "for every 6 months, within 1 month after they end, and a final one within 3 months after",
  );
});

it("a letter from before there were three languages opens as it was sent, whoever reads it", async () => {
  const { id, leadId, number } = await titled("Three-tonne");
  const paper = Buffer.from("%PDF-1.7\nsent in 2026\n%%EOF\n");
  const { hash } = await storeFile(paper);
  await transact((tx) =>
    tx
      .insert(letters)
      .values({ id: "old-letter", applicationId: id, kind: "award", language: "zh-Hant", hash, createdAt: 1 }),
  );
  const office = officeOf(leadId);
  const [old] = (await funding.applicationPage(office, id))!.letters;
  expect(old).toMatchObject({ id: "old-letter", languages: ["zh-Hant"] });
  for (const language of languages)
    expect(await bytesOf(funding.downloadLetter(office, id, "old-letter", language))).toMatchObject({
      name: `${number}-award.pdf`,
      bytes: paper,
    });
});

it("a refusal names the last day of an appeal in each language; one that follows an appeal says that it is final", async () => {
  const { id } = await titled("Three-tonne");
  const known = (await funding.applicationPage(funder, id))!;
  const at = Date.parse("2026-11-01T23:59:59+08:00");
  const said = async () => {
    const { letters: texts } = await lettersFor(known, "refusal", at);
    return languages.map((each) => texts[each].closing[0]);
  };
  expect(await said()).toEqual([
    "You may appeal in the portal, once, within 30 days: until the end of 1 December 2026 (Hong Kong date). Another officer decides.",
    "貴機構可於 30 天內經平台上訴一次，最後一日為2026年12月1日（香港日期），由另一名人員處理。",
    "贵机构可在30天内通过平台申诉一次，最后一日为2026年12月1日（香港日期），由另一名工作人员处理。",
  ]);
  await transact((tx) =>
    tx.insert(appeals).values({
      ...{ id: "before", applicationId: id, ground: "A score", state: "upheld" },
      ...{ filedBy: "tto", filedAt: 1, decidedBy: "funder2", decidedAt: 2, answer: "It was" },
    }),
  );
  expect((await said())[0]).toBe("An appeal was decided in this application before; this decision is final.");
});

it("a mail and a notice about an award lead to its page", async () => {
  const { id, number, office } = await offered();
  const lastMail = async (subject: string) => {
    const [mail] = await reads()
      .select()
      .from(outbox)
      .where(eq(outbox.subject, `${number}: ${subject}`))
      .orderBy(desc(outbox.createdAt))
      .limit(1);
    return mail!.body.split("\n").at(-1);
  };
  await good(funding.moveAward(office, id, "refuseOffer", { reason: "The date" }));
  expect(await lastMail("the offer is refused")).toMatch(new RegExp(`/applications/${id}/award$`));
  await transact((tx) => tx.update(awards).set({ state: "active" }).where(eq(awards.applicationId, id)));
  const { milestones } = (await funding.applicationPage(office, id))!;
  const open = milestones.find(({ milestone }) => milestone.state !== "accepted")!;
  await good(funding.reportMilestone(office, id, open.milestone.id, { report: "Half done", reference: "Note 4" }));
  await good(funding.judgeMilestone(funder, id, open.milestone.id, "return", "The other half"));
  expect(await lastMail("a milestone was returned")).toMatch(new RegExp(`/applications/${id}/award$`));
  const [notice] = await reads()
    .select()
    .from(notices)
    .where(and(eq(notices.personId, "tto"), eq(notices.message, "milestoneReturned")))
    .orderBy(desc(notices.createdAt))
    .limit(1);
  expect(notice!.link).toBe(`/applications/${id}/award`);
});

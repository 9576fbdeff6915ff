import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reads, transact } from "#db/client.ts";
import { people } from "#db/schema/identity.ts";
import { outbox } from "#db/schema/notify.ts";
import { disclosures, inventors } from "#db/schema/outputs.ts";
import { wordsOn } from "#services/insights/journey.ts";
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
  isAsked,
  moveDisclosure,
  reassign,
  reassignForm,
  saveAnswers,
  submitDisclosure,
} from "#services/outputs/index.ts";
import { actor } from "../actor.ts";
import { openDemonstration, type TestDatabase } from "../database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openDemonstration();
});
afterAll(() => database.close());

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

/** A word by the mailed link on the page as it stands, read in simplified Chinese. */
const sayByLink = async (secret: string, word: Parameters<typeof answerByLink>[1]) =>
  answerByLink(secret, word.confirms ? { text: (await askedPerson(secret))?.text, ...word } : word, "zh-Hans");

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

/** Puts the draft before its inventors: the author and one outside, half each. */
async function asked(row: string): Promise<{ id: string; mine: string; secret: string }> {
  const { id, mine } = await draft();
  await saveAnswers(author, id, [...inventor(row, "50"), change(`inventors.${mine}.share`, "50", "100")]);
  expect(await askInventors(author, id)).toMatchObject({ ok: true });
  return { id, mine, secret: await secretTo(`${row}@outside.example`) };
}
const rowsOf = (id: string) => reads().select().from(inventors).where(eq(inventors.disclosureId, id));
const disclosureOf = async (id: string) =>
  (await reads().select().from(disclosures).where(eq(disclosures.id, id)).limit(1))[0]!;

describe("confirmations", () => {
  it("are taken back by a change of shares or people, said before it is done, and by nothing else", async () => {
    const { id, mine, secret } = await asked("c1");
    expect(await sayByLink(secret, { confirms: true, share: 5000 })).toMatchObject({ ok: true });
    const other = change("inventors.c1.share", "60", "50");
    for (const touching of [other, change("inventors.c1.name", "C. One", "c1"), change(`inventors.${mine}`, "")])
      expect(await outcomesOf(author, id, [touching])).toEqual(["wouldVoid"]);
    expect(await outcomesOf(author, id, [change("novelty", "It folds.", "n")])).toEqual(["saved"]);
    expect((await rowsOf(id)).every((each) => each.confirmation === "confirmed")).toBe(true);
    expect(await saveAnswers(author, id, [other], true)).toMatchObject({ value: { isVoided: true } });
    expect((await rowsOf(id)).every((each) => each.confirmation === "awaiting" && each.tokenHash === null)).toBe(true);
    expect((await disclosureOf(id)).state).toBe("draft");
    expect(await sayByLink(secret, { confirms: true, share: 5000 })).toMatchObject({ code: "linkSpent" });
  });

  it("come from the link or from whoever is signed in, and only for the share that was shown", async () => {
    const { id, secret } = await asked("wong-c2");
    expect(await askedPerson(secret)).toMatchObject({ kind: "inventor", share: 5000, isOpen: true });
    expect(await sayByLink(secret, { confirms: true, share: 4000 })).toMatchObject({ code: "shareChanged" });
    expect(await sayByLink(secret, { confirms: false, reason: "I did more." })).toMatchObject({ ok: true });
    expect(await submitDisclosure(author, id)).toMatchObject({ code: "inventorsOpen" });
    expect(await askAgain(author, id, { subject: "wong-c2", words: "" })).toMatchObject({ code: "answerNeeded" });
    expect(await askAgain(author, id, { subject: "wong-c2", words: "See the notebook." })).toMatchObject({ ok: true });
    expect(await sayByLink(secret, { confirms: true, share: 5000 })).toMatchObject({ code: "linkSpent" });
    expect(await answerSignedIn(actor("partner", "partner"), id, { confirms: true, share: 5000 })).toMatchObject({
      code: "notFound",
    });
    const again = await secretTo("wong-c2@outside.example");
    expect(await sayByLink(again, { confirms: true, share: 5000 })).toMatchObject({ ok: true });
    expect(await submitDisclosure(author, id)).toMatchObject({ ok: true });
    const { filed, seal } = await disclosureOf(id);
    expect(filed?.people.map((each) => [each.name, each.shareBasisPoints, each.signedAt !== null])).toEqual([
      ["researcher", 5000, true],
      ["wong-c2", 5000, true],
    ]);
    expect(seal).toMatch(/^[0-9a-f]{64}$/);
  });

  it("are of the text that the page showed; a later change of it takes nothing back, and is told wherever they are read", async () => {
    const { id, secret } = await asked("c3");
    const shown = (await askedPerson(secret))!;
    expect(shown.disclosed).toMatchObject({ novelty: "n", solution: "s", purpose: "p" });
    await saveAnswers(author, id, [change("novelty", "It folds.", "n")]);
    const old = await answerByLink(secret, { confirms: true, share: 5000, text: shown.text }, "en");
    expect(old).toMatchObject({ code: "wordingChanged" });
    // Who asks is signed in, and does not confirm for whom was asked.
    const text = (await askedPerson(secret))!.text;
    const forThem = await answerByLink(secret, { confirms: true, share: 5000, text }, "en", author);
    expect(forThem).toMatchObject({ code: "linkOfAnother" });
    expect(await answerByLink(secret, { confirms: true, share: 5000 }, "en")).toMatchObject({ code: "wordingChanged" });
    expect(await sayByLink(secret, { confirms: true, share: 5000 })).toMatchObject({ ok: true });
    // Who asks stands by the text as it was then.
    const mine = (await disclosurePage(author, id))!.inventors[0]!.id;
    expect((await disclosurePage(author, id))!.earlierText).toEqual([mine]);
    await saveAnswers(author, id, [change("solution", "It rolls.", "s"), change("market", "Yachts")]);
    expect((await askedPerson(secret))!.isEarlierText).toBe(true);
    expect((await disclosurePage(author, id))!.earlierText).toEqual([mine, "c3"]);
    expect(await sayByLink(secret, { confirms: true, share: 5000 })).toMatchObject({ ok: true });
    expect(await submitDisclosure(author, id)).toMatchObject({ ok: true });
    const { filed } = await disclosureOf(id);
    expect(filed?.people.map((each) => [each.name, each.confirmedText === filed.text])).toEqual([
      ["researcher", false],
      ["c3", true],
    ]);
    expect((await disclosurePage(officer, id))!.earlierText).toEqual([mine]);
    // Once it is with the office, the link opens nothing of the invention.
    expect((await askedPerson(secret))!.disclosed).toBeNull();
  });

  it("are asked for in the account's language; an outside inventor is answered in the one the link was read in", async () => {
    const { id } = await draft();
    const email = "kwan-ho-ming@people.slipway.example";
    await transact((tx) => tx.update(people).set({ language: "zh-Hant" }).where(eq(people.email, email)));
    const other = [change("inventors.l2.name", "Kwan"), change("inventors.l2.email", email)];
    const mine = (await disclosurePage(author, id))!.inventors[0]!.id;
    await saveAnswers(author, id, [
      ...inventor("l1", "40"),
      ...other,
      change("inventors.l2.share", "10"),
      change(`inventors.${mine}.share`, "50", "100"),
    ]);
    expect(await askInventors(author, id)).toMatchObject({ ok: true });
    const languageTo = async (to: string) =>
      (await reads().select().from(outbox)).filter((mail) => mail.recipient === to).at(-1)?.language;
    expect(await languageTo(email)).toBe("zh-Hant");
    expect(await languageTo("l1@outside.example")).toBe("en");
    await sayByLink(await secretTo("l1@outside.example"), { confirms: false, reason: "I did more." });
    expect(await askAgain(author, id, { subject: "l1", words: "See the notebook." })).toMatchObject({ ok: true });
    expect(await languageTo("l1@outside.example")).toBe("zh-Hans");
  });

  it("hold under any order of edits, questions and answers", async () => {
    const rows = ["a", "b"] as const;
    const step = fc.oneof(
      fc.record({
        do: fc.constant("share" as const),
        row: fc.constantFrom(...rows),
        value: fc.constantFrom(0, 2500, 5000),
      }),
      fc.record({ do: fc.constant("remove" as const), row: fc.constantFrom(...rows) }),
      fc.record({ do: fc.constant("balance" as const) }),
      fc.record({ do: fc.constant("ask" as const) }),
      fc.record({
        do: fc.constant("say" as const),
        row: fc.constantFrom(...rows),
        old: fc.boolean(),
        yes: fc.boolean(),
      }),
      fc.record({ do: fc.constant("submit" as const) }),
    );
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 16 }), async (steps) => {
        const mark = `p${run++}`;
        const { id, mine } = await draft();
        const links = new Map<string, Array<{ secret: string; share: number }>>();
        /** Row by row, the share that its inventor said yes to since it last changed. */
        const yes = new Map<string, number>();
        const put = async (path: string, value: string, isMeant = true) => {
          const now = (await rowsOf(id)).find((each) => path === `inventors.${each.id}.share`);
          const was = now && now.shareBasisPoints > 0 ? String(now.shareBasisPoints / 100) : "";
          await saveAnswers(author, id, [change(path, value, was)], isMeant);
        };
        for (const each of steps) {
          if (each.do === "share") {
            await saveAnswers(author, id, inventor(`${mark}${each.row}`, "").slice(0, 2), true);
            await put(`inventors.${mark}${each.row}.share`, String(each.value / 100));
          } else if (each.do === "remove")
            await saveAnswers(author, id, [change(`inventors.${mark}${each.row}`, "")], true);
          else if (each.do === "balance") {
            const others = (await rowsOf(id)).filter((row) => row.id !== mine);
            const rest = 10_000 - others.reduce((sum, row) => sum + row.shareBasisPoints, 0);
            await put(`inventors.${mine}.share`, String(rest / 100));
          } else if (each.do === "ask") {
            if ((await askInventors(author, id)).ok)
              for (const row of await rowsOf(id))
                if (row.tokenHash)
                  links.set(row.id, [
                    ...(links.get(row.id) ?? []),
                    { secret: await secretTo(row.email), share: row.shareBasisPoints },
                  ]);
          } else if (each.do === "say") {
            const known = links.get(`${mark}${each.row}`) ?? [];
            const link = each.old ? known[0] : known.at(-1);
            if (!link) continue;
            const word = each.yes
              ? { confirms: true as const, share: link.share }
              : { confirms: false as const, reason: "no" };
            if ((await sayByLink(link.secret, word)).ok && each.yes) yes.set(`${mark}${each.row}`, link.share);
          } else await submitDisclosure(author, id);
          const kept = await rowsOf(id);
          for (const row of kept)
            if (row.confirmation === "confirmed" && row.id !== mine) expect(row.shareBasisPoints).toBe(yes.get(row.id));
          if ((await disclosureOf(id)).state === "submitted") {
            expect(kept.every((row) => row.confirmation === "confirmed")).toBe(true);
            expect(kept.reduce((sum, row) => sum + row.shareBasisPoints, 0)).toBe(10_000);
          }
        }
      }),
      { numRuns: 12 },
    );
  });
});

describe("a disclosure", () => {
  it("is told of a later save from another window, field by field, and a save of the same is no version", async () => {
    const { id } = await draft();
    expect(await outcomesOf(author, id, [change("novelty", "A", "n"), change("market", "M")])).toEqual([
      "saved",
      "saved",
    ]);
    expect(await saveAnswers(author, id, [change("novelty", "B", "n"), change("landing", "Shenzhen")])).toMatchObject({
      value: {
        outcomes: [
          { path: "novelty", is: "changed", kept: "A" },
          { path: "landing", is: "saved" },
        ],
      },
    });
    const { version } = await disclosureOf(id);
    await saveAnswers(author, id, [change("novelty", "A", "n")]);
    expect((await disclosureOf(id)).version).toBe(version);
    expect(await outcomesOf(author, id, [change("version", "9", ""), change("madeIn", "mars", "")])).toEqual([
      "invalid",
      "invalid",
    ]);
    expect(await outcomesOf(author, id, [change("made.m1.on", "2026-02-30")])).toEqual(["notADate"]);
  });

  it("takes no row of another disclosure, and is nobody else's", async () => {
    const [one, two] = [await draft(), await draft()];
    expect(await saveAnswers(author, two.id, [change(`inventors.${one.mine}.name`, "X")])).toMatchObject({
      code: "invalidRow",
    });
    for (const stranger of [actor("tto", "ttoOfficer", "harbour-university"), actor("partner", "partner"), officer])
      expect(await saveAnswers(stranger, one.id, [])).toMatchObject({ code: "notFound" });
  });

  it("made from one form sent twice is one, and a draft that the office never saw can be deleted", async () => {
    const key = "0123456789ab";
    const first = await discloseFromAnswers(author, five({ key }), "en");
    expect(await discloseFromAnswers(author, five({ key }), "en")).toEqual(first);
    const id = first.ok ? first.value.id : "";
    expect(await deleteDraft(author, id)).toMatchObject({ ok: true });
    expect(await disclosurePage(author, id)).toBeUndefined();
  });

  it("may have something planned whose day is open, and nothing made public without its day", async () => {
    const wrong = firstAnswersForm.safeParse({ ...five(), isPublic: "made" });
    expect(wrong.error?.issues.map((each) => [each.path, each.message])).toEqual([[["on"], "required"]]);
    const begun = await discloseFromAnswers(author, five({ isPublic: "planned", where: "Berlin" }), "en");
    const id = begun.ok ? begun.value.id : "";
    const rows = (await disclosurePage(author, id))!.disclosure.publicDisclosures;
    expect(rows).toMatchObject([{ kind: "talk", on: "", isPlanned: true, where: "Berlin" }]);
    expect(await askInventors(author, id)).toMatchObject({ ok: true });
    expect(await submitDisclosure(author, id)).toMatchObject({ ok: true });
  });

  it("goes nowhere without the approver where the institution asks for one, who never has a share", async () => {
    const by = actor("researcher", "researcher", "harbour-university");
    const { id } = await draft(by);
    expect(await askInventors(by, id)).toMatchObject({
      code: "disclosureMissing",
      params: { what: "approver" },
      see: `/research/disclosures/${id}?step=people`,
    });
    await saveAnswers(by, id, [change("approvers.h1.name", "Head"), change("approvers.h1.email", "head@unit.example")]);
    expect(await outcomesOf(by, id, [change("approvers.h1.share", "10")])).toEqual(["invalid"]);
    expect(await askInventors(by, id)).toMatchObject({ ok: true });
    expect(await submitDisclosure(by, id)).toMatchObject({ code: "approverOpen", params: { names: "Head" } });
    expect(await sayByLink(await secretTo("head@unit.example"), { confirms: true })).toMatchObject({ ok: true });
    expect(await submitDisclosure(by, id)).toMatchObject({ ok: true });
    expect(await deleteDraft(by, id)).toMatchObject({ code: "wrongState" });
  });

  it("asks an approver who was added later at a press, and files when and why the approver refused", async () => {
    const { id } = await asked("late-approver");
    await saveAnswers(author, id, [change("approvers.h2.name", "Dean")]);
    // Nobody is mailed without an address, and what is missing is named.
    const mails = (await reads().select().from(outbox)).length;
    const noMail = { code: "askedWithoutMail", params: { name: "Dean" } };
    expect(await askAgain(author, id, { subject: "h2", words: "" })).toMatchObject(noMail);
    expect((await reads().select().from(outbox)).length).toBe(mails);
    expect(await submitDisclosure(author, id)).toMatchObject({
      code: "disclosureMissing",
      params: { what: "approverWithoutMail", name: "Dean", count: 1 },
    });
    await saveAnswers(author, id, [change("approvers.h2.email", "dean@unit.example")]);
    const { caseId } = await disclosureOf(id);
    const dean = async () => (await disclosurePage(author, id))!.associates[0]!;
    expect(await secretTo("dean@unit.example")).toBe("");
    expect(isAsked(await dean())).toBe(false);
    expect((await wordsOn([caseId])).get(caseId)).toEqual({ awaited: 1, disputed: 0 });
    expect(await askAgain(author, id, { subject: "h2", words: "" })).toMatchObject({ value: { isFirst: true } });
    expect(isAsked(await dean())).toBe(true);
    expect(await askAgain(author, id, { subject: "h2", words: "Please." })).toMatchObject({
      value: { isFirst: false },
    });
    expect((await wordsOn([caseId])).get(caseId)).toEqual({ awaited: 2, disputed: 0 });
    const before = Date.now();
    const no = { confirms: false, reason: "The unit was never asked." } as const;
    expect(await sayByLink(await secretTo("dean@unit.example"), no)).toMatchObject({ ok: true });
    const told = (await reads().select().from(outbox)).filter((mail) => mail.recipient === author.email).at(-1)!;
    expect(told.subject).toBe("Dean refuses to sign: “A valve”");
    expect(told.body).toMatch(/^The unit was never asked\./);
    expect(told.body).not.toContain("share");
    const inventor = await secretTo("late-approver@outside.example");
    expect(await sayByLink(inventor, { confirms: true, share: 5000 })).toMatchObject({ ok: true });
    expect(await submitDisclosure(author, id)).toMatchObject({ ok: true });
    const filed = (await disclosureOf(id)).filed!.people.find((each) => each.name === "Dean")!;
    expect(filed).toMatchObject({ signedAt: null, refused: { reason: "The unit was never asked." } });
    expect(filed.refused!.at).toBeGreaterThanOrEqual(before);
    expect(filed.refused!.at).toBeLessThanOrEqual(Date.now());
  });

  it("that is declined goes back to its inventors once, on terms", async () => {
    const { id } = await draft();
    await askInventors(author, id);
    await submitDisclosure(author, id);
    const terms = reassignForm.parse({ on: "2026-01-15", terms: "Free use in teaching stays." });
    expect(await reassign(officer, id, terms)).toMatchObject({ code: "wrongState" });
    await moveDisclosure(officer, id, "triage", "");
    await moveDisclosure(officer, id, "decline", "Known since 2019.");
    expect(await reassign(author, id, terms)).toMatchObject({ code: "forbidden" });
    expect(await reassign(officer, id, terms)).toMatchObject({ ok: true });
    expect(await reassign(officer, id, terms)).toMatchObject({ code: "reassignedAlready" });
  });
});

import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reads, transact } from "#db/client.ts";
import { events } from "#db/schema/audit.ts";
import { participants } from "#db/schema/identity.ts";
import { notices, outbox } from "#db/schema/notify.ts";
import { disclosures } from "#db/schema/outputs.ts";
import { type Actor, participantForm, participantsIn } from "#services/identity/index.ts";
import {
  askInventors,
  attachToDisclosure,
  changePart,
  commentByLink,
  commentForm,
  commentOn,
  commentsOf,
  deleteDraft,
  discloseFromAnswers,
  disclosurePage,
  disclosuresSharedWith,
  firstAnswersForm,
  handForm,
  handOver,
  inviteParticipant,
  moveDisclosure,
  outputFor,
  saveAnswers,
  sharedByLink,
  sharingPage,
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
/** A colleague at another institution, with an account. */
const colleague = actor("admin", "researcher", "harbour-university");
const outsider = "lee@firm.example";

async function draft(): Promise<string> {
  const answers = { title: "A valve", novelty: "n", solution: "s", purpose: "p", isPublic: "no" };
  const begun = await discloseFromAnswers(author, firstAnswersForm.parse(answers), "en");
  return begun.ok ? begun.value.id : "";
}
const ask = (id: string, email: string, part: string, by = author, language = "zh-Hant") =>
  inviteParticipant(by, id, participantForm.parse({ name: email.split("@")[0], email, part, language }));
const mailTo = async (email: string) =>
  (await reads().select().from(outbox).where(eq(outbox.recipient, email)).orderBy(desc(outbox.createdAt)))[0]!;
const secretTo = async (email: string) => /\/shared\/(\S+)/.exec((await mailTo(email)).body)![1]!;
const said = (text: string, step = "invention") => commentForm.parse({ step, text });
const novelty = (value: string, was: string) => [{ path: "novelty", value, was }];
const eventsOf = async (id: string) =>
  (await reads().select().from(events).where(eq(events.subjectId, id)).orderBy(events.sequence)).map(
    (each) => each.action,
  );
const rowOf = async (id: string) => (await participantsIn({ kind: "disclosure", id }))[0]!;

describe("somebody asked onto a disclosure by mail", () => {
  it("reads and comments by the link without an account, as far as the part goes, in their language", async () => {
    const id = await draft();
    expect(await ask(id, outsider, "read")).toMatchObject({ ok: true });
    expect((await mailTo(outsider)).subject).toBe("researcher 請你閱讀「A valve」");
    const secret = await secretTo(outsider);
    expect(await sharedByLink(secret)).toMatchObject({ draft: { disclosure: { novelty: "n" } } });
    expect(await commentByLink(secret, said("What of rust?"))).toMatchObject({ code: "forbidden" });
    await changePart(author, id, { subject: (await rowOf(id)).id, part: "comment" });
    // Another signed-in person does not speak under the name of whom it was mailed to.
    expect(await commentByLink(secret, said("Mine"), author)).toMatchObject({ code: "linkOfAnother" });
    expect(await commentByLink(secret, said("What of rust?"))).toMatchObject({ ok: true });
    expect(await commentsOf(id)).toMatchObject([{ author: "lee", step: "invention", text: "What of rust?" }]);
    const told = await reads().select().from(notices).where(eq(notices.personId, "researcher"));
    expect(told.map((each) => each.message)).toContain("disclosureCommented");
    // What is answered beside the same part is mailed, with a link that opens the page; what is said elsewhere is not.
    await commentOn(author, id, said("It has a gasket.", "market"));
    expect((await mailTo(outsider)).subject).toContain("請你閱讀");
    await commentOn(author, id, said("It is of titanium."));
    expect((await mailTo(outsider)).subject).toBe("researcher 已就「A valve」回覆你的意見");
    const later = await secretTo(outsider);
    expect(await commentByLink(later, said("And of salt?"))).toMatchObject({ ok: true });
    expect(await sharedByLink(`${later}x`)).toBeUndefined();
    await changePart(author, id, { subject: (await rowOf(id)).id, part: "none" });
    expect(await sharedByLink(secret)).toBeUndefined();
    expect(await sharedByLink(later)).toBeUndefined();
    expect(await commentByLink(secret, said("Again"))).toMatchObject({ code: "linkSpent" });
    expect(await eventsOf(id)).toEqual(
      expect.arrayContaining([
        "participant.invited",
        "participant.changed",
        "disclosure.commented",
        "participant.removed",
      ]),
    );
  });

  it("is told that the link is closed once its time is over, and sees nothing more", async () => {
    const id = await draft();
    await ask(id, outsider, "comment");
    const secret = await secretTo(outsider);
    await transact((tx) =>
      tx
        .update(participants)
        .set({ expiresAt: Date.now() - 1 })
        .where(eq(participants.subjectId, id)),
    );
    expect(await sharedByLink(secret)).toMatchObject({ draft: undefined, participant: { name: "lee" } });
    expect(await commentByLink(secret, said("x"))).toMatchObject({ code: "linkSpent" });
    // Asked again, the new link opens and the old one leads nowhere.
    await ask(id, outsider, "comment");
    expect(await sharedByLink(secret)).toBeUndefined();
    expect(await sharedByLink(await secretTo(outsider))).toMatchObject({ draft: { disclosure: { id } } });
  });

  it("with an account works by the part: view cannot comment, comment cannot write, edit can", async () => {
    const id = await draft();
    const mayNow = async () => {
      const comment = await commentOn(colleague, id, said("x"));
      const before = (await disclosurePage(author, id))!.disclosure.novelty;
      const write = await saveAnswers(colleague, id, novelty(`${before}+`, before));
      const reads_ = (await disclosurePage(colleague, id)) !== undefined;
      return { reads: reads_, comment: comment.ok || comment.code, write: write.ok || write.code };
    };
    expect(await mayNow()).toEqual({ reads: false, comment: "notFound", write: "notFound" });
    await ask(id, colleague.email, "read");
    expect(await mayNow()).toEqual({ reads: true, comment: "forbidden", write: "forbidden" });
    const { id: subject } = await rowOf(id);
    await changePart(author, id, { subject, part: "comment" });
    expect(await mayNow()).toEqual({ reads: true, comment: true, write: "forbidden" });
    await changePart(author, id, { subject, part: "edit" });
    expect(await mayNow()).toEqual({ reads: true, comment: true, write: true });
    // Who invented and what each gets is the inventors' own, and so is sending it off.
    const mine = (await disclosurePage(author, id))!.inventors[0]!.id;
    expect(
      await saveAnswers(colleague, id, [{ path: `inventors.${mine}.share`, value: "1", was: "100" }]),
    ).toMatchObject({ value: { outcomes: [{ is: "refused", code: "inventorsOnly" }] } });
    expect(await askInventors(colleague, id)).toMatchObject({ code: "notFound" });
    expect(await disclosuresSharedWith(colleague)).toMatchObject([{ id, part: "edit" }]);
    await changePart(author, id, { subject, part: "none" });
    expect(await mayNow()).toEqual({ reads: false, comment: "notFound", write: "notFound" });
  });

  it("opens nothing else: not another disclosure of the same author, not the case around it", async () => {
    const [id, other] = [await draft(), await draft()];
    await ask(id, colleague.email, "edit");
    const { caseId } = (await disclosurePage(author, id))!.disclosure;
    expect(await disclosurePage(colleague, other)).toBeUndefined();
    expect(await commentOn(colleague, other, said("x"))).toMatchObject({ code: "notFound" });
    expect(await outputFor(colleague, caseId)).toBeUndefined();
    expect(await sharingPage(colleague, caseId)).toBeUndefined();
    expect(await deleteDraft(colleague, id)).toMatchObject({ code: "notFound" });
    const otherCase = (await disclosurePage(author, other))!.disclosure.caseId;
    const file = new File(["x"], "x.txt", { type: "text/plain" });
    expect(await attachToDisclosure(colleague, otherCase, [file])).toMatchObject({ code: "notFound" });
    expect(await attachToDisclosure(colleague, caseId, [file])).toMatchObject({ ok: true });
  });
});

describe("who has a part in a disclosure", () => {
  it("is for its inventors and the office that has it to say, and for no stranger", async () => {
    const id = await draft();
    const { id: subject } = (await ask(id, outsider, "read")) && (await rowOf(id));
    for (const stranger of [colleague, officer, actor("tto", "ttoOfficer", "harbour-university")]) {
      expect(await ask(id, "x@firm.example", "read", stranger)).toMatchObject({ code: "notFound" });
      expect(await changePart(stranger, id, { subject, part: "edit" })).toMatchObject({ code: "notFound" });
    }
    await askInventors(author, id);
    await submitDisclosure(author, id);
    expect(await changePart(officer, id, { subject, part: "comment" })).toMatchObject({ ok: true });
    expect((await rowOf(id)).part).toBe("comment");
    const other = await draft();
    expect(await changePart(author, other, { subject, part: "none" })).toMatchObject({ code: "notFound" });
  });

  it("is limited in number, an inventor is not asked again, and the same part again leaves no trace", async () => {
    const id = await draft();
    for (let each = 0; each < 20; each++) expect((await ask(id, `p${each}@firm.example`, "read")).ok).toBe(true);
    expect(await ask(id, "p20@firm.example", "read")).toMatchObject({ code: "tooManyAsked", params: { most: 20 } });
    expect(await ask(id, "p3@firm.example", "comment")).toMatchObject({ ok: true });
    expect(await ask(id, author.email, "read")).toMatchObject({ code: "onItAlready" });
    const before = await eventsOf(id);
    await changePart(author, id, { subject: (await rowOf(id)).id, part: "read" });
    expect(await eventsOf(id)).toEqual(before);
  });

  it("a comment sent twice is said once", async () => {
    const id = await draft();
    const once = commentForm.parse({ step: "market", text: "Who pays?", key: `key-${id}`.slice(0, 40) });
    await commentOn(author, id, once);
    await commentOn(author, id, once);
    expect(await commentsOf(id)).toHaveLength(1);
  });
});

describe("a draft", () => {
  it("is deleted by its owner with all that was said, never by another, and never once it was submitted", async () => {
    const id = await draft();
    await ask(id, outsider, "comment");
    await commentOn(author, id, said("x"));
    const inventor = { path: "inventors.co1.email", value: colleague.email, was: "" };
    await saveAnswers(author, id, [inventor, { path: "inventors.co1.name", value: "C", was: "" }]);
    expect(await deleteDraft(colleague, id)).toMatchObject({ code: "forbidden" });
    expect(await deleteDraft(actor("reviewer", "researcher"), id)).toMatchObject({ code: "notFound" });
    expect(await deleteDraft(author, id)).toMatchObject({ ok: true });
    expect(await commentsOf(id)).toEqual([]);
    const sent = await draft();
    await askInventors(author, sent);
    await submitDisclosure(author, sent);
    expect(await deleteDraft(author, sent)).toMatchObject({ code: "wrongState" });
    await moveDisclosure(officer, sent, "triage", "");
    await moveDisclosure(officer, sent, "return", "Which?");
    expect(await deleteDraft(author, sent)).toMatchObject({ code: "wrongState" });
  });

  it("written anew after a return does not replace what was filed; one save of a change is one revision", async () => {
    const id = await draft();
    await askInventors(author, id);
    await submitDisclosure(author, id);
    await moveDisclosure(officer, id, "triage", "");
    await moveDisclosure(officer, id, "return", "Which?");
    const rowNow = async () => (await reads().select().from(disclosures).where(eq(disclosures.id, id)))[0]!;
    const filed = (await rowNow()).filed;
    const { version } = await rowNow();
    const saves = async () => (await eventsOf(id)).filter((each) => each === "disclosure.saved").length;
    await saveAnswers(author, id, novelty("n", "n"));
    expect((await rowNow()).version).toBe(version);
    await saveAnswers(author, id, novelty("It folds.", "n"));
    expect((await rowNow()).version).toBe(version + 1);
    expect(await saves()).toBe(1);
    expect((await rowNow()).filed).toEqual(filed);
    expect((await disclosurePage(officer, id))!.disclosure.novelty).toBe("n");
    await submitDisclosure(author, id, "The one that folds.");
    expect((await disclosurePage(officer, id))!.disclosure.novelty).toBe("It folds.");
  });
});

describe("a part of the form in somebody's hands", () => {
  const given = (act: Parameters<typeof handOver>[2], by: Actor, id: string, assignee = "", subject = "invention") =>
    handOver(by, id, act, handForm.parse({ subject, assignee }));
  const outcome = async (by: Actor, id: string, value: string, was: string) => {
    const saved = await saveAnswers(by, id, novelty(value, was));
    const first = saved.ok ? saved.value.outcomes[0]! : undefined;
    return first && "code" in first ? first.code : first?.is;
  };

  it("is written by its assignee alone, locked when ready for review, and given by the author alone", async () => {
    const id = await draft();
    await ask(id, colleague.email, "edit");
    expect(await given("assign", colleague, id, colleague.email)).toMatchObject({ code: "forbidden" });
    expect(await given("assign", author, id, outsider)).toMatchObject({ code: "notAWorker" });
    expect(await given("assign", author, id, colleague.email)).toMatchObject({ ok: true });
    expect(await outcome(author, id, "mine", "n")).toBe("stepAssigned");
    expect(await outcome(colleague, id, "It folds.", "n")).toBe("saved");
    expect(await given("markReady", author, id)).toMatchObject({ code: "forbidden" });
    expect(await given("markReady", colleague, id)).toMatchObject({ ok: true });
    expect(await outcome(colleague, id, "It rolls.", "It folds.")).toBe("stepReady");
    expect(await given("return", colleague, id)).toMatchObject({ code: "forbidden" });
    expect(await given("return", author, id)).toMatchObject({ ok: true });
    expect(await outcome(colleague, id, "It rolls.", "It folds.")).toBe("saved");
    // Another step is everybody's as before.
    const market = [{ path: "market", value: "Ships", was: "" }];
    expect(await saveAnswers(author, id, market)).toMatchObject({ value: { outcomes: [{ is: "saved" }] } });
    expect(await eventsOf(id)).toEqual(expect.arrayContaining(["step.assigned", "step.ready", "step.returned"]));
  });

  it("takes its files along, and is everybody's again once its assignee is off the disclosure", async () => {
    const id = await draft();
    const { caseId } = (await disclosurePage(author, id))!.disclosure;
    await ask(id, colleague.email, "edit");
    await given("assign", author, id, colleague.email, "files");
    const file = new File(["x"], "x.txt", { type: "text/plain" });
    expect(await attachToDisclosure(author, caseId, [file])).toMatchObject({ code: "stepAssigned" });
    expect(await attachToDisclosure(colleague, caseId, [file])).toMatchObject({ ok: true });
    await given("markReady", colleague, id, "", "files");
    expect(await attachToDisclosure(colleague, caseId, [file])).toMatchObject({ code: "stepReady" });
    await changePart(author, id, { subject: (await rowOf(id)).id, part: "none" });
    expect(await attachToDisclosure(author, caseId, [file])).toMatchObject({ ok: true });
  });
});

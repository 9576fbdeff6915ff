import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { caseEvents } from "#services/audit/index.ts";
import { filesOf } from "#services/documents/index.ts";
import {
  attachToDisclosure,
  attachToOutput,
  beginDisclosure,
  downloadAttachment,
  outputForm,
  recordOutput,
  removeAttachment,
  removeFromOutput,
} from "#services/outputs/index.ts";
import { actor } from "../actor.ts";
import { openDemonstration, type TestDatabase } from "../database.ts";

let database: TestDatabase;
let caseId = "";
let disclosureId = "";

const author = actor("researcher", "researcher", "lion-rock-institute");
const strangers = [
  actor("tang-ho-fung", "researcher", "lantau-university"),
  actor("tto", "ttoOfficer", "harbour-university"),
  // The own office does not see a draft either.
  actor("tto", "ttoOfficer", "lion-rock-institute"),
  actor("partner", "partner", "pearl-medtech"),
];
const pdf = (words = "") => new TextEncoder().encode(`%PDF-1.7\n${words}\n%%EOF\n`);
const file = (name: string, content: Uint8Array | string) =>
  new File([typeof content === "string" ? content : new Uint8Array(content)], name);

beforeAll(async () => {
  database = await openDemonstration();
  const output = await recordOutput(
    author,
    outputForm.parse({
      kind: "prototype",
      titleEn: "Steerable needle",
      summary: "A needle.",
      field: "medicalRobotics",
    }),
    "en",
  );
  caseId = output.ok ? output.value.id : "";
  const begun = await beginDisclosure(author, caseId);
  disclosureId = begun.ok ? begun.value.id : "";
});
afterAll(() => database.close());

const names = async () => (await filesOf({ kind: "disclosure", id: disclosureId })).map((each) => each.name);

it("keeps what its content says it is, under its hash, and gives the same bytes back", async () => {
  const drawing = file("../../設計圖 v2.pdf", pdf("drawing"));
  expect(await attachToDisclosure(author, caseId, [drawing, file("data.csv", "a,b\n1,2\n")])).toMatchObject({
    value: { added: 2 },
  });
  expect(await names()).toEqual(["設計圖 v2.pdf", "data.csv"]);
  expect(await attachToDisclosure(author, caseId, [drawing])).toMatchObject({ value: { added: 0 } });
  const [kept] = await filesOf({ kind: "disclosure", id: disclosureId });
  const given = await downloadAttachment(author, caseId, kept!.id);
  expect(given.ok && new Uint8Array(given.value.bytes)).toEqual(pdf("drawing"));
  const actions = (await caseEvents(caseId)).map((event) => event.action);
  expect(actions.filter((action) => action.startsWith("file."))).toEqual([
    "file.attached",
    "file.attached",
    "file.downloaded",
  ]);
});

it("refuses by content, whatever a file calls itself, and then keeps none of the lot", async () => {
  const before = await names();
  for (const [bad, code] of [
    [file("empty.pdf", ""), "fileEmpty"],
    [file("page.txt", "<!doctype html><script>alert(1)</script>"), "fileOtherInside"],
    [file("program.pdf", "MZ\u0090\u0000\u0003"), "fileOtherInside"],
    [file("drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"), "fileTypeRefused"],
    [file("photo.png", pdf()), "fileNotAsNamed"],
    [file("film.pdf", new Uint8Array(20 * 1024 * 1024 + 1)), "fileTooLarge"],
  ] as const)
    expect(await attachToDisclosure(author, caseId, [file("fine.pdf", pdf("fine")), bad])).toMatchObject({ code });
  expect(await names()).toEqual(before);
});

it("is for the inventors alone while it is a draft: others are told that there is nothing", async () => {
  const [kept] = await filesOf({ kind: "disclosure", id: disclosureId });
  for (const stranger of strangers) {
    expect(await attachToDisclosure(stranger, caseId, [file("a.pdf", pdf())])).toMatchObject({ code: "notFound" });
    expect(await downloadAttachment(stranger, caseId, kept!.id)).toMatchObject({ code: "notFound" });
    expect(await removeAttachment(stranger, caseId, kept!.id)).toMatchObject({ code: "notFound" });
  }
  expect(await downloadAttachment(author, "microneuro", kept!.id)).toMatchObject({ code: "notFound" });
});

it("says so when the kept bytes are no longer what was sent", async () => {
  const [kept] = await filesOf({ kind: "disclosure", id: disclosureId });
  const place = path.join(process.env.DATA_DIR!, "files", kept!.hash.slice(0, 2), kept!.hash.slice(2, 4), kept!.hash);
  fs.chmodSync(place, 0o600);
  fs.writeFileSync(place, pdf("changed"));
  expect(await downloadAttachment(author, caseId, kept!.id)).toMatchObject({ code: "fileDamaged" });
  await attachToDisclosure(author, caseId, [file("again.pdf", pdf("drawing"))]);
  expect(await downloadAttachment(author, caseId, kept!.id)).toMatchObject({ ok: true });
});

it("lets the author take a file off", async () => {
  const [kept] = await filesOf({ kind: "disclosure", id: disclosureId });
  expect(await removeAttachment(author, caseId, kept!.id)).toMatchObject({ ok: true });
  expect(await downloadAttachment(author, caseId, kept!.id)).toMatchObject({ code: "notFound" });
});

it("lets who may edit an output take a file off it, on record, and nobody else", async () => {
  await attachToOutput(author, caseId, [file("notes.pdf", pdf("notes"))]);
  await attachToDisclosure(author, caseId, [file("claims.pdf", pdf("claims"))]);
  const [kept] = await filesOf({ kind: "output", id: caseId });
  const confidential = (await filesOf({ kind: "disclosure", id: disclosureId })).find(
    (each) => each.name === "claims.pdf",
  );
  for (const stranger of strangers)
    expect(await removeFromOutput(stranger, caseId, kept!.id)).toMatchObject({ code: "notFound" });
  // Neither another output's file nor one of the disclosure is on this output.
  expect(await removeFromOutput(author, "microneuro", kept!.id)).toMatchObject({ code: "notFound" });
  expect(await removeFromOutput(author, caseId, confidential!.id)).toMatchObject({ code: "notFound" });
  expect(await filesOf({ kind: "output", id: caseId })).toHaveLength(1);

  expect(await removeFromOutput(author, caseId, kept!.id)).toMatchObject({ ok: true });
  expect(await filesOf({ kind: "output", id: caseId })).toEqual([]);
  expect(await removeFromOutput(author, caseId, kept!.id)).toMatchObject({ code: "notFound" });
  expect(
    (await caseEvents(caseId)).filter((each) => each.action === "file.removed" && each.subjectKind === "output"),
  ).toMatchObject([{ actorId: "researcher", subjectId: caseId, details: { name: "notes.pdf", hash: kept!.hash } }]);
});

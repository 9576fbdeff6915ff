import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { transact } from "#db/client.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { browse, refreshLicensed } from "#services/catalogue/index.ts";
import {
  acceptNda,
  acceptTerms,
  dealRoom,
  dealsToAnswer,
  distributeRoyalty,
  enquire,
  offerNda,
  proposeTerms,
  reportSales,
  signAgreement,
} from "#services/deals/index.ts";
import { agreementTemplate, filledClauses, sealOf } from "#services/documents/index.ts";
import { latestMail } from "#services/notify/index.ts";
import { actor } from "../actor.ts";
import { openDemonstration, type TestDatabase } from "../database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openDemonstration();
});
afterAll(() => database.close());

const officer = actor("tto", "ttoOfficer", "lion-rock-institute");
const partner = actor("partner", "partner", "pearl-medtech");
const rival = actor("partner", "partner", "rhine-endoscopy");
const otherOffice = actor("tto", "ttoOfficer", "harbour-university");
const terms = {
  exclusivity: "exclusive" as const,
  fieldOfUse: "Endoscopes",
  territory: ["HK"],
  years: 10,
  upfront: 0,
  royalty: 300,
  minimumAnnual: 0,
  sublicence: 2000,
  patentCosts: "licensee" as const,
  diligence: "",
  comment: "",
};

it("keeps a deal room to its two sides, and lets two people who press the same button act once", async () => {
  const begun = await enquire(partner, "cares-copilot", { question: "May we?" });
  const id = begun.ok ? begun.value.id : "";
  expect(await enquire(partner, "cares-copilot", { question: "May we, again?" })).toEqual(begun);
  for (const stranger of [rival, otherOffice]) {
    expect(await dealRoom(stranger, id)).toBeUndefined();
    expect(await proposeTerms(stranger, id, terms)).toMatchObject({ code: "notFound" });
  }
  const pressed = async (work: () => Promise<{ ok: boolean }>) =>
    (await Promise.all([work(), work(), work()])).filter((result) => result.ok).length;
  const turnIs = async (side: "office" | "firm" | "both" | "nobody") => {
    expect((await dealRoom(officer, id))?.next).toBe(
      { office: "licensor", firm: "partner", both: "both", nobody: undefined }[side],
    );
    expect([
      (await dealsToAnswer(officer)).some((each) => each.id === id),
      (await dealsToAnswer(partner)).some((each) => each.id === id),
    ]).toEqual([side === "office" || side === "both", side === "firm" || side === "both"]);
  };
  expect(await pressed(() => offerNda(officer, id, "en"))).toBe(1);
  await turnIs("firm");
  expect(await pressed(() => acceptNda(partner, id))).toBe(1);
  await turnIs("office");
  expect((await proposeTerms(officer, id, terms)).ok).toBe(true);
  await turnIs("firm");
  expect(await acceptTerms(officer, id, 1, "en")).toMatchObject({ code: "ownProposal" });
  expect((await proposeTerms(partner, id, { ...terms, royalty: 200 })).ok).toBe(true);
  await turnIs("office");
  expect(await acceptTerms(officer, id, 1, "en")).toMatchObject({ code: "termsChanged" });
  expect(await pressed(() => acceptTerms(officer, id, 2, "en"))).toBe(1);
  await turnIs("both");
  const seal = (await dealRoom(officer, id))!.agreements.find((paper) => paper.agreement.kind === "licence")!.agreement
    .seal;
  expect(await signAgreement(officer, id, "another text")).toMatchObject({ code: "textChanged" });
  expect(await pressed(() => signAgreement(officer, id, seal))).toBe(1);
  await turnIs("firm");
  expect(await pressed(() => signAgreement(partner, id, seal))).toBe(1);
  await turnIs("nobody");
  // The catalogue says so from the same moment, and of what is left: the licence is for one field in one place.
  const inPart = await browse({ query: "CARES Copilot", availability: "licensedInPart" });
  expect(inPart.rows.map(({ slug, licensedParts }) => [slug, licensedParts])).toEqual([
    ["cares-copilot", [{ fieldOfUse: "Endoscopes", territory: ["HK"] }]],
  ]);
  // A record written before licences in part were told apart is put right at the next start.
  const { id: technologyId } = inPart.rows[0]!;
  await transact((tx) =>
    tx
      .update(technologies)
      .set({ availability: "licensed", licensedParts: null })
      .where(eq(technologies.id, technologyId)),
  );
  expect(await refreshLicensed()).toBe(1);
  expect((await browse({ availability: "licensedInPart" })).rows.map((row) => row.slug)).toContain("cares-copilot");
  const number = (await dealRoom(officer, id))!.deal.number;
  const told = (await latestMail()).filter((mail) => mail.subject.includes(number) || mail.body.includes(id));
  const toldTo = (recipient: string) =>
    told.filter((mail) => mail.recipient === `${recipient}@demo.slipway.example`).length;
  // The firm: NDA offered, terms proposed, terms accepted, signed by one. The officer: enquiry, NDA accepted, terms, in force.
  expect([toldTo("partner"), toldTo("tto")]).toEqual([4, 4]);
  const report = { fromOn: "2026-01-01", untilOn: "2026-06-30", netSales: 100_000_000, note: "" };
  expect(await pressed(() => reportSales(partner, id, report))).toBe(1);
  const [reported] = (await dealRoom(officer, id))!.reports;
  expect(reported!.royalty.amount).toBe(2_000_000);
  expect(
    await pressed(() =>
      distributeRoyalty(officer, id, { subject: reported!.royalty.id, costs: 0, receivedOn: "2026-08-01" }),
    ),
  ).toBe(1);
});

it("dates a paper by the day in Hong Kong, in the language that was chosen for it", async () => {
  const begun = await enquire(partner, "microneuro", { question: "May we?" });
  const id = begun.ok ? begun.value.id : "";
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2027-03-01T17:30:00Z") });
  try {
    expect((await offerNda(officer, id, "zh-Hant")).ok).toBe(true);
  } finally {
    vi.useRealTimers();
  }
  const room = (await dealRoom(partner, id))!;
  const { agreement } = room.agreements[0]!;
  const values = {
    technology: room.parties.technology["zh-Hant"]!,
    licensor: room.parties.licensor["zh-Hant"]!,
    partner: room.parties.partner["zh-Hant"]!,
    date: "2027-03-02",
  };
  const clauses = filledClauses(agreementTemplate("nda"), values, "zh-Hant");
  expect(agreement).toMatchObject({ language: "zh-Hant", seal: sealOf({ template: "nda", values, clauses }) });
  expect(clauses[0]!.text).toContain("由2027-03-02起");
});

import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reads, transact } from "#db/client.ts";
import { technologies, technologyVersions } from "#db/schema/catalogue.ts";
import { memberships, organisations, people } from "#db/schema/identity.ts";
import { disclosures, inventors, outputs } from "#db/schema/outputs.ts";
import { caseEvents } from "#services/audit/index.ts";
import {
  answerProfile,
  answerProfileByLink,
  askAgreement,
  browse,
  closeTechnology,
  invitationForOffice,
  inviteOffers,
  makeOffer,
  offerPage,
  offersOfFirm,
  openOffers,
  profileByLink,
  profileForm,
  profilePage,
  profilesObjectedTo,
  profilesWaiting,
  publishTechnology,
  reofferTechnology,
  saveProfile,
  technologyAt,
  withdrawTechnology,
} from "#services/catalogue/index.ts";
import { sitemap, technologyFeed } from "#services/exchange/index.ts";
import { latestMail } from "#services/notify/index.ts";
import { actor } from "../actor.ts";
import { openTestDatabase } from "../database.ts";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  database = await openTestDatabase();
  await transact(async (tx) => {
    for (const [id, kind] of [
      ["uni", "university"],
      ["firm", "company"],
      ["rival", "company"],
    ] as const)
      await tx.insert(organisations).values({ id, kind, name: { en: id }, region: "hongKong", createdAt: 0 });
    for (const [id, role, organisationId] of [
      ["ada", "researcher", "uni"],
      ["tto", "ttoOfficer", "uni"],
      ["pat", "partner", "firm"],
      ["rob", "partner", "rival"],
    ] as const) {
      await tx.insert(people).values({ id, email: `${id}@example.org`, name: id, createdAt: 0 });
      await tx.insert(memberships).values({ id, personId: id, organisationId, role, createdAt: 0 });
    }
    const own = { organisationId: "uni", createdBy: "ada", createdAt: 0, updatedAt: 0 };
    const title = { en: "Tight valve" };
    await tx
      .insert(outputs)
      .values({ id: "valve", ...own, kind: "prototype", title, original: "en", summary: title, field: "construction" });
    await tx.insert(disclosures).values({
      id: "d",
      ...own,
      caseId: "valve",
      title,
      original: "en",
      number: "2026-001",
      state: "accepted",
      stateSince: 0,
      publicDisclosures: [],
      officerId: "tto",
      submittedAt: 1,
    });
    await tx.insert(inventors).values({
      id: "i",
      disclosureId: "d",
      position: 0,
      personId: "ada",
      name: "Ada",
      email: "ada@example.org",
      shareBasisPoints: 10_000,
      confirmation: "confirmed",
    });
  });
});
afterAll(() => database.close());

const inventor = actor("ada", "researcher", "uni");
const officer = actor("tto", "ttoOfficer", "uni");
const partner = actor("pat", "partner", "firm");
const rival = actor("rob", "partner", "rival");
const typed = (title: string, version: number) =>
  profileForm.parse({
    version,
    original: "en",
    title: { en: title },
    valueLine: { en: "Leaks a tenth of what the best valve leaks." },
    solution: { en: "A seat of two zirconium alloys." },
    advantages: [
      {
        claim: { en: "Tight" },
        evidence: { en: "40 valves" },
        rival: { name: { en: "steel seat" }, ours: "0.1 ml", theirs: "1 ml" },
      },
    ],
    trl: "6",
    payer: { en: "Plant" },
    route: { en: "Through a maker of valves." },
    package: { en: "Drawings and one patent." },
    offers: ["exclusiveLicence"],
  });
const yes = { agrees: true as const };
const no = (reason: string) => ({ agrees: false as const, reason });
const origin = "https://portal.example";
/** Where the public can come across it: search, list, feed, sitemap. */
async function seen(slug: string) {
  const [found, listed, feed, map] = await Promise.all([
    browse({ query: "zirconium" }),
    browse({}),
    technologyFeed({ language: "en", origin, field: "construction" }),
    sitemap(origin),
  ]);
  return [
    found.rows.some((row) => row.slug === slug),
    listed.rows.some((row) => row.slug === slug),
    feed.some((entry) => entry.url.includes(`/${slug}?`)),
    map!.includes(`<loc>${origin}/technologies/${slug}</loc>`),
  ];
}
const everywhere = [true, true, true, true];
const nowhere = [false, false, false, false];

it("publishes in two steps what answers the four questions, and keeps every version", async () => {
  expect(await saveProfile(partner, "valve", typed("Tight valve", 0))).toMatchObject({ code: "notFound" });
  const bare = profileForm.parse({ original: "en", title: { en: "Tight valve" }, solution: { en: "A seat." } });
  expect(await saveProfile(inventor, "valve", bare)).toEqual({ ok: true, value: { number: 1, isNew: true } });
  const refused = await askAgreement(officer, "valve", 1);
  expect(refused).toMatchObject({ code: "profileLacks", params: { count: 7 } });
  expect(Object.values((refused as { fields: object }).fields).flat()).toEqual(
    ["valueLine", "trl", "rival", "payer", "route", "offers", "package"].map((lack) => `lacks.${lack}`),
  );
  expect(await saveProfile(officer, "valve", typed("Tight valve", 0))).toMatchObject({ code: "changedMeanwhile" });
  expect(await saveProfile(officer, "valve", typed("Tight valve", 1))).toMatchObject({ value: { number: 2 } });
  expect(await saveProfile(officer, "valve", typed("Tight valve", 2))).toEqual({
    ok: true,
    value: { number: 2, isNew: false },
  });
  expect(await reads().$count(technologyVersions)).toBe(2);
  expect(await technologyAt("tight-valve")).toBeUndefined();
  expect(await publishTechnology(officer, "valve", 2)).toMatchObject({ code: "inventorsNotAgreed" });
  expect(await answerProfile(officer, "valve", 2, yes)).toMatchObject({ code: "forbidden" });
  expect(await publishTechnology(inventor, "valve", 2)).toMatchObject({ code: "forbidden" });
  expect((await askAgreement(officer, "valve", 2)).ok).toBe(true);
  expect(await profilesWaiting(inventor)).toMatchObject([{ caseId: "valve", number: 2 }]);
  expect(await answerProfile(inventor, "valve", 1, yes)).toMatchObject({ code: "changedMeanwhile" });
  expect((await answerProfile(inventor, "valve", 2, yes)).ok).toBe(true);
  expect(await profilesWaiting(inventor)).toEqual([]);
  expect(await profilesWaiting(officer)).toMatchObject([{ caseId: "valve", number: 2 }]);
  // Two officers press at once: it is published once.
  const pressed = await Promise.all([1, 2].map(() => publishTechnology(officer, "valve", 2)));
  expect(pressed.filter((each) => each.ok)).toEqual([{ ok: true, value: { slug: "tight-valve" } }]);
  expect(await seen("tight-valve")).toEqual(everywhere);
});

it("lets a later version wait for its own agreement, and an old address lead to the new one", async () => {
  await saveProfile(officer, "valve", typed("Valve that stays tight", 2));
  expect(await publishTechnology(officer, "valve", 3)).toMatchObject({ code: "inventorsNotAgreed" });
  expect((await technologyAt("tight-valve"))?.kind).toBe("shown");
  await answerProfile(inventor, "valve", 3, yes);
  expect(await publishTechnology(officer, "valve", 3)).toMatchObject({ value: { slug: "valve-that-stays-tight" } });
  expect(await technologyAt("tight-valve")).toEqual({ kind: "moved", slug: "valve-that-stays-tight" });
  await saveProfile(officer, "valve", typed("Tight valve", 3));
  await answerProfile(inventor, "valve", 4, yes);
  expect(await publishTechnology(officer, "valve", 4)).toMatchObject({ value: { slug: "tight-valve" } });
  expect(await technologyAt("valve-that-stays-tight")).toEqual({ kind: "moved", slug: "tight-valve" });
  expect((await technologyAt("tight-valve"))?.kind).toBe("shown");
});

it("asks an inventor without an account by a link, which holds for one text only and can say no", async () => {
  await transact((tx) =>
    tx.insert(inventors).values({
      id: "j",
      disclosureId: "d",
      position: 1,
      name: "Bo",
      email: "bo@elsewhere.example",
      shareBasisPoints: 0,
      confirmation: "confirmed",
    }),
  );
  const mailedTo = async (who: string) =>
    (await latestMail()).find((mail) => mail.recipient === who && mail.body.includes("/agree/"))!;
  const secretIn = (body: string) => /\/agree\/([\w-]+)/.exec(body)![1]!;
  await saveProfile(officer, "valve", typed("Valve for all weathers", 4));
  expect((await askAgreement(officer, "valve", 5)).ok).toBe(true);
  const first = secretIn((await mailedTo("bo@elsewhere.example")).body);
  expect(await profileByLink(first)).toMatchObject({ state: "open", name: "Bo", number: 5, answer: null });
  expect(await profileByLink(`${first}x`)).toBeUndefined();
  // One objects by the link, the other agrees signed in: it stays unpublished, and the officer reads why.
  expect((await answerProfileByLink(first, no("The figure is of another valve."))).ok).toBe(true);
  expect((await answerProfile(inventor, "valve", 5, yes)).ok).toBe(true);
  expect(await publishTechnology(officer, "valve", 5)).toMatchObject({
    code: "inventorObjects",
    params: { names: "Bo" },
  });
  expect(await profilesWaiting(officer)).toEqual([]);
  expect(await profilesObjectedTo(officer)).toMatchObject([{ caseId: "valve", number: 5 }]);
  expect(await profilesObjectedTo(inventor)).toEqual([]);
  expect((await profilePage(officer, "valve"))!.answers).toMatchObject([
    { name: "Ada", answer: "agreed", way: "signedIn" },
    { name: "Bo", answer: "objected", way: "link", reason: "The figure is of another valve." },
  ]);
  // The text changes: the old link shows nothing and takes nothing, and what was agreed is void.
  await saveProfile(officer, "valve", typed("Tight valve", 5));
  expect(await profileByLink(first)).toMatchObject({ state: "changed", named: null });
  expect(await answerProfileByLink(first, yes)).toMatchObject({ code: "profileChanged" });
  expect(await publishTechnology(officer, "valve", 6)).toMatchObject({ code: "inventorsNotAgreed" });
  await askAgreement(officer, "valve", 6);
  const second = secretIn((await mailedTo("bo@elsewhere.example")).body);
  expect((await answerProfileByLink(second, yes)).ok).toBe(true);
  expect(await answerProfileByLink(second, yes)).toMatchObject({ code: "alreadyAgreed" });
  expect((await publishTechnology(officer, "valve", 6)).ok).toBe(true);
  expect(await answerProfileByLink(second, no("Too late."))).toMatchObject({ code: "alreadyPublished" });
});

it("takes what is closed or withdrawn out of search, list, feed and sitemap at once, and keeps the address", async () => {
  expect((await closeTechnology(officer, "valve", { reason: "Given up." })).ok).toBe(true);
  expect(await seen("tight-valve")).toEqual(nowhere);
  expect((await technologyAt("tight-valve"))?.kind).toBe("shown");
  expect((await reofferTechnology(officer, "valve")).ok).toBe(true);
  expect(await seen("tight-valve")).toEqual(everywhere);
  expect(await withdrawTechnology(inventor, "valve", { reason: "Mine." })).toMatchObject({ code: "forbidden" });
  expect((await withdrawTechnology(officer, "valve", { reason: "Too early." })).ok).toBe(true);
  expect(await seen("tight-valve")).toEqual(nowhere);
  expect((await technologyAt("tight-valve"))?.kind).toBe("withdrawn");
  expect((await publishTechnology(officer, "valve", 6)).ok).toBe(true);
  expect(await seen("tight-valve")).toEqual(everywhere);
});

it("keeps offers sealed until the closing day is over, and opens all of them at once", async () => {
  const DAY = 86_400_000;
  const start = Date.parse("2026-12-01T02:00:00Z");
  const invitation = { termsEn: "", termsHant: "", termsHans: "" };
  const offer = {
    exclusivity: "exclusive" as const,
    fieldOfUse: "Water works",
    territory: "HK",
    upfront: 1_000_000,
    currency: "HKD" as const,
    royalty: 300,
    plan: "Made in Shenzhen.",
  };
  expect(await inviteOffers(officer, "valve", { ...invitation, closesOn: "2026-12-05" }, start)).toMatchObject({
    code: "invitationDays",
  });
  expect((await inviteOffers(officer, "valve", { ...invitation, closesOn: "2026-12-31" }, start)).ok).toBe(true);
  expect(await makeOffer(officer, "tight-valve", offer, start + DAY)).toMatchObject({ code: "forbidden" });
  expect((await makeOffer(partner, "tight-valve", offer, start + DAY)).ok).toBe(true);
  const before = (await caseEvents("valve")).length;
  expect((await makeOffer(partner, "tight-valve", { ...offer, royalty: 400 }, start + 2 * DAY)).ok).toBe(true);
  expect((await makeOffer(rival, "tight-valve", { ...offer, upfront: 2_000_000 }, start + 3 * DAY)).ok).toBe(true);
  // Neither what was offered nor that anything was: not in the invitation, not in the case's history.
  const lastMinute = Date.parse("2026-12-31T15:59:59Z");
  expect(await invitationForOffice(officer, "valve", lastMinute)).toMatchObject({ state: "open", offers: [] });
  expect((await caseEvents("valve")).length).toBe(before);
  expect(await openOffers(officer, "valve", lastMinute)).toMatchObject({ code: "offersSealed" });
  const after = lastMinute + 1000;
  expect(await invitationForOffice(officer, "valve", after)).toMatchObject({ state: "closed", offers: [] });
  expect(await makeOffer(rival, "tight-valve", offer, after)).toMatchObject({ code: "notFound" });
  // Each firm reads its own back, before and after the closing day; who made none finds nothing any more.
  expect(await offerPage(partner, "tight-valve", start + 4 * DAY)).toMatchObject({ own: { royaltyBasisPoints: 400 } });
  expect(await offerPage(partner, "tight-valve", after)).toMatchObject({ state: "closed", own: { plan: offer.plan } });
  expect(await offerPage(officer, "tight-valve", after)).toBeUndefined();
  expect(await offersOfFirm(rival)).toMatchObject([{ slug: "tight-valve", openedAt: null }]);
  expect(await openOffers(officer, "valve", after)).toEqual({ ok: true, value: { count: 2 } });
  const opened = await invitationForOffice(officer, "valve", after);
  expect(opened!.offers.map((each) => [each.partnerId, each.upfront, each.royaltyBasisPoints, each.isIntact])).toEqual([
    ["rival", 2_000_000, 300, true],
    ["firm", 1_000_000, 400, true],
  ]);
  expect((await caseEvents("valve")).at(-1)).toMatchObject({ action: "offers.opened" });
  expect(await invitationForOffice(inventor, "valve", after)).toBeUndefined();
});

it("splits the sitemap when it grows, each part with its languages", async () => {
  const [row] = await reads().select().from(technologies).where(eq(technologies.slug, "tight-valve"));
  const copy = (number: number) => ({
    ...row!,
    id: `copy-${number}`,
    slug: `copy-${number}`,
    caseId: null,
    searchKey: number + 1,
  });
  await transact((tx) =>
    tx
      .insert(technologies)
      .values([1, 2, 3].map(copy))
      .then(() => undefined),
  );
  expect((await sitemap(origin))!.match(/<url>/g)).toHaveLength(7 + 4);
  expect((await sitemap(origin, undefined, 2))!.match(/<sitemap>/g)).toHaveLength(3);
  expect(await sitemap(origin, 3, 2)).toBeUndefined();
  const parts = await Promise.all([1, 2].map((part) => sitemap(origin, part, 2)));
  expect(parts.map((part) => part!.match(/<url>/g)!.length)).toEqual([2, 2]);
  expect(parts[0]).toContain(`hreflang="zh-Hant" href="${origin}/technologies/tight-valve?lang=zh-Hant"`);
});

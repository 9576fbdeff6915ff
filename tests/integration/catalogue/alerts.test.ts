import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reads, transact } from "#db/client.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { outbox } from "#db/schema/notify.ts";
import { sendDigests } from "#services/catalogue/alerts/digest.ts";
import { findNews } from "#services/catalogue/alerts/find.ts";
import {
  alertsOf,
  dropAlert,
  follow,
  isRefusedBy,
  needForm,
  noteOnShortlist,
  refuseTechnology,
  saveSearch,
  setDuty,
  setFrequency,
  shortlist,
  shortlistPage,
  shortlistsOf,
  unsubscribe,
  unsubscribing,
  writeNeed,
} from "#services/catalogue/index.ts";
import {
  type Actor,
  acceptInvitation,
  declineInvitation,
  invitationBySecret,
  invitationsOf,
  invite,
  withdrawInvitation,
} from "#services/identity/index.ts";
import { openTestDatabase } from "../database.ts";
import { anOrganisation, aPerson, aTechnology } from "./people.ts";

// A Wednesday, nine in the morning of Hong Kong; what is published stands minutes before it.
const NOW = Date.parse("2031-11-26T01:00:00Z");
const DAY = 86_400_000;
let database: Awaited<ReturnType<typeof openTestDatabase>>;
let reader: Actor;
let rival: Actor;
beforeAll(async () => {
  database = await openTestDatabase();
  await transact(async (tx) => {
    await anOrganisation(tx, "firm", "company", "Firm");
    await anOrganisation(tx, "rival", "company", "Rival");
    await anOrganisation(tx, "uni", "university", "Uni");
    reader = await aPerson(tx, "reader", "partner", "firm");
    rival = await aPerson(tx, "rival1", "partner", "rival");
  });
  await findNews(NOW - 3 * DAY);
});
afterAll(() => database.close());

const mailTo = async (actor: Actor) =>
  (await reads().select().from(outbox).where(eq(outbox.recipient, actor.email))).filter((mail) =>
    mail.subject.startsWith("New at Slipway"),
  );
const publish = (title: string, at: number, more = {}) =>
  transact((tx) => aTechnology(tx, "uni", title, { publishedAt: at, updatedAt: at, ...more }));
const search = async (name: string, frequency: "instant" | "daily" | "weekly" | "off" = "daily") => {
  const saved = await saveSearch(reader, { name, query: `q=${name}&after=x&lang=en`, frequency }, "en");
  return saved.ok ? saved.value.id : "";
};

it("two searches and a need come in one digest, once, whoever runs it twice; what was refused is not in it", async () => {
  const [endoscope] = [await search("endoscope"), await search("colonoscope")];
  const need = needForm.parse({
    language: "en",
    title: "Flexible endoscope for brain surgery",
    text: "It must be flexible.",
    field: "medicalRobotics",
  });
  expect((await writeNeed(reader, undefined, need, true)).ok).toBe(true);
  for (const each of (await alertsOf(reader)).searches) await setFrequency(reader, "search", each.id, "daily");
  await publish("Endoscope, flexible, for brain surgery", NOW - 60_000);
  await publish("Colonoscope of silicone", NOW - 50_000);
  const refused = await publish("Endoscope we do not want", NOW - 40_000);
  await refuseTechnology(reader, refused, { reason: "alreadyHaveIt", reasonText: "" });
  await publish("Concrete", NOW - 30_000);
  await Promise.all([findNews(NOW), findNews(NOW)]);
  await findNews(NOW + 1000);
  await sendDigests(Date.parse("2031-11-25T23:00:00Z"));
  expect(await mailTo(reader), "before eight").toHaveLength(0);
  await Promise.all([sendDigests(NOW), sendDigests(NOW)]);
  await sendDigests(NOW + 60_000);
  const mails = await mailTo(reader);
  expect(mails).toHaveLength(1);
  const [mail] = mails;
  expect(mail!.body).toContain("New for “endoscope”");
  expect(mail!.body).toContain("New for “colonoscope”");
  expect(mail!.body).toContain("New for “Flexible endoscope for brain surgery”");
  expect(mail!.body).not.toContain("we do not want");
  expect(mail!.body).not.toContain("Concrete");
  expect(mail!.headers).toMatchObject({ "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" });
  expect(endoscope).not.toBe("");
});

it("a followed technology is told when it changes, at once if so wished, and nothing of another's", async () => {
  const id = await publish("Followed pump", NOW - 20_000);
  await findNews(NOW + 2000);
  expect(await follow(rival, id, "instant", "en")).toMatchObject({ ok: true });
  await transact((tx) =>
    tx
      .update(technologies)
      .set({ updatedAt: NOW + 5000, state: "withdrawn" })
      .where(eq(technologies.id, id)),
  );
  await findNews(NOW + 6000);
  await sendDigests(NOW + 7000);
  await sendDigests(NOW + 8000);
  expect((await mailTo(rival)).map((mail) => mail.body.includes("Followed pump"))).toEqual([true]);
  expect(await mailTo(reader)).toHaveLength(1);
});

it("a mail on a followed technology says what has changed, and following one takes an earlier “not a fit” back", async () => {
  const id = await publish("Valve to follow", NOW - 20_000);
  await refuseTechnology(rival, id, { reason: "tooEarly", reasonText: "" });
  expect(await isRefusedBy(rival, id)).toBe(true);
  expect(await follow(rival, id, "instant", "en")).toMatchObject({ ok: true });
  expect(await isRefusedBy(rival, id)).toBe(false);
  const before = (await mailTo(rival)).length;
  const change = async (values: Partial<typeof technologies.$inferInsert>, at: number) => {
    await transact((tx) =>
      tx
        .update(technologies)
        .set({ ...values, updatedAt: at })
        .where(eq(technologies.id, id)),
    );
    await findNews(at + 100);
    await sendDigests(at + 200);
    return (await mailTo(rival)).length - before;
  };
  expect(await change({ trl: 7, availability: "underOption" }, NOW + 10_000)).toBe(1);
  const { body } = (await mailTo(rival)).find((mail) => mail.body.includes("Valve to follow"))!;
  expect(body).toContain("Changed: it was available, now it is under option; stage TRL");
  expect(body).toContain("now TRL 7");
  expect(body).not.toContain("the text of its page");
  // Touched, but as it was: no mail.
  expect(await change({}, NOW + 11_000)).toBe(1);
  expect(await change({ state: "closed" }, NOW + 12_000)).toBe(2);
});

it("a link in the mail turns it off without a sign-in, one search or all, and a forged one nothing", async () => {
  const [mail] = await mailTo(reader);
  const tokens = [...mail!.body.matchAll(/unsubscribe\/(\S+)/g)].map((match) => match[1]!);
  const [one, all] = [tokens[0]!, tokens.at(-1)!];
  expect(mail!.headers?.["List-Unsubscribe"]).toContain(`/unsubscribe/${all}`);
  expect((await unsubscribing(one))?.name).toBe("endoscope");
  for (const forged of [`${one}x`, one.replace(/^./, "z"), "x", "reader.AAAA", all.replace("reader", "rival1")])
    expect(await unsubscribe(forged)).toMatchObject({ code: "notFound" });
  await unsubscribe(one);
  const rhythms = async () => (await alertsOf(reader)).searches.map((each) => each.frequency);
  expect(await rhythms()).toEqual(["off", "daily", "daily"]);
  await unsubscribe(all);
  expect(await rhythms()).toEqual(["off", "off", "off"]);
  await publish("Another endoscope", NOW + DAY);
  await findNews(NOW + DAY + 1000);
  await sendDigests(NOW + DAY + 2000);
  expect(await mailTo(reader)).toHaveLength(1);
  expect(await dropAlert(rival, "search", (await alertsOf(reader)).searches[0]!.id)).toMatchObject({
    code: "notFound",
  });
});

it("a shortlist and its notes are the firm's alone; a reader of the firm only reads", async () => {
  const id = await publish("Kept robot", NOW + DAY);
  const [made] = await Promise.all([shortlist(reader, id, "Robots"), shortlist(reader, id, "Robots")]);
  expect(await shortlistsOf(reader)).toMatchObject([{ name: "Robots", count: 1 }]);
  const list = made!.ok ? made!.value.id : "";
  const item = (await shortlistPage(reader, list))!.items[0]!;
  await noteOnShortlist(reader, item.id, "Ask for the price.");
  expect((await shortlistPage(reader, list))?.items[0]?.notes).toMatchObject([{ text: "Ask for the price." }]);
  expect(await shortlistPage(rival, list)).toBeUndefined();
  expect(await noteOnShortlist(rival, item.id, "x")).toMatchObject({ code: "notFound" });
  expect(await setDuty(reader, reader.membershipId, "reader")).toMatchObject({ code: "lastLead" });
  const second = await transact((tx) => aPerson(tx, "second", "partner", "firm"));
  expect(await setDuty(rival, second.membershipId, "reader")).toMatchObject({ code: "notFound" });
  expect(await setDuty(reader, second.membershipId, "reader")).toMatchObject({ ok: true });
  expect(await noteOnShortlist(second, item.id, "x")).toMatchObject({ code: "readersOnlyRead" });
  expect(await setDuty(second, second.membershipId, "lead")).toMatchObject({ code: "leadsOnly" });
});

it("an invitation is answered once, declined with a reason the inviter reads, or ends", async () => {
  const secrets: string[] = [];
  for (const email of ["a@new.test", "b@new.test"]) {
    await invite(reader, { email, role: "partner", organisationId: "firm" }, "en");
    const [mail] = await reads().select().from(outbox).where(eq(outbox.recipient, email));
    secrets.push(/invitation\/(\S+)/.exec(mail!.body)![1]!);
  }
  expect(await declineInvitation(secrets[0]!, "Wrong person", "1.1.1.1")).toMatchObject({ ok: true });
  expect(await declineInvitation(secrets[0]!, "Again", "1.1.1.1")).toMatchObject({ code: "linkSpent" });
  expect(await acceptInvitation(secrets[0]!, { name: "A", password: "long enough 1" }, "1.1.1.1")).toMatchObject({
    code: "linkSpent",
  });
  const list = await invitationsOf(reader);
  expect(list.find((each) => each.email === "a@new.test")).toMatchObject({ state: "declined", reason: "Wrong person" });
  const open = list.find((each) => each.state === "open")!;
  expect(await withdrawInvitation(rival, open.id)).toMatchObject({ code: "notFound" });
  expect(await withdrawInvitation(reader, open.id)).toMatchObject({ ok: true });
  expect(await invitationBySecret(secrets[1]!)).toMatchObject({ state: "withdrawn" });
});

import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { technologies } from "#db/schema/catalogue.ts";
import { people } from "#db/schema/identity.ts";
import { alertItems, digests, followedTechnologies, savedSearches } from "#db/schema/matching.ts";
import { signed } from "../../identity/index.ts";
import { type Language, plain } from "../../language.ts";
import { mailLater, mailText, portalOrigin } from "../../notify/index.ts";
import { refusedBy } from "../matching/suggest.ts";
import { type Change, changesBetween, seenNow } from "./changes.ts";
import type { Frequency } from "./saved.ts";

/** Digests go out from eight in the morning of Hong Kong, the weekly ones on Mondays. */
const HOUR = 8;
const MOST_PEOPLE = 500;
const LINES_A_SEARCH = 15;

/** The period that a digest of this rhythm is for, or undefined while it is not time for it. Pure. */
export function periodOf(frequency: Frequency, now: number): string | undefined {
  const there = new Date(now + 8 * 3_600_000);
  const day = there.toISOString().slice(0, 10);
  if (frequency === "off" || (frequency !== "instant" && there.getUTCHours() < HOUR)) return undefined;
  if (frequency === "instant") return `instant ${now}`;
  if (frequency === "daily") return `daily ${day}`;
  // Whoever was missed on Monday, because the portal did not run, is told later in the week.
  const monday = new Date(there.getTime() - ((there.getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10);
  return `weekly ${monday}`;
}

/** Mails what waits: one mail a person and period, whatever number of searches it comes from. */
export async function sendDigests(now = Date.now()): Promise<number> {
  let sent = 0;
  for (const frequency of ["instant", "daily", "weekly"] as const) {
    const period = periodOf(frequency, now);
    if (!period) continue;
    for (const personId of await peopleWaiting(frequency)) {
      // The links are signed before the transaction, since the portal's key may have to be made.
      const token = await signed("unsubscribe", personId);
      const own = new Map<string, string>();
      for (const id of await sourcesOf(personId)) own.set(id, await signed("unsubscribe", `${personId}:${id}`));
      if (await transact((tx) => sendOne(tx, personId, frequency, period, token, own, now))) sent++;
    }
  }
  return sent;
}

async function peopleWaiting(frequency: Frequency): Promise<string[]> {
  const [bySearch, byFollow] = await Promise.all([
    reads()
      .selectDistinct({ personId: alertItems.personId })
      .from(alertItems)
      .innerJoin(savedSearches, eq(savedSearches.id, alertItems.sourceId))
      .where(and(isNull(alertItems.toldAt), eq(savedSearches.frequency, frequency)))
      .limit(MOST_PEOPLE),
    reads()
      .selectDistinct({ personId: alertItems.personId })
      .from(alertItems)
      .innerJoin(followedTechnologies, eq(followedTechnologies.id, alertItems.sourceId))
      .where(and(isNull(alertItems.toldAt), eq(followedTechnologies.frequency, frequency)))
      .limit(MOST_PEOPLE),
  ]);
  return [...new Set([...bySearch, ...byFollow].map((each) => each.personId))];
}

async function sourcesOf(personId: string): Promise<string[]> {
  const rows = await reads()
    .select({ id: savedSearches.id })
    .from(savedSearches)
    .where(eq(savedSearches.personId, personId))
    .limit(100);
  return rows.map((row) => row.id);
}

async function sendOne(
  tx: Transaction,
  personId: string,
  frequency: Frequency,
  period: string,
  token: string,
  own: ReadonlyMap<string, string>,
  now: number,
): Promise<boolean> {
  const [already] = await tx
    .select({ id: digests.id })
    .from(digests)
    .where(and(eq(digests.personId, personId), eq(digests.period, period)))
    .limit(1);
  if (already) return false;
  const [person] = await tx
    .select({ email: people.email, language: people.language })
    .from(people)
    .where(eq(people.id, personId))
    .limit(1);
  const waiting = await waitingFor(tx, personId, frequency);
  if (!person || waiting.length === 0) return false;
  const refused = await refusedBy([...new Set(waiting.map((each) => each.organisationId))]);
  const told = waiting.filter(
    (each) =>
      !refused.has(`${each.organisationId} ${each.technologyId}`) &&
      (each.kind === "follow" || each.state === "published"),
  );
  await tx
    .update(alertItems)
    .set({ toldAt: now })
    .where(
      inArray(
        alertItems.id,
        waiting.map((each) => each.id),
      ),
    );
  const changed = await changesOf(
    tx,
    told.filter((each) => each.kind === "follow"),
  );
  const worth = told.filter((each) => each.kind === "search" || changed.has(each.sourceId));
  if (worth.length === 0) return false;
  await tx.insert(digests).values({ id: newId(), personId, period, createdAt: now });
  const language = person.language ?? waiting[0]!.language;
  const address = `${portalOrigin()}/unsubscribe/${token}`;
  await mailLater(
    tx,
    {
      to: person.email,
      language,
      message: "alertDigest",
      params: {
        count: new Set(worth.map((each) => each.technologyId)).size,
        items: await lines(worth, own, changed, language),
        token,
      },
      // One press in the mail program, without a page: RFC 8058.
      headers: { "List-Unsubscribe": `<${address}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
    },
    now,
  );
  return true;
}

/**
 * What has changed of each followed technology since its follower last knew it, by the follow's id; what is again as it
 * was is left out. From now on the follower knows it as it stands. Nothing is known of what was followed long ago.
 */
async function changesOf(tx: Transaction, followed: Waiting[]): Promise<Map<string, Change[]>> {
  const found = new Map<string, Change[]>();
  for (const { sourceId, technologyId } of followed) {
    if (found.has(sourceId)) continue;
    const [known] = await tx
      .select({ seen: followedTechnologies.seen })
      .from(followedTechnologies)
      .where(eq(followedTechnologies.id, sourceId))
      .limit(1);
    const now = await seenNow(tx, technologyId);
    const changes = known?.seen ? changesBetween(known.seen, now) : [];
    if (changes.length === 0 && known?.seen) continue;
    found.set(sourceId, changes);
    await tx.update(followedTechnologies).set({ seen: now }).where(eq(followedTechnologies.id, sourceId));
  }
  return found;
}

type Waiting = Awaited<ReturnType<typeof waitingFor>>[number];

async function waitingFor(tx: Transaction, personId: string, frequency: Frequency) {
  const columns = {
    id: alertItems.id,
    kind: alertItems.kind,
    sourceId: alertItems.sourceId,
    technologyId: technologies.id,
    slug: technologies.slug,
    state: technologies.state,
    title: technologies.title,
    valueLine: technologies.valueLine,
  };
  const mine = and(eq(alertItems.personId, personId), isNull(alertItems.toldAt));
  const bySearch = await tx
    .select({
      ...columns,
      organisationId: savedSearches.organisationId,
      language: savedSearches.language,
      name: savedSearches.name,
    })
    .from(alertItems)
    .innerJoin(savedSearches, eq(savedSearches.id, alertItems.sourceId))
    .innerJoin(technologies, eq(technologies.id, alertItems.technologyId))
    .where(and(mine, eq(savedSearches.frequency, frequency)))
    .orderBy(asc(savedSearches.createdAt), asc(alertItems.changeAt))
    .limit(500);
  const byFollow = await tx
    .select({
      ...columns,
      organisationId: followedTechnologies.organisationId,
      language: followedTechnologies.language,
    })
    .from(alertItems)
    .innerJoin(followedTechnologies, eq(followedTechnologies.id, alertItems.sourceId))
    .innerJoin(technologies, eq(technologies.id, alertItems.technologyId))
    .where(and(mine, eq(followedTechnologies.frequency, frequency)))
    .orderBy(asc(alertItems.changeAt))
    .limit(500);
  return [...bySearch, ...byFollow.map((each) => ({ ...each, name: "" }))];
}

/** The digest's text: each search with what is new in it and its own way to be turned off, then the followed ones. */
async function lines(
  told: Waiting[],
  own: ReadonlyMap<string, string>,
  changed: ReadonlyMap<string, Change[]>,
  language: Language,
): Promise<string> {
  const parts: string[] = [];
  const bySource = new Map<string, Waiting[]>();
  for (const each of told)
    if (each.kind === "search") bySource.set(each.sourceId, [...(bySource.get(each.sourceId) ?? []), each]);
  for (const [sourceId, found] of bySource) {
    parts.push(await mailText(language, "alertSearch", { name: found[0]!.name }));
    for (const each of found.slice(0, LINES_A_SEARCH)) parts.push(line(each, language));
    if (found.length > LINES_A_SEARCH)
      parts.push(await mailText(language, "alertMore", { count: found.length - LINES_A_SEARCH }));
    const token = own.get(sourceId);
    if (token) parts.push(await mailText(language, "alertOff", { token }));
    parts.push("");
  }
  const followed = told.filter((each) => each.kind === "follow");
  if (followed.length > 0) parts.push(await mailText(language, "alertFollowed"));
  // Changed more than once since the last mail, it stands in this one once.
  for (const each of followed.filter(
    (row, place) => followed.findIndex((one) => one.sourceId === row.sourceId) === place,
  ))
    parts.push(line(each, language, await changeWords(changed.get(each.sourceId) ?? [], language)));
  return parts.join("\n").trim();
}

async function changeWords(changes: Change[], language: Language): Promise<string> {
  const word = (key: string, params = {}) => mailText(language, `alertChange.${key}`, params);
  const told = await Promise.all(
    changes.map(async (change) => {
      if (change.kind === "offer")
        return change.from === change.to
          ? word("parts", { to: await word(`offers.${change.to}`) })
          : word("offer", { from: await word(`offers.${change.from}`), to: await word(`offers.${change.to}`) });
      if (change.kind === "stage") return word("stage", { from: change.from ?? "–", to: change.to ?? "–" });
      return word(change.kind, "day" in change ? { day: change.day } : {});
    }),
  );
  return told.length === 0 ? word("some") : word("told", { changes: told.join(await word("between")) });
}

function line({ slug, title, valueLine }: Waiting, language: Language, changes = ""): string {
  const worth = plain(valueLine, language);
  const told = [plain(title, language), worth, changes, `${portalOrigin()}/technologies/${slug}`];
  return `- ${told.filter(Boolean).join("\n  ")}`;
}

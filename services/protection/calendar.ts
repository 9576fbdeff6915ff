import { and, asc, eq, isNull } from "drizzle-orm";
import ical, { ICalAlarmType, ICalEventTransparency } from "ical-generator";
import { reads, transact } from "#db/client.ts";
import { memberships, people } from "#db/schema/identity.ts";
import { calendars, deadlines, families } from "#db/schema/protection.ts";
import { type Actor, hashSecret, may, newSecret } from "../identity/index.ts";
import { type Language, plain } from "../language.ts";
import { mailText } from "../notify/index.ts";
import { forbidden, ok, type Result } from "../result.ts";
import { MANUAL } from "./redate.ts";

/** The person's calendar of the institution's deadlines. */
const ownCalendar = (actor: Actor) =>
  and(eq(calendars.personId, actor.personId), eq(calendars.organisationId, actor.organisationId));

/** A new secret address for the person's calendar of the institution's deadlines; the one before stops working. */
export async function newCalendar(actor: Actor): Promise<Result<{ secret: string }>> {
  if (!may(actor, "protection.file", ["organisation"])) return forbidden();
  const { secret, hash } = newSecret();
  await transact(async (tx) => {
    await tx.delete(calendars).where(ownCalendar(actor));
    await tx.insert(calendars).values({
      hash,
      personId: actor.personId,
      organisationId: actor.organisationId,
      createdAt: Date.now(),
    });
  });
  return ok({ secret });
}

/** Switches the person's calendar off: its address leads nowhere from then on. */
export async function endCalendar(actor: Actor): Promise<Result<object>> {
  if (!may(actor, "protection.file", ["organisation"])) return forbidden();
  await transact((tx) => tx.delete(calendars).where(ownCalendar(actor)));
  return ok({});
}

/** Since when the person has a calendar address of the institution's deadlines; the address itself is not kept. */
export async function calendarSince(actor: Actor): Promise<number | null> {
  const [calendar] = await reads()
    .select({ createdAt: calendars.createdAt })
    .from(calendars)
    .where(ownCalendar(actor))
    .limit(1);
  return calendar?.createdAt ?? null;
}

/**
 * The calendar behind a secret address (RFC 5545): one all-day event a deadline, on its safe date, in the language of the
 * person whose calendar it is; `otherwise` for an account that has none. Undefined for an unknown address, and once the
 * person has left the institution's office.
 */
export async function calendarOf(secret: string, otherwise: Language, origin: string): Promise<string | undefined> {
  const [calendar] = await reads()
    .select({ organisationId: calendars.organisationId, language: people.language })
    .from(calendars)
    .innerJoin(people, eq(people.id, calendars.personId))
    .innerJoin(
      memberships,
      and(
        eq(memberships.personId, calendars.personId),
        eq(memberships.organisationId, calendars.organisationId),
        eq(memberships.role, "ttoOfficer"),
        isNull(memberships.endedAt),
      ),
    )
    .where(eq(calendars.hash, hashSecret(secret)))
    .limit(1);
  if (!calendar) return undefined;
  const language = calendar.language ?? otherwise;
  const due = await reads()
    .select({ deadline: deadlines, title: families.title, caseId: families.caseId })
    .from(deadlines)
    .innerJoin(families, eq(families.id, deadlines.familyId))
    .where(and(eq(families.organisationId, calendar.organisationId), isNull(deadlines.doneOn)))
    .orderBy(asc(deadlines.safeOn))
    .limit(2000);
  const feed = ical({ name: "Slipway", prodId: { company: "Slipway", product: "docket" }, ttl: 6 * 3600 });
  for (const { deadline, title, caseId } of due) {
    const { statutoryOn: statutory, lastOn: last, safeOn: safe } = deadline;
    const event = feed.createEvent({
      id: `${uidOf(deadline)}@slipway`,
      start: new Date(`${deadline.safeOn}T00:00:00Z`),
      allDay: true,
      // A deadline keeps nobody busy for the day.
      transparency: ICalEventTransparency.TRANSPARENT,
      timezone: "UTC",
      stamp: new Date(deadline.createdAt),
      summary: `${deadline.jurisdiction}: ${plain(deadline.act, language)} · ${plain(title, language)}`,
      description: await mailText(language, "calendarDay", { safe, last, statutory, source: deadline.source }),
      url: `${origin}/cases/${caseId}/filings/${deadline.filingId}`,
    });
    event.createAlarm({ type: ICalAlarmType.display, triggerBefore: 7 * 86_400 });
  }
  // Every line ends with CRLF, the last one too (RFC 5545, 3.1); the maker leaves it out.
  return `${feed.toString()}\r\n`;
}

/** The same for a date that is computed anew, so that a calendar moves its event instead of keeping two. */
const uidOf = ({ id, filingId, ruleId, occurrence }: typeof deadlines.$inferSelect): string =>
  ruleId === MANUAL ? id : [filingId, ruleId, occurrence].filter(Boolean).join("-");

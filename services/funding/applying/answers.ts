import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { applicationAnswers, applications } from "#db/schema/funding.ts";
import { record } from "../../audit/index.ts";
import type { Actor } from "../../identity/index.ts";
import { type Failure, fail, ok, type Result } from "../../result.ts";
import { type Application, allowed, type Known, subjectOf } from "../access.ts";
import { closedBefore } from "../calls.ts";
import type { answerForm } from "../forms.ts";
import type { Programme } from "../programme.ts";
import type { FormPart } from "./form-parts.ts";
import { partRefusal } from "./hands.ts";

/** `closedAt`: the call had closed by then, so that what is saved stays a draft. */
export type Autosaved =
  | { saved: true; at: number; version: number; closedAt?: number }
  | { saved: false; kept: string };

/** The long answers of a programme's form: the background, one for each criterion, and the intellectual property. Pure. */
export const questionsOf = (rules: Programme): string[] => [
  "background",
  ...rules.aspects.map((aspect) => `aspect:${aspect.id}`),
  "property",
];

/** An application of which this actor may write a part now; a closed call keeps its drafts and takes no changes for sending. */
export async function writable(
  tx: Pick<Transaction, "select" | "selectDistinct">,
  actor: Actor,
  id: string,
  part: FormPart,
): Promise<({ ok: true } & Known) | Failure> {
  const known = await allowed(tx, actor, id, "application.write");
  if (!known.ok) return known;
  if (known.application.state !== "draft" && known.application.state !== "returned") return fail("wrongState");
  const refused = await partRefusal(tx, actor, known, part);
  return refused ? fail(refused) : known;
}

export async function answersOf(tx: Pick<Transaction, "select">, id: string): Promise<Record<string, string>> {
  const rows = await tx
    .select({ name: applicationAnswers.name, value: applicationAnswers.value })
    .from(applicationAnswers)
    .where(eq(applicationAnswers.applicationId, id));
  return Object.fromEntries(rows.map((row) => [row.name, row.value]));
}

/**
 * Keeps one answer as it is typed, also after the call has closed: a late answer stays with the draft. A page that is
 * out of date gets what is kept instead of overwriting it; the same text again changes nothing.
 */
export async function keepAnswer(
  actor: Actor,
  id: string,
  { name, value, was }: z.output<typeof answerForm>,
): Promise<Result<Autosaved>> {
  return transact(async (tx) => {
    const known = await writable(tx, actor, id, "project");
    if (!known.ok) return known;
    const { application, rules } = known;
    if (name !== "summary" && !questionsOf(rules).includes(name)) return fail("unknownQuestion");
    const now = Date.now();
    const kept = name === "summary" ? application.summary : ((await answersOf(tx, id))[name] ?? "");
    const closedAt = closedBefore(known, now);
    if (kept === value) return ok({ saved: true as const, at: now, version: application.version, closedAt });
    if (kept !== was) return ok({ saved: false as const, kept });
    if (name !== "summary") await putAnswer(tx, actor, id, name, value, now);
    const version = await touched(tx, application, name === "summary" ? { summary: value } : {});
    await record(tx, actor, "application.saved", subjectOf(application), { field: name, version }, now);
    return ok({ saved: true as const, at: now, version, closedAt });
  });
}

/** When the call closed without this draft, for who writes it; undefined while there is time, and once it was sent. */
export async function lateSince(actor: Actor, id: string, now = Date.now()): Promise<number | undefined> {
  const known = await allowed(reads(), actor, id, "application.write");
  return known.ok ? closedBefore(known, now) : undefined;
}

export async function putAnswer(tx: Transaction, actor: Actor, id: string, name: string, value: string, now: number) {
  const mine = { value, updatedAt: now, updatedBy: actor.personId };
  const [known] = await tx
    .select({ id: applicationAnswers.id })
    .from(applicationAnswers)
    .where(and(eq(applicationAnswers.applicationId, id), eq(applicationAnswers.name, name)))
    .limit(1);
  if (known) await tx.update(applicationAnswers).set(mine).where(eq(applicationAnswers.id, known.id));
  else await tx.insert(applicationAnswers).values({ id: newId(), applicationId: id, name, ...mine });
}

/** Counts a save. */
export async function touched(
  tx: Transaction,
  application: Application,
  more: Partial<Application> = {},
): Promise<number> {
  const version = application.version + 1;
  await tx
    .update(applications)
    .set({ ...more, version })
    .where(eq(applications.id, application.id));
  return version;
}

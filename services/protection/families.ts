import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { disclosures } from "#db/schema/outputs.ts";
import { families, filingKinds, filings, rights } from "#db/schema/protection.ts";
import { record } from "../audit/index.ts";
import { day } from "../day.ts";
import { type Actor, may } from "../identity/index.ts";
import { markOf } from "../mark.ts";
import { onceKey } from "../once.ts";
import { disclosureFor } from "../outputs/index.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { dayOf, endOfPeriod, offices } from "./counting.ts";
import { checkNumber } from "./numbers.ts";
import { endOf, redate } from "./redate.ts";

const optional = (max: number) => z.string().trim().max(max, "tooLong").optional();

export const filingForm = z
  .object({
    jurisdiction: z.string("required").refine((code) => code in offices(), "invalid"),
    right: z.enum(rights, "required").default("invention"),
    kind: z.enum(filingKinds, "required"),
    number: optional(60),
    filedOn: day,
    priorityOn: day.optional(),
    basedOn: optional(40),
    agent: optional(200),
    agentReference: optional(60),
    key: onceKey,
  })
  .refine((filing) => !filing.priorityOn || filing.priorityOn <= filing.filedOn, {
    path: ["priorityOn"],
    message: "afterFiling",
  })
  .refine((filing) => filing.kind !== "convention" || filing.right === "hkStandardR" || filing.priorityOn, {
    path: ["priorityOn"],
    message: "required",
  })
  .superRefine(({ kind, right, filedOn, priorityOn }, context) => {
    const message = whyNoPriority({ kind, right, filedOn, priorityOn });
    if (message) context.addIssue({ code: "custom", path: ["priorityOn"], message });
  })
  .refine((filing) => !filing.right.startsWith("hk") || filing.jurisdiction === "HK", {
    path: ["right"],
    message: "onlyHongKong",
  })
  .refine((filing) => (filing.right !== "hkStandardR" && filing.kind !== "divisional") || filing.basedOn, {
    path: ["basedOn"],
    message: "required",
  })
  .superRefine(({ jurisdiction, number, right }, context) => {
    const finding = number && isPatent(right) ? checkNumber(jurisdiction, number) : "ok";
    if (finding !== "ok")
      context.addIssue({
        code: "custom",
        path: ["number"],
        message: finding === "shape" ? "numberShape" : "numberCheckDigit",
      });
  });

/**
 * Months after which no office takes a priority any more: twelve (Paris Convention Art. 4C), two more where it is restored
 * (PCT Rule 26bis.3), four in Taiwan (Patent Act Art. 29(4)).
 */
const PRIORITY_MONTHS = 16;

/** Why a filing of this kind cannot claim priority from that day; a PCT entry or a Hong Kong record follows years later. Pure. */
function whyNoPriority(filing: { kind: string; right: string; filedOn: string; priorityOn?: string | undefined }) {
  const { kind, right, filedOn, priorityOn } = filing;
  if (!priorityOn) return undefined;
  if (kind === "first" || kind === "provisional") return "firstHasNoPriority";
  const isPlain = (kind === "convention" && right !== "hkStandardR") || kind === "pct";
  return isPlain && filedOn > endOfPeriod(priorityOn, PRIORITY_MONTHS, "corresponding-day")
    ? "priorityTooOld"
    : undefined;
}

/** Numbers of other rights follow other patterns, which are not on file here. */
const isPatent = (right: string) =>
  ["invention", "utilityModel", "hkStandardR", "hkStandardO", "hkShortTerm"].includes(right);

/** Records a filing, opening the case's patent family with the first one; its deadlines follow from the rules at once. */
export async function openFamily(
  actor: Actor,
  caseId: string,
  input: z.output<typeof filingForm>,
): Promise<Result<{ familyId: string }>> {
  return transact(async (tx) => {
    const [row] = await tx
      .select({ id: disclosures.id })
      .from(disclosures)
      .where(eq(disclosures.caseId, caseId))
      .limit(1);
    const found = row && (await disclosureFor(tx, actor, row.id));
    if (!found) return notFound();
    if (!may(actor, "protection.file", found.relations)) return forbidden();
    const now = Date.now();
    if (input.filedOn > dayOf(now)) return fail("inTheFuture", { fields: { filedOn: ["inTheFuture"] } });
    const [known] = await tx.select().from(families).where(eq(families.caseId, caseId)).limit(1);
    const familyId = known?.id ?? newId();
    if (input.basedOn) {
      const [base] = await tx
        .select({ jurisdiction: filings.jurisdiction, right: filings.right, filedOn: filings.filedOn })
        .from(filings)
        .where(and(eq(filings.id, input.basedOn), eq(filings.familyId, familyId)))
        .limit(1);
      const fits =
        input.kind === "divisional"
          ? base?.jurisdiction === input.jurisdiction &&
            base.right === input.right &&
            input.filedOn >= (base.filedOn ?? "")
          : base && ["CN", "EP"].includes(base.jurisdiction) && base.right === "invention";
      if (!fits) {
        const code = input.kind === "divisional" ? "notParent" : "notDesignated";
        return fail(code, { fields: { basedOn: [code] } });
      }
    }
    if (!known) {
      await tx.insert(families).values({
        id: familyId,
        caseId,
        disclosureId: row.id,
        organisationId: found.disclosure.organisationId,
        title: found.disclosure.title,
        createdAt: now,
      });
      await record(tx, actor, "family.opened", { kind: "family", id: familyId, caseId }, {}, now);
    }
    const { key, ...facts } = input;
    const filingId = key ?? newId();
    const [recorded] = await tx
      .insert(filings)
      .values({ id: filingId, familyId, ...facts, state: "pending", createdAt: now })
      .onConflictDoNothing()
      .returning({ id: filings.id });
    if (!recorded) return ok({ familyId });
    await redate(tx, familyId, now);
    await record(
      tx,
      actor,
      "filing.recorded",
      { kind: "family", id: familyId, caseId },
      { jurisdiction: input.jurisdiction, right: input.right, filedOn: input.filedOn },
      now,
    );
    return ok({ familyId });
  });
}

/** The filing of a case with who may do what to it; nothing when the person may not see the case. */
export async function filingFor(tx: Transaction, actor: Actor, caseId: string, filingId: string) {
  const [row] = await tx
    .select({ filing: filings, disclosureId: families.disclosureId })
    .from(filings)
    .innerJoin(families, eq(families.id, filings.familyId))
    .where(and(eq(filings.id, filingId), eq(families.caseId, caseId)))
    .limit(1);
  const found = row?.disclosureId ? await disclosureFor(tx, actor, row.disclosureId) : undefined;
  return row && found ? { filing: row.filing, mayFile: may(actor, "protection.file", found.relations) } : undefined;
}

export const filingChangeForm = z.object({
  subject: z.string("required").min(1),
  /** The mark of the facts that the page showed. */
  mark: z.string("required"),
  number: optional(60),
  agent: optional(200),
  agentReference: optional(60),
  filedOn: day.optional(),
  priorityOn: day.optional(),
  publishedOn: day.optional(),
  grantedOn: day.optional(),
  termAdjustmentDays: z.coerce
    .number("notANumber")
    .int("notANumber")
    .min(0, "tooSmall")
    .max(5_000, "tooLarge")
    .optional(),
  state: z.enum(["pending", "granted", "lapsed"], "required"),
});

/** What a form may change of a filing. Pure. */
const factsOf = (filing: typeof filings.$inferSelect) => ({
  number: filing.number,
  agent: filing.agent,
  agentReference: filing.agentReference,
  filedOn: filing.filedOn,
  priorityOn: filing.priorityOn,
  publishedOn: filing.publishedOn,
  grantedOn: filing.grantedOn,
  termAdjustmentDays: filing.termAdjustmentDays,
  state: filing.state,
});
export const markOfFiling = (filing: typeof filings.$inferSelect): string => markOf(factsOf(filing));

/** The filings that claim the priority of a first one follow its day, where no other of the family was filed first that day. */
async function movePriority(tx: Transaction, first: typeof filings.$inferSelect, from: string, to: string) {
  if (first.priorityOn) return;
  const family = await tx.select().from(filings).where(eq(filings.familyId, first.familyId));
  if (family.some((each) => each.id !== first.id && each.filedOn === from && !each.priorityOn)) return;
  await tx
    .update(filings)
    .set({ priorityOn: to })
    .where(and(eq(filings.familyId, first.familyId), eq(filings.priorityOn, from)));
}

/**
 * Notes what became of a filing; its deadlines are computed anew. Giving it up is another act, for two people, and so is a
 * lapse before the term is over: either ends every date of it.
 */
export async function changeFiling(
  actor: Actor,
  caseId: string,
  { subject, mark, ...input }: z.output<typeof filingChangeForm>,
): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await filingFor(tx, actor, caseId, subject);
    if (!found) return notFound();
    if (!found.mayFile) return forbidden();
    const { filing } = found;
    if (filing.state === "withdrawn") return fail("filingIsOver");
    const finding = input.number && isPatent(filing.right) ? checkNumber(filing.jurisdiction, input.number) : "ok";
    if (finding !== "ok") {
      const message = finding === "shape" ? "numberShape" : "numberCheckDigit";
      return fail(message, { fields: { number: [message] } });
    }
    const now = Date.now();
    const filedOn = input.filedOn ?? null;
    for (const name of ["filedOn", "priorityOn", "publishedOn", "grantedOn"] as const) {
      const on = input[name];
      if (on && on > dayOf(now))
        return fail(name === "filedOn" ? "inTheFuture" : "dayInTheFuture", { fields: { [name]: ["inTheFuture"] } });
      if (on && name.endsWith("edOn") && filedOn && on < filedOn)
        return fail("beforeFiling", { fields: { [name]: ["beforeFiling"] } });
    }
    if (input.priorityOn && filedOn && input.priorityOn > filedOn)
      return fail("afterFiling", { fields: { priorityOn: ["afterFiling"] } });
    const { priorityOn } = input;
    const whyNot =
      filedOn && (priorityOn !== (filing.priorityOn ?? undefined) || filedOn !== filing.filedOn)
        ? whyNoPriority({ ...filing, filedOn, priorityOn })
        : undefined;
    if (whyNot) return fail(whyNot, { fields: { priorityOn: [whyNot] } });
    if (input.state === "pending" && input.grantedOn)
      return fail("grantedIsNotPending", { fields: { state: ["grantedIsNotPending"] } });
    if (input.state === "granted" && !input.grantedOn) return fail("required", { fields: { grantedOn: ["required"] } });
    const before = factsOf(filing);
    const changed = {
      number: input.number ?? null,
      agent: input.agent ?? null,
      agentReference: input.agentReference ?? null,
      filedOn,
      priorityOn: input.priorityOn ?? null,
      publishedOn: input.publishedOn ?? null,
      grantedOn: input.grantedOn ?? null,
      termAdjustmentDays: input.termAdjustmentDays ?? 0,
      state: input.state,
    };
    const names = (Object.keys(changed) as Array<keyof typeof changed>).filter(
      (name) => changed[name] !== before[name],
    );
    if (names.length === 0) return ok({});
    if (mark !== markOf(before))
      return fail("changedMeanwhile", {
        kept: Object.fromEntries(names.map((name) => [name, String(before[name] ?? "")])),
      });
    if (names.includes("state") && input.state === "lapsed") {
      const end = await endOf(tx, { ...filing, ...changed });
      if (!end || end >= dayOf(now)) return fail("lapseNeedsTwo", { fields: { state: ["lapseNeedsTwo"] } });
    }
    await tx.update(filings).set(changed).where(eq(filings.id, subject));
    if (filing.filedOn && filedOn && filing.filedOn !== filedOn)
      await movePriority(tx, filing, filing.filedOn, filedOn);
    await redate(tx, filing.familyId, now);
    const news = Object.fromEntries(names.map((name) => [name, changed[name]]));
    await record(tx, actor, "filing.changed", { kind: "family", id: filing.familyId, caseId }, news, now);
    return ok({});
  });
}

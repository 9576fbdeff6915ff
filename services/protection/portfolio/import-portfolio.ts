import { and, eq, isNotNull } from "drizzle-orm";
import { z } from "zod";
import { type Reader, reads, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { disclosures } from "#db/schema/outputs.ts";
import { families, filings } from "#db/schema/protection.ts";
import { record } from "../../audit/index.ts";
import { type Actor, grounds } from "../../identity/index.ts";
import { plain, writtenIn } from "../../language.ts";
import { takeOverInvention } from "../../outputs/index.ts";
import { fail, forbidden, ok, type Result } from "../../result.ts";
import { dayOf, offices } from "../counting.ts";
import { redate } from "../redate.ts";
import { checkAnew } from "../watch.ts";
import { columns, guessMapping, type Mapping } from "./columns.ts";
import {
  type CellFinding,
  dayOrders,
  guessDays,
  guessOffice,
  type PlannedFiling,
  type PlannedRow,
  planRows,
  type Reading,
} from "./plan.ts";
import type { ListTable } from "./table.ts";

/** A row with what would become of it; of a row that is in the list twice, the line of the first. */
export type StoodRow = PlannedRow & { stand: "new" | "known" | "twice" | "broken"; firstLine?: number };

const place = z.preprocess((value) => (value === "" ? undefined : value), z.coerce.number().int().min(0).optional());
export const readingForm = z.object({
  jurisdiction: z.string("required").refine((code) => code in offices(), "invalid"),
  days: z.enum(dayOrders, "required"),
  ...(Object.fromEntries(columns.map((column) => [`${column}At`, place])) as Record<string, typeof place>),
});

/** The reading that a form's answers stand for. */
export function readingOf(answers: Record<string, unknown> & { jurisdiction: string; days: Reading["days"] }): Reading {
  const mapping: Mapping = {};
  for (const column of columns) {
    const at = answers[`${column}At`];
    if (typeof at === "number") mapping[column] = at;
  }
  return { mapping, jurisdiction: answers.jurisdiction, days: answers.days };
}

export function guessReading(table: ListTable): Reading {
  const mapping = guessMapping(table.heads);
  return { mapping, jurisdiction: guessOffice(table, mapping), days: guessDays(table, mapping) };
}

const keysOf = (
  filing: Pick<PlannedFiling, "jurisdiction" | "number" | "grantNumber"> & { reference: string | null; title?: string },
) => {
  const bare = (text: string) => text.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
  const keys = [
    ...(filing.number ? [`${filing.jurisdiction} n ${bare(filing.number)}`] : []),
    ...(filing.grantNumber ? [`${filing.jurisdiction} g ${bare(filing.grantNumber)}`] : []),
  ];
  return keys.length > 0 ? keys : [`${filing.jurisdiction} r ${filing.reference ?? ""} ${bare(filing.title ?? "")}`];
};

/** Keys of the filings on record, and the family that each reference stands for. */
async function onRecord(from: Reader, organisationId: string) {
  const rows = await from
    .select({
      familyId: families.id,
      caseId: families.caseId,
      reference: families.reference,
      title: families.title,
      jurisdiction: filings.jurisdiction,
      number: filings.number,
      grantNumber: filings.grantNumber,
    })
    .from(filings)
    .innerJoin(families, eq(families.id, filings.familyId))
    .where(eq(families.organisationId, organisationId));
  return {
    // Our own export names a family without a reference by its id.
    known: new Set(
      rows.flatMap((row) =>
        [row.reference, row.familyId].flatMap((reference) =>
          keysOf({ ...row, reference, title: plain(row.title, "en") }),
        ),
      ),
    ),
    familyOf: new Map(
      rows.map((row) => [row.reference ?? row.familyId, { id: row.familyId, caseId: row.caseId }] as const),
    ),
  };
}

function stood(rows: PlannedRow[], known: Set<string>): StoodRow[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    if (row.faults.length > 0) return { ...row, stand: "broken" as const };
    const keys = keysOf(row.filing);
    if (keys.some((key) => known.has(key))) return { ...row, stand: "known" as const };
    const first = keys.find((key) => seen.has(key));
    if (first) return { ...row, stand: "twice" as const, firstLine: seen.get(first)! };
    for (const key of keys) seen.set(key, row.line);
    return { ...row, stand: "new" as const };
  });
}

/** One kind of finding in a list, and in how many rows. */
export type FindingCount = Pick<CellFinding, "column" | "code"> & { count: number };

/** The rows that a person should look at, what stops a row or is rare first; and how often each finding stands. Pure. */
export function toLookAt(rows: StoodRow[]): { rows: StoodRow[]; counts: FindingCount[] } {
  const findingsOf = (row: StoodRow) => [...row.faults, ...row.doubts];
  const counted = new Map<string, FindingCount>();
  for (const { column, code } of rows.flatMap(findingsOf)) {
    const key = `${column} ${code}`;
    counted.set(key, { column, code, count: (counted.get(key)?.count ?? 0) + 1 });
  }
  const weight = (row: StoodRow) =>
    row.faults.length > 0
      ? -2
      : row.stand === "twice"
        ? -1
        : Math.min(...row.doubts.map(({ column, code }) => counted.get(`${column} ${code}`)!.count));
  return {
    rows: rows
      .filter((row) => findingsOf(row).length > 0 || row.stand === "twice")
      .sort((a, b) => weight(a) - weight(b) || a.line - b.line),
    counts: [...counted.values()].sort((a, b) => b.count - a.count),
  };
}

const mayImport = (actor: Actor) => grounds(actor, "protection.file").includes("organisation");

/** What an import would do, row by row. Nothing is written. */
export async function previewPortfolio(actor: Actor, table: ListTable, reading: Reading): Promise<Result<StoodRow[]>> {
  if (!mayImport(actor)) return forbidden();
  const { known } = await onRecord(reads(), actor.organisationId);
  return ok(stood(planRows(table, reading, dayOf(Date.now())), known));
}

/** Takes the new rows of a list over, all or none; what is broken, on record or in the list twice is left out. */
export async function importPortfolio(
  actor: Actor,
  table: ListTable,
  reading: Reading,
  field: string,
): Promise<Result<{ added: number }>> {
  if (!mayImport(actor)) return forbidden();
  const result = await transact<Result<{ added: number }>>(async (tx) => {
    const now = Date.now();
    const { known, familyOf } = await onRecord(tx, actor.organisationId);
    const rows = stood(planRows(table, reading, dayOf(now)), known).filter((row) => row.stand === "new");
    if (rows.length === 0) return fail("nothingToImport");
    const numbers = new Set(
      (
        await tx
          .select({ number: disclosures.number })
          .from(disclosures)
          .where(and(eq(disclosures.organisationId, actor.organisationId), isNotNull(disclosures.number)))
      ).map((each) => each.number),
    );
    const touched = new Set<string>();
    for (const { filing } of rows) {
      const { title, reference, inventors, endsOn, ...kept } = filing;
      let family = reference ? familyOf.get(reference) : undefined;
      if (!family) {
        const number = reference && !numbers.has(reference) ? reference : null;
        const { caseId, disclosureId } = await takeOverInvention(tx, actor, { title, number, inventors, field }, now);
        family = { id: newId(), caseId };
        await tx.insert(families).values({
          id: family.id,
          caseId,
          disclosureId,
          organisationId: actor.organisationId,
          reference,
          title: { [writtenIn(title, actor.language)]: title },
          createdAt: now,
        });
        if (reference) {
          familyOf.set(reference, family);
          numbers.add(reference);
        }
      }
      const filingId = newId();
      await tx
        .insert(filings)
        .values({ id: filingId, familyId: family.id, ...kept, statedEndOn: endsOn, isTakenOver: true, createdAt: now });
      touched.add(family.id);
      await record(
        tx,
        actor,
        "filing.recorded",
        { kind: "family", id: family.id, caseId: family.caseId },
        { jurisdiction: filing.jurisdiction, by: "import" },
        now,
      );
    }
    for (const familyId of touched) await redate(tx, familyId, now);
    return ok({ added: rows.length });
  });
  if (result.ok) checkAnew();
  return result;
}

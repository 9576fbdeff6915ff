import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { disclosureKinds } from "#db/schema/outputs.ts";
import { contentFile } from "../content.ts";
import { lastWorkingDay, offices as workingDays } from "./counting.ts";

const groups = ["published", "talk", "exhibition", "fair", "sale", "abuse"] as const;
const conditions = ["certificate", "statement"] as const;
const waysOut = ["prescribedMeeting", "governmentExhibition", "notifiedBefore", "reasonableTime"] as const;

const noveltyFile = z.strictObject({
  kinds: z.record(z.enum(groups), z.array(z.enum(disclosureKinds))),
  offices: z.record(
    z.string(),
    z.strictObject({
      countedTo: z.enum(["own", "priority"]),
      source: z.string(),
      confidence: z.enum(["read", "unverified", "ours"]),
      months: z.record(z.enum(groups), z.number().int().min(0)),
      condition: z.partialRecord(z.enum(groups), z.enum(conditions)).optional(),
      unless: z.partialRecord(z.enum(groups), z.enum(waysOut)).optional(),
    }),
  ),
});
export type NoveltyRules = z.output<typeof noveltyFile>;

export const noveltyRules = contentFile("deadlines/novelty.yaml", noveltyFile);

/** A making-public of the invention, done or planned. What was told in confidence is not one. */
export interface MadePublic {
  kind: (typeof disclosureKinds)[number];
  on: string;
}

export interface ClockCase {
  disclosures: MadePublic[];
  /** The first filing of the family, and the filings at the offices themselves, where there are any. */
  firstFiledOn?: string | null;
  filedOn?: Record<string, string>;
  today: string;
}

export interface ClockReading {
  jurisdiction: string;
  /**
   * open: nothing public yet; grace: public, still in time; secured: filed in time; lost: too late. Of an international
   * application also `partly`: too late in some of the offices that it reaches, listed in `lostIn`.
   */
  novelty: "open" | "grace" | "secured" | "partly" | "lost";
  lostIn?: string[];
  /** The last day to file that keeps novelty; null when no disclosure sets one, or it is secured or lost. */
  lastOn: string | null;
  /** A working day of the office that no reading of the rule makes late. */
  safeOn: string | null;
  /** The disclosure that decides, and the months that the office allows after it. */
  because: (MadePublic & { months: number }) | null;
  /** Whether the first filing counts, or the office's own (a PCT filing counts as one). */
  countedTo: "own" | "priority";
  condition: (typeof conditions)[number] | null;
  wayOut: (typeof waysOut)[number] | null;
  source: string;
  confidence: "read" | "unverified" | "ours";
}

/**
 * The patent clock: for each office the last day to file that keeps novelty, and whether it is lost already. The
 * strictest disclosure decides. A disclosure before the day of filing is prior art (for example Art. 54(2) EPC), so
 * without grace the last day is the day of the disclosure itself; grace is counted back from the filing and never moves
 * to a working day. After a first filing a disclosure does no harm to filings that claim its priority. Pure.
 */
export function readClock(rules: NoveltyRules, given: ClockCase): ClockReading[] {
  const offices = readOffices(rules, given);
  return [...offices, throughPct(offices)];
}

/** Offices that an international filing reaches; it counts as the office's own (not in Taiwan; Hong Kong goes by China). */
const reachedByPct = ["CN", "US", "EP", "JP", "KR", "SG", "IL"];

/**
 * By when an international application serves all the offices that it reaches: its filing date counts as each one's own
 * (PCT Art. 11(3)). Once some are lost no single day serves the rest: their own rows tell.
 */
function throughPct(offices: ClockReading[]): ClockReading {
  const reached = offices.filter((each) => reachedByPct.includes(each.jurisdiction));
  const lostIn = reached.filter((each) => each.novelty === "lost").map((each) => each.jurisdiction);
  const pct = {
    jurisdiction: "PCT",
    countedTo: "own" as const,
    source: "PCT Art. 11(3)",
    confidence: "unverified" as const,
    ...nothing,
  };
  if (lostIn.length > 0) return { ...pct, novelty: lostIn.length === reached.length ? "lost" : "partly", lostIn };
  const [first] = reached.filter((each) => each.lastOn).sort((a, b) => a.lastOn!.localeCompare(b.lastOn!));
  if (!first) return { ...pct, novelty: reached.some((each) => each.novelty === "secured") ? "secured" : "open" };
  const safeOn = reached.flatMap((each) => each.safeOn ?? []).sort()[0] ?? null;
  const isPublic = reached.some((each) => each.novelty === "grace");
  return { ...pct, novelty: isPublic ? "grace" : "open", lastOn: first.lastOn, safeOn, because: first.because };
}

function readOffices(rules: NoveltyRules, given: ClockCase): ClockReading[] {
  return Object.entries(rules.offices).map(([jurisdiction, office]) => {
    const own = given.filedOn?.[jurisdiction] ?? null;
    const first = given.firstFiledOn ?? null;
    const common = {
      jurisdiction,
      countedTo: office.countedTo,
      source: office.source,
      confidence: office.confidence,
      ...nothing,
    };
    const read = given.disclosures
      // What follows the first filing is harmless where its priority is claimed.
      .filter((each) => !first || each.on < first)
      .map((each): ClockReading => {
        const group = groups.find((name) => rules.kinds[name].includes(each.kind))!;
        const months = office.months[group];
        const lastOn = Temporal.PlainDate.from(each.on).add({ months }).toString();
        const reading = {
          ...common,
          because: { kind: each.kind, on: each.on, months },
          condition: office.condition?.[group] ?? null,
          wayOut: months === 0 ? (office.unless?.[group] ?? null) : null,
        };
        // Without grace any earlier filing decides; grace is counted back from the filing that the office names.
        const counted = months === 0 || office.countedTo === "priority" ? earlier(first, own) : own;
        if (counted) return { ...reading, novelty: counted <= lastOn ? "secured" : "lost" };
        if (given.today > lastOn) return { ...reading, novelty: "lost" };
        const working = workingDays()[jurisdiction];
        // On the very day of a talk nobody knows which came first; the last day of a grace period is itself in time.
        const surely = months === 0 ? Temporal.PlainDate.from(lastOn).subtract({ days: 1 }).toString() : lastOn;
        return {
          ...reading,
          novelty: each.on < given.today ? "grace" : "open",
          lastOn,
          safeOn: working ? lastWorkingDay(surely, working) : null,
        };
      });
    const isFiled = Boolean(first ?? own);
    return read.sort(worstFirst)[0] ?? { ...common, novelty: isFiled ? "secured" : "open" };
  });
}

/** Where an institution in Hong Kong files first: home, the mainland next door, or an international application. */
const filesFirst = ["HK", "CN", "PCT"];

/**
 * The one day to name when there is room for one: the nearest safe one, because a first filing made by then keeps all that
 * can still be kept and any later day gives something up. Where it is the day of several offices, the one named is the one
 * where the institution would file, not whichever the list has first: nobody files first in Israel because its office is
 * closed on Fridays, which makes the international application's day the earlier one too.
 */
export function mostPressing(readings: ClockReading[]): { jurisdiction: string; safeOn: string } | null {
  const place = (code: string) => (filesFirst.includes(code) ? filesFirst.indexOf(code) : filesFirst.length);
  const [first] = readings
    .flatMap(({ jurisdiction, safeOn }) => (safeOn ? [{ jurisdiction, safeOn }] : []))
    .sort((a, b) => a.safeOn.localeCompare(b.safeOn) || place(a.jurisdiction) - place(b.jurisdiction));
  return first ?? null;
}

const nothing = { lastOn: null, safeOn: null, because: null, condition: null, wayOut: null };
const severity = { lost: 3, partly: 2, grace: 1, open: 1, secured: 0 };

const worstFirst = (a: ClockReading, b: ClockReading): number =>
  severity[b.novelty] - severity[a.novelty] || (a.lastOn ?? "").localeCompare(b.lastOn ?? "");

const earlier = (a: string | null, b: string | null) => (a && b ? (a < b ? a : b) : (a ?? b));

/**
 * The clock of a case with the filings as they are kept: one that is given up secures nothing. That its priority might
 * still be claimed is left out to be safe. Pure.
 */
export const clockWithFilings = (
  made: MadePublic[],
  filings: Array<{ jurisdiction: string; kind: string; filedOn: string | null; state: string }>,
  today: string,
): ClockReading[] =>
  clockOf(
    made,
    filings.flatMap(({ filedOn, state, ...rest }) =>
      filedOn && ["pending", "granted"].includes(state) ? [{ ...rest, filedOn }] : [],
    ),
    today,
  );

/** The clock of a case from its disclosures and filings on record. Rows without a date say nothing yet. Pure. */
export function clockOf(
  made: MadePublic[],
  filed: Array<{ jurisdiction: string; kind: string; filedOn: string }>,
  today: string,
): ClockReading[] {
  const filedOn: Record<string, string> = {};
  const note = (code: string, on: string) => {
    if (!filedOn[code] || on < filedOn[code]) filedOn[code] = on;
  };
  for (const { jurisdiction, filedOn: on } of filed)
    for (const code of jurisdiction === "PCT" ? reachedByPct : [jurisdiction]) note(code, on);
  const firstFiledOn = filed.map((each) => each.filedOn).sort()[0] ?? null;
  return readClock(noveltyRules(), { disclosures: made.filter((each) => each.on), firstFiledOn, filedOn, today });
}

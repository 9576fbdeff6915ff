import { and, asc, eq } from "drizzle-orm";
import { reads, transact } from "#db/client.ts";
import { appeals, letters } from "#db/schema/funding.ts";
import { people } from "#db/schema/identity.ts";
import { record } from "../../audit/index.ts";
import { type Letter, letterPaper, readStoredFile, sealOf, storeFile } from "../../documents/index.ts";
import type { Actor } from "../../identity/index.ts";
import { type Language, languages, nameIn, plain } from "../../language.ts";
import { notFound, ok, type Result } from "../../result.ts";
import { amountText, dayText, wordsIn } from "../../words.ts";
import { allowed, type Known, sidesOf, subjectOf } from "../access.ts";
import { hongKongDay } from "../calls.ts";
import { filledIn, fundPapers, inEach, prevailingIn } from "../fund-papers.ts";
import { reviewsOf } from "./reviewers.ts";
import { scoreOf, spreadOf } from "./scores.ts";

/** Days within which a refusal may be appealed: a default of this portal. */
const APPEAL_DAYS = 30;

/** The last day, in Hong Kong, on which a refusal told at an instant may be appealed. Pure. */
export const lastAppealDay = (toldAt: number): string => hongKongDay(toldAt + APPEAL_DAYS * 86_400_000);

/** What was drawn up for good: a file in each language, all under one seal. `hash` is that of the text which prevails. */
export interface Drawn {
  language: Language;
  hash: string;
  texts: Record<Language, string>;
  seal: string;
}

/** Keeps a paper in each of its languages. */
export async function drawEach(papers: Record<Language, Buffer>, seal: string): Promise<Drawn> {
  const texts = await inEach(async (language) => (await storeFile(papers[language])).hash);
  const { prevails } = fundPapers();
  return { language: prevails, hash: texts[prevails], texts, seal };
}

type LetterKind = "award" | "refusal" | "appealUpheld" | "appealDismissed";

type Said = { answer?: string; officer?: string | null };

/**
 * The letter of a decision, in each language: the decision, its reason, the figures, what comes next. Its seal is made over
 * all the texts.
 */
export async function lettersFor(known: Known, kind: LetterKind, at: number, said: Said = {}) {
  const facts = await factsOfLetter(known, said.officer ?? known.application.decidedBy);
  const letters = await inEach((language) => letterIn(language, known, kind, at, { ...facts, ...said }));
  return { letters, seal: sealOf({ prevails: fundPapers().prevails, letters }) };
}

/** Draws up the letter of a decision for good; the seal stands in the foot of each paper. */
export async function drawLetter(known: Known, kind: LetterKind, at: number, said?: Said): Promise<Drawn> {
  const { letters, seal } = await lettersFor(known, kind, at, said);
  const foot = `Slipway 啟航  ·  ${known.application.number}  ·  ${seal.slice(0, 32)}`;
  return drawEach(await inEach((language) => letterPaper({ ...letters[language], foot })), seal);
}

/** What a letter says that is the same in every language. */
async function factsOfLetter({ application, call, rules }: Known, officer: string | null) {
  const [sides, [signer], given, [appeal]] = await Promise.all([
    sidesOf({ application, call }),
    reads()
      .select({ name: people.name, names: people.names })
      .from(people)
      .where(eq(people.id, officer ?? ""))
      .limit(1),
    reviewsOf(application.id),
    reads().select({ id: appeals.id }).from(appeals).where(eq(appeals.applicationId, application.id)).limit(1),
  ]);
  const scored = given.filter(({ review }) => review.state === "done");
  return {
    ...sides,
    signer,
    spread: spreadOf(scored.map(({ review }) => scoreOf(review.scores, rules.aspects))),
    wasAppealed: appeal !== undefined,
  };
}

async function letterIn(
  language: Language,
  { application, rules }: Known,
  kind: LetterKind,
  at: number,
  {
    funder,
    lead,
    signer,
    spread: { mean, count },
    wasAppealed,
    answer = "",
  }: Awaited<ReturnType<typeof factsOfLetter>> & { answer?: string },
): Promise<Omit<Letter, "foot">> {
  const { letter: texts, demonstration } = fundPapers();
  const t = await wordsIn(language);
  const facts: Array<[string, string]> = [
    [t("funding.programme"), rules.name[language]],
    [t("funding.lead"), plain(lead, language)],
  ];
  if (mean !== null)
    facts.push([
      filledIn(texts.score, language),
      filledIn(texts.scoreOf, language, { mean: (mean / 100).toFixed(2), count }),
    ]);
  if (kind === "award")
    for (const stage of application.stages)
      facts.push([
        rules.stages.find((each) => each.id === stage.id)?.name[language] ?? stage.id,
        amountText(stage.grant, application.currency),
      ]);
  const conditions = kind === "award" ? (application.conditions ?? []) : [];
  const fund = plain(funder, language);
  const next = kind === "refusal" && wasAppealed ? texts.refusal.final : texts[kind].next;
  return {
    envelope: { sender: fund, to: plain(lead, language), date: dayText(hongKongDay(at), language) },
    title: filledIn(texts[kind].title, language),
    lead: `${application.number} · ${plain(application.title, language)}`,
    paragraphs: [
      filledIn(texts[kind].text, language, { title: plain(application.title, language) }),
      answer || application.reason || "",
      ...conditions.map((line) => `• ${line}`),
    ].filter(Boolean),
    facts,
    closing: [
      filledIn(next, language, { days: APPEAL_DAYS, last: dayText(lastAppealDay(at), language) }),
      [signer && nameIn(signer, language), fund].filter(Boolean).join(t("programmes.comma")),
      prevailingIn(language),
      application.isDemonstration ? filledIn(demonstration, language) : "",
    ].filter(Boolean),
    language,
    at,
  };
}

/** The letters about an application, each with the languages in which it can be read. */
export async function lettersOf(id: string) {
  const sent = await reads()
    .select()
    .from(letters)
    .where(eq(letters.applicationId, id))
    .orderBy(asc(letters.createdAt))
    .limit(10);
  return sent.map((each) => ({
    ...each,
    languages: languages.filter((one) => (each.texts ? each.texts[one] : each.language === one)),
  }));
}

/** A letter as it was sent, for the two sides, in their language where it was sent in that. */
export async function downloadLetter(
  actor: Actor,
  id: string,
  letterId: string,
  language?: Language,
): Promise<Result<{ name: string; mime: string; bytes: Buffer }>> {
  return transact(async (tx) => {
    const known = await allowed(tx, actor, id, "letter.read");
    if (!known.ok) return known.code === "forbidden" ? notFound() : known;
    const [letter] = await tx
      .select()
      .from(letters)
      .where(and(eq(letters.id, letterId), eq(letters.applicationId, id)))
      .limit(1);
    if (!letter) return notFound();
    const own = language && letter.texts?.[language];
    const hash = own || letter.hash;
    const bytes = await readStoredFile(hash);
    if (!bytes.ok) return bytes;
    const name = [known.application.number, letter.kind, letter.texts && (own ? language : letter.language)];
    const file = `${name.filter(Boolean).join("-")}.pdf`;
    await record(tx, actor, "file.downloaded", subjectOf(known.application), { name: file, hash });
    return ok({ name: file, mime: "application/pdf", bytes: bytes.value });
  });
}

import { and, asc, eq } from "drizzle-orm";
import { reads, transact } from "#db/client.ts";
import { letters } from "#db/schema/funding.ts";
import { people } from "#db/schema/identity.ts";
import { record } from "../../audit/index.ts";
import { letterPaper, readStoredFile } from "../../documents/index.ts";
import type { Actor } from "../../identity/index.ts";
import { type Language, plain } from "../../language.ts";
import { notFound, ok, type Result } from "../../result.ts";
import { amountText, dayText, wordsIn } from "../../words.ts";
import { allowed, type Known, sidesOf, subjectOf } from "../access.ts";
import { hongKongDay } from "../calls.ts";
import { reviewsOf } from "./reviewers.ts";
import { scoreOf, spreadOf } from "./scores.ts";

/** Days within which a refusal may be appealed: a default of this portal. */
const APPEAL_DAYS = 30;

/** The last day, in Hong Kong, on which a refusal told at an instant may be appealed. Pure. */
export const lastAppealDay = (toldAt: number): string => hongKongDay(toldAt + APPEAL_DAYS * 86_400_000);

/** The decision letter in the language of who made the application: the decision, its reason, the figures, what comes next. */
export async function renderLetter(
  { application, call, rules }: Known,
  kind: "award" | "refusal" | "appealUpheld" | "appealDismissed",
  at: number,
  { answer = "", officer = application.decidedBy }: { answer?: string; officer?: string | null } = {},
): Promise<{ bytes: Buffer; language: Language }> {
  const [[writer], { funder, lead }, [signer], given] = await Promise.all([
    reads().select({ language: people.language }).from(people).where(eq(people.id, application.createdBy)).limit(1),
    sidesOf({ application, call }),
    reads()
      .select({ name: people.name })
      .from(people)
      .where(eq(people.id, officer ?? ""))
      .limit(1),
    reviewsOf(application.id),
  ]);
  const language = writer?.language ?? "en";
  const t = await wordsIn(language);
  const { mean, count } = spreadOf(
    given.filter(({ review }) => review.state === "done").map(({ review }) => scoreOf(review.scores, rules.aspects)),
  );
  const money = (minor: number) => amountText(minor, application.currency);
  const facts: Array<[string, string]> = [
    [t("funding.programme"), rules.name[language]],
    [t("funding.lead"), plain(lead, language)],
  ];
  if (mean !== null)
    facts.push([
      t("applications.letter.score"),
      t("applications.letter.scoreOf", { mean: (mean / 100).toFixed(2), count }),
    ]);
  if (kind === "award")
    for (const stage of application.stages)
      facts.push([rules.stages.find((each) => each.id === stage.id)?.name[language] ?? stage.id, money(stage.grant)]);
  const conditions = kind === "award" ? (application.conditions ?? []) : [];
  const fund = plain(funder, language);
  const bytes = await letterPaper({
    envelope: { sender: fund, to: plain(lead, language), date: dayText(hongKongDay(at), language) },
    title: t(`applications.letter.${kind}.title`),
    lead: `${application.number} · ${plain(application.title, language)}`,
    paragraphs: [
      t(`applications.letter.${kind}.text`, { title: plain(application.title, language) }),
      answer || application.reason || "",
      ...conditions.map((line) => `• ${line}`),
    ].filter(Boolean),
    facts,
    closing: [
      t(`applications.letter.${kind}.next`, { days: APPEAL_DAYS }),
      [signer?.name, fund].filter(Boolean).join(t("programmes.comma")),
      application.isDemonstration ? t("applications.letter.demonstration") : "",
    ].filter(Boolean),
    foot: `Slipway 啟航  ·  ${application.number}`,
    language,
    at,
  });
  return { bytes, language };
}

export const lettersOf = (id: string) =>
  reads().select().from(letters).where(eq(letters.applicationId, id)).orderBy(asc(letters.createdAt)).limit(10);

/** A letter as it was sent, for the two sides. */
export async function downloadLetter(
  actor: Actor,
  id: string,
  letterId: string,
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
    const bytes = await readStoredFile(letter.hash);
    if (!bytes.ok) return bytes;
    const name = `${known.application.number}-${letter.kind}.pdf`;
    await record(tx, actor, "file.downloaded", subjectOf(known.application), { name, hash: letter.hash });
    return ok({ name, mime: "application/pdf", bytes: bytes.value });
  });
}

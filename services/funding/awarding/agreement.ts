import { eq } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { people } from "#db/schema/identity.ts";
import { type Articles, articlesPaper, sealOf } from "../../documents/index.ts";
import type { Actor } from "../../identity/index.ts";
import { type Language, type Localised, nameIn, plain } from "../../language.ts";
import { fail, notFound, ok, type Result } from "../../result.ts";
import { amountText, dayText, wordsIn } from "../../words.ts";
import { type Known, sidesOf } from "../access.ts";
import { milestonesOf } from "../applying/plan.ts";
import { type Drawn, drawEach, drawLetter } from "../assessing/letters.ts";
import { hongKongDay } from "../calls.ts";
import { contributionsOf } from "../contributions.ts";
import { givenText } from "../exchange-words.ts";
import { filledIn, fundPapers, inEach, prevailingIn } from "../fund-papers.ts";
import { payerNames } from "../payer-names.ts";
import { readsSettledOnly } from "../settled.ts";
import { termsOf } from "../terms.ts";
import { type Award, awardFor } from "./access.ts";
import { approvedOf } from "./award-money.ts";
import { heldBackOf } from "./release-rule.ts";
import { whatComesBack } from "./what-comes-back.ts";

type Found = Omit<Known, "relations"> & { award: Award };

/** The facts that an award's agreement is made of. */
export const termsOfAgreement = ({ award, application, rules }: Found) => ({
  number: application.number,
  programme: rules.id,
  lead: application.leadId,
  grants: award.grants,
  currency: award.currency,
  stages: application.stages,
  conditions: award.conditions.map((each) => each.text),
});

interface Signature {
  name: string;
  names: Localised | null;
  position: string;
  at: number;
}

/**
 * What the agreement of an award says: who, how much and for what, what must be met first, how it is paid and accounted
 * for, and what comes back, all from the rules that the call froze. `signed` names who signed, in which position and when; an offer says that
 * nobody has yet.
 */
export async function agreementOf(
  found: Found,
  language: Language,
  at: number,
  signed?: Signature,
): Promise<Omit<Articles, "seal">> {
  const { award, application, call, rules } = found;
  const { agreement: texts, demonstration } = fundPapers();
  const [{ funder, lead }, planned, given, t] = await Promise.all([
    sidesOf({ application, call }),
    milestonesOf(reads(), application.id),
    contributionsOf(reads(), application.id),
    wordsIn(language),
  ]);
  const giver = await payerNames(given, language);
  const terms = termsOf(rules);
  const money = (minor: number) => amountText(minor, award.currency);
  const months = (count: number) => t("programmes.months", { count });
  const percent = (basisPoints: number) => `${basisPoints / 100}%`;
  // Chinese sets no space between sentences.
  const between = language === "en" ? " " : "";
  const stageName = (id: string) => rules.stages.find((each) => each.id === id)?.name[language] ?? id;
  const say = (key: keyof typeof texts, values: Record<string, string | number> = {}) =>
    filledIn(texts[key], language, values);
  const articles: Articles["articles"] = [
    {
      heading: say("grantHead"),
      text: say("grant", { total: money(approvedOf(award)), title: plain(application.title, language) }),
      rows: Object.entries(award.grants).map(([id, grant]): [string, string] => [stageName(id), money(grant)]),
    },
    {
      heading: say("matchHead"),
      text: say("match"),
      rows: given
        .filter((each) => each.status !== "fellAway")
        .map((each): [string, string] => [
          giver(each),
          `${stageName(each.stageId)} · ${t(`funding.forms.${each.form}`)} · ${givenText(t, rules, each, language)}`,
        ]),
    },
    {
      heading: say("firstHead"),
      text: say("first"),
      lines: [
        t("awards.condition.match"),
        ...(given.some((each) => each.status === "committed" && each.currency !== award.currency)
          ? [t("awards.condition.rates")]
          : []),
        t("awards.condition.bank"),
        t("awards.condition.viability"),
        ...award.conditions.map((condition) => condition.text),
      ],
    },
    {
      heading: say("paymentHead"),
      text: [
        say("payment"),
        terms.heldToReceivedMatch ? say("heldToMatch") : "",
        terms.holdbackBasisPoints > 0
          ? say(terms.audit ? "holdbackAudit" : "holdback", {
              percent: percent(terms.holdbackBasisPoints),
              amount: money(heldBackOf({ approved: approvedOf(award), ...terms })),
            })
          : "",
      ]
        .filter(Boolean)
        .join(between),
      rows: planned.map(({ milestone, tranche }): [string, string] => [
        money(tranche.amount),
        [stageName(milestone.stageId), milestone.title, milestone.measure].filter(Boolean).join(" · "),
      ]),
    },
    {
      heading: say("accountHead"),
      text: [
        say("account", {
          every: months(terms.reportEveryMonths),
          within: months(terms.reportDueMonths),
          final: months(terms.finalReportMonths),
          categories: terms.categories.map((each) => each.name[language]).join(language === "en" ? "; " : "；"),
        }),
        terms.audit
          ? say("audit", { every: months(terms.audit.everyMonths), within: months(terms.audit.dueMonths) })
          : "",
      ]
        .filter(Boolean)
        .join(between),
    },
    { heading: say("changeHead"), text: say("change") },
    { heading: say("endHead"), text: say("end") },
    { heading: say("backHead"), ...whatComesBack(rules, language) },
  ];
  return {
    title: say("title"),
    lead: `${application.number} · ${rules.name[language]} · ${call.rulesVersion ?? ""}`,
    parties: [
      [say("funder"), plain(funder, language)],
      [say("recipient"), plain(lead, language)],
    ],
    articles,
    signatures: [
      [say("funder"), say("offered", { name: plain(funder, language) })],
      [
        say("recipient"),
        signed
          ? say("signed", {
              name: nameIn(signed, language),
              position: signed.position,
              on: dayText(hongKongDay(signed.at), language),
            })
          : say("unsigned"),
      ],
    ],
    notes: [prevailingIn(language), ...(application.isDemonstration ? [filledIn(demonstration, language)] : [])],
    number: application.number,
    language,
    at,
  };
}

/**
 * The agreement in each language under one seal: over its facts and over all the texts but the signatures and the day, so
 * that what is signed bears the seal of the offer that was read. (An agreement signed before there were three languages has
 * the seal of its facts.)
 */
async function agreementsOf(found: Found, at: number, signed?: Signature) {
  const all = await inEach((language) => agreementOf(found, language, at, signed));
  const texts = await inEach(async (language) => {
    const { signatures: _, at: __, ...text } = all[language];
    return text;
  });
  const seal = sealOf({ facts: termsOfAgreement(found), prevails: fundPapers().prevails, texts });
  return { all, seal };
}

/** The offer as it may be signed now; once signed, the signed paper stands among the letters. */
export async function offeredAgreement(
  actor: Actor,
  id: string,
  language: Language,
): Promise<Result<{ name: string; mime: string; bytes: Buffer }>> {
  const found = await awardFor(reads(), actor, id, "award.read");
  if (!found.ok) return found;
  if (readsSettledOnly(actor)) return notFound();
  if (!["offered", "revising"].includes(found.award.state)) return fail("wrongState");
  const { all, seal } = await agreementsOf(found, found.award.stateSince);
  const bytes = await articlesPaper({ ...all[language], seal });
  return ok({ name: `${found.application.number}-offer-${language}.pdf`, mime: "application/pdf", bytes });
}

/**
 * The paper that an act on an offer leaves behind, drawn before the record is written: the agreement with its signature, or
 * the letter of an offer that is made again. `facts` is the seal of the facts that it was drawn from.
 */
export async function paperOf(
  actor: Actor,
  id: string,
  action: "sign" | "offerAgain",
  { reason = "", position = "", conditions }: { reason?: string; position?: string; conditions?: string[] },
  now: number,
): Promise<Result<Drawn & { kind: "award" | "agreement"; facts: string }>> {
  const found = await awardFor(reads(), actor, id, action === "sign" ? "award.sign" : "award.run");
  if (!found.ok) return found;
  const facts = sealOf(termsOfAgreement(found));
  if (action === "offerAgain") {
    const asked = conditions ?? found.award.conditions.map((each) => each.text);
    const offer = { ...found, application: { ...found.application, conditions: asked } };
    const letter = await drawLetter(offer, "award", now, { answer: reason, officer: actor.personId });
    return ok({ kind: "award", facts, ...letter });
  }
  const [signer] = await reads()
    .select({ name: people.name, names: people.names })
    .from(people)
    .where(eq(people.id, actor.personId))
    .limit(1);
  const { all, seal } = await agreementsOf(found, now, { ...signer!, position: position.trim(), at: now });
  const papers = await inEach((language) => articlesPaper({ ...all[language], seal }));
  return ok({ kind: "agreement", facts, ...(await drawEach(papers, seal)) });
}

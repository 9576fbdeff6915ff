import { inArray } from "drizzle-orm";
import { reads } from "#db/client.ts";
import type { letters } from "#db/schema/funding.ts";
import { people } from "#db/schema/identity.ts";
import { type Articles, articlesPaper, sealOf, storeFile } from "../../documents/index.ts";
import type { Actor } from "../../identity/index.ts";
import { type Language, plain } from "../../language.ts";
import { fail, notFound, ok, type Result } from "../../result.ts";
import { amountText, dayText, wordsIn } from "../../words.ts";
import { type Known, sidesOf } from "../access.ts";
import { milestonesOf } from "../applying/plan.ts";
import { renderLetter } from "../assessing/letters.ts";
import { hongKongDay } from "../calls.ts";
import { contributionsOf } from "../contributions.ts";
import { givenText } from "../exchange-words.ts";
import { payerNames } from "../payer-names.ts";
import { readsSettledOnly } from "../settled.ts";
import { termsOf } from "../terms.ts";
import { type Award, awardFor } from "./access.ts";
import { approvedOf } from "./award-money.ts";

type Found = Omit<Known, "relations"> & { award: Award };

/** What an award's agreement says: sealed when it is signed. */
export const termsOfAgreement = ({ award, application, rules }: Found) => ({
  number: application.number,
  programme: rules.id,
  lead: application.leadId,
  grants: award.grants,
  currency: award.currency,
  stages: application.stages,
  conditions: award.conditions.map((each) => each.text),
});

/**
 * What the agreement of an award says: who, how much and for what, what must be met first, how it is paid and accounted
 * for, and what comes back, all from the rules that the call froze. `signed` names who signed, in which position and when; an offer says that
 * nobody has yet.
 */
export async function agreementOf(
  found: Found,
  language: Language,
  at: number,
  signed?: { name: string; position: string; at: number },
): Promise<Articles> {
  const { award, application, call, rules } = found;
  const [{ funder, lead }, planned, given, t] = await Promise.all([
    sidesOf({ application, call }),
    milestonesOf(reads(), application.id),
    contributionsOf(reads(), application.id),
    wordsIn(language),
  ]);
  const giver = await payerNames(given, language);
  const terms = termsOf(rules);
  const money = (minor: number) => amountText(minor, award.currency);
  const percent = (basisPoints: number) => `${basisPoints / 100}%`;
  const stageName = (id: string) => rules.stages.find((each) => each.id === id)?.name[language] ?? id;
  const say = (key: string, values: Record<string, string | number> = {}) => t(`awards.agreement.${key}`, values);
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
          ? say(terms.audit ? "holdbackAudit" : "holdback", { percent: percent(terms.holdbackBasisPoints) })
          : "",
      ]
        .filter(Boolean)
        .join(" "),
      rows: planned.map(({ milestone, tranche }): [string, string] => [
        money(tranche.amount),
        [stageName(milestone.stageId), milestone.title, milestone.measure].filter(Boolean).join(" · "),
      ]),
    },
    {
      heading: say("accountHead"),
      text: [
        say("account", {
          every: terms.reportEveryMonths,
          within: terms.reportDueMonths,
          final: terms.finalReportMonths,
          categories: terms.categories.map((each) => each.name[language]).join(language === "en" ? "; " : "；"),
        }),
        terms.audit ? say("audit", { every: terms.audit.everyMonths, within: terms.audit.dueMonths }) : "",
      ]
        .filter(Boolean)
        .join(" "),
    },
    { heading: say("changeHead"), text: say("change") },
    { heading: say("endHead"), text: say("end") },
    {
      heading: say("backHead"),
      text: terms.recoupment
        ? say("back", {
            rates: terms.recoupment.rates
              .map((each) => say("rate", { year: each.fromYear, percent: percent(each.basisPoints) }))
              .join(t("programmes.comma")),
            cap: percent(terms.recoupment.capBasisPoints),
          })
        : say("noBack"),
    },
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
              name: signed.name,
              position: signed.position,
              on: dayText(hongKongDay(signed.at), language),
            })
          : say("unsigned"),
      ],
    ],
    note: application.isDemonstration ? say("demonstration") : "",
    seal: sealOf(termsOfAgreement(found)),
    number: application.number,
    language,
    at,
  };
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
  const bytes = await articlesPaper(await agreementOf(found, language, found.award.stateSince));
  return ok({ name: `${found.application.number}-offer.pdf`, mime: "application/pdf", bytes });
}

/**
 * The paper that an act on an offer leaves behind, drawn before the record is written: the agreement with its signature, or
 * the letter of an offer that is made again.
 */
export async function paperOf(
  actor: Actor,
  id: string,
  action: "sign" | "offerAgain",
  { reason = "", position = "", conditions }: { reason?: string; position?: string; conditions?: string[] },
  now: number,
): Promise<Result<Pick<typeof letters.$inferInsert, "kind" | "language" | "hash">>> {
  const found = await awardFor(reads(), actor, id, action === "sign" ? "award.sign" : "award.run");
  if (!found.ok) return found;
  if (action === "offerAgain") {
    const asked = conditions ?? found.award.conditions.map((each) => each.text);
    const offer = { ...found, application: { ...found.application, conditions: asked } };
    const { bytes, language } = await renderLetter(offer, "award", now, { answer: reason, officer: actor.personId });
    return ok({ kind: "award", language, hash: (await storeFile(bytes)).hash });
  }
  const { createdBy } = found.application;
  const known = await reads()
    .select({ id: people.id, name: people.name, language: people.language })
    .from(people)
    .where(inArray(people.id, [createdBy, actor.personId]));
  const [writer, signer] = [createdBy, actor.personId].map((one) => known.find((each) => each.id === one));
  const language = writer?.language ?? "en";
  const signed = { name: signer?.name ?? "", position: position.trim(), at: now };
  const bytes = await articlesPaper(await agreementOf(found, language, now, signed));
  return ok({ kind: "agreement", language, hash: (await storeFile(bytes)).hash });
}

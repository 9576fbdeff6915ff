import { letterPaper } from "../../documents/index.ts";
import type { Language } from "../../language.ts";
import { amountText, wordsIn } from "../../words.ts";
import { hongKongDay } from "../calls.ts";

interface Pledge {
  number: string;
  title: string;
  /** The institution that leads, and the programme whose grant the contribution matches. */
  lead: string;
  programme: string;
  payer: string;
  signatory: string;
  form: "cash" | "capital" | "inKind";
  amount: number;
  currency: string;
  isRedeemable: boolean;
  /** How the giver is related to the university or the team; null for not at all. */
  relation: string | null;
  stageName: string;
  seal: string;
  signedAt: number;
  language: Language;
}

/** The letter of commitment that a sponsor signs by name on its link. */
export async function pledgeLetter(pledge: Pledge): Promise<Buffer> {
  const t = await wordsIn(pledge.language);
  return letterPaper({
    title: t("applications.pledgeLetter.title"),
    lead: `${pledge.number} · ${pledge.title}`,
    paragraphs: [
      t("applications.pledgeLetter.text", { payer: pledge.payer }),
      t(pledge.isRedeemable ? "applications.pledgeLetter.redeemable" : "applications.pledgeLetter.notRedeemable"),
    ],
    facts: [
      [t("funding.lead"), pledge.lead],
      [t("funding.programme"), pledge.programme],
      [t("funding.stage"), pledge.stageName],
      [t("funding.form"), t(`funding.forms.${pledge.form}`)],
      [t("applications.amount"), amountText(pledge.amount, pledge.currency)],
      [t("applications.sponsors.related"), pledge.relation ?? t("applications.sponsors.notRelated")],
      [t("applications.pledgeLetter.signatory"), pledge.signatory],
      [t("applications.pledgeLetter.signedOn"), hongKongDay(pledge.signedAt)],
    ],
    closing: [t("applications.pledgeLetter.seal", { seal: pledge.seal })],
    foot: `Slipway 啟航  ·  ${pledge.number}  ·  ${pledge.seal.slice(0, 32)}`,
    language: pledge.language,
    at: pledge.signedAt,
  });
}

import type { Articles } from "../../documents/index.ts";
import type { Language } from "../../language.ts";
import { filledIn, fundPapers } from "../fund-papers.ts";
import type { Programme } from "../programme.ts";

type Key = keyof ReturnType<typeof fundPapers>["agreement"];

/**
 * What an agreement says of money that comes back: each term that the programme's `recoupment` and `buyOut` charge, with its
 * figures, in the words of `content/fund-papers.yaml`. Pure.
 */
export function whatComesBack(
  { recoupment, buyOut }: Pick<Programme, "recoupment" | "buyOut">,
  language: Language,
): Pick<Articles["articles"][number], "text" | "lines"> {
  const texts = fundPapers().agreement;
  const say = (key: Key, values: Record<string, string | number> = {}) => filledIn(texts[key], language, values);
  const percent = (basisPoints: number) => `${basisPoints / 100}%`;
  const list = (items: string[]) => items.join(language === "en" ? "; " : "；");
  const lines: string[] = [];
  const royalty = recoupment?.kind === "royalty" ? recoupment : undefined;
  if (royalty) {
    const { interest, capBasisPoints, madeElsewhere, leavesPlace } = royalty;
    lines.push(say(interest.kind === "none" ? "backCap" : "backCapInterest", { cap: percent(capBasisPoints) }));
    if (interest.kind === "fixed") lines.push(say("interestFixed", { percent: percent(interest.basisPoints) }));
    if (interest.kind === "reference")
      lines.push(
        say("interestReference", {
          margin: percent(interest.marginBasisPoints),
          floor: percent(interest.floorBasisPoints),
        }),
      );
    if (interest.kind !== "none") lines.push(say("interestRuns"));
    lines.push(say("backReleased"));
    if (madeElsewhere)
      lines.push(
        say("madeElsewhere", {
          added: percent(madeElsewhere.addedRateBasisPoints),
          caps: list(
            madeElsewhere.bands.map((each) =>
              say("madeElsewhereCap", { cap: percent(each.capBasisPoints), over: percent(each.overBasisPoints) }),
            ),
          ),
        }),
      );
    if (madeElsewhere?.approval) lines.push(say("madeElsewhereApproval"));
    if (madeElsewhere?.notice)
      lines.push(
        say("madeElsewhereNotice", {
          below: percent(madeElsewhere.notice.belowBasisPoints),
          days: madeElsewhere.notice.objectionDays,
        }),
      );
    if (leavesPlace)
      lines.push(say("leaves", { multiple: leavesPlace.multiple, ifWorkStays: leavesPlace.multipleIfWorkStays }));
  }
  if (buyOut) {
    const rates = buyOut.rates.map(({ throughYear, basisPoints }) =>
      throughYear === null
        ? say(buyOut.rates.length === 1 ? "buyOutEach" : "buyOutAfter", { percent: percent(basisPoints) })
        : say("buyOutThrough", { percent: percent(basisPoints), year: throughYear }),
    );
    lines.push(
      buyOut.untilYear === null
        ? say("buyOut", { rates: list(rates) })
        : say("buyOutUntil", { rates: list(rates), year: buyOut.untilYear }),
    );
    if (royalty) lines.push(say("buyOutEnds"));
  }
  if (royalty || buyOut) lines.push(say("backUnspent"));
  const rates = royalty?.rates.map((each) => say("rate", { year: each.fromYear, percent: percent(each.basisPoints) }));
  return { text: rates ? say("back", { rates: list(rates) }) : say("noBack"), ...(lines.length > 0 && { lines }) };
}

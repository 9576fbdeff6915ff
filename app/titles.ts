import { isRouteErrorResponse } from "@remix-run/react";
import type { TFunction } from "i18next";
import type { Language, Localised, ReadableText } from "#services/language.ts";

interface Page {
  t: TFunction;
  /** A text of what the page's loader gave, by its place in it: `need.title`. */
  at(place: string): string;
  search: URLSearchParams;
}

/** What a page's window is called: a message, or what makes it out of the page's data. */
type Title = string | ((page: Page) => string);

const record =
  (place: string): Title =>
  ({ at }) =>
    at(place);
/** A page about a record, with what it is for in front. */
const of =
  (key: string, place: string): Title =>
  ({ t, at }) =>
    [t(key), at(place)].filter(Boolean).join(" · ");
const programme =
  (key: string, place: string): Title =>
  ({ t, at }) =>
    t(key, { programme: at(place) });

/** Every page by its route, the public ones first; a test holds that none is missing. */
const titles: Record<string, Title> = {
  _index: "site.title",
  "error.notFound": "site.error.notFound.title",
  "error.forbidden": "site.error.forbidden.title",
  "error.unreadable": "site.error.unreadable.title",
  "error.unreachable": "site.error.unreachable.title",
  "error.broken": "site.error.broken.title",
  "technologies._index": ({ t, search }) => search.get("q")?.trim() || t("site.nav.technologies"),
  "technologies.$slug": ({ at }) => at("technology.title") || at("title"),
  "technologies.$slug_.ask": of("catalogue.ask", "title"),
  "technologies.$slug_.ask_.sent": of("partner.enquiry.sent.title", "title"),
  "technologies.$slug_.offer": of("technology.invitation.offer", "title"),
  "needs._index": "site.nav.needs",
  "needs.new": "matching.need.new",
  "needs.$id": record("title"),
  "needs.$id_.answer": of("matching.answer.open", "title"),
  "needs.$id_.answers.$answerId": ({ t, at }) =>
    [at("technology.title") || t("matching.answer.proposal"), at("need.title")].join(" · "),
  "needs.$id_.edit": of("matching.need.edit", "need.title"),
  "ventures._index": "site.nav.ventures",
  "ventures.$slug": record("name"),
  "programmes._index": "site.nav.programmes",
  "programmes.$id._index": record("rules.name"),
  "programmes.$id.form": programme("programmes.form.title", "rules.name"),
  "programmes.$id.match": programme("programmes.matchTitle", "rules.name"),
  "programmes.$id.returns": programme("programmes.returns.title", "name"),
  "programmes.ladder": "programmes.ladder.title",
  "programmes.register": "programmes.register.title",
  insights: "site.nav.insights",
  help: "site.nav.help",
  "sign-in._index": "identity.signIn.title",
  "sign-in.second-factor": "identity.secondFactor.title",
  "sign-up": "identity.signUp.title",
  "reset._index": "identity.reset.title",
  "reset.$secret": "identity.reset.newTitle",
  "confirm.$secret": "identity.confirm.title",
  "invitation.$secret": ({ t, at }) => t("identity.invitation.title", { organisation: at("organisationName") }),
  "unsubscribe.$token": "partner.unsubscribe.title",
  "enquiry.$token": record("title"),
  "agree.$secret._index": record("title"),
  "disclose.$secret": record("title"),
  "inventor.$secret": record("title"),
  "shared.$secret": ({ t, at }) => at("view.title") || t("disclose.shared.closed"),
  "sponsor.$secret": record("title"),
  "funding.results.$id": record("title"),
  "account._index": "identity.account.title",
  notices: "notices.title",
  "research._index": "outputs.mine.title",
  "research.disclose": "disclose.first.heading",
  "research.disclosures.$id": ({ t, at }) => at("title") || t("disclose.first.heading"),
  "research.outputs.$id._index": of("research.title", "title"),
  "research.outputs.import": "outputs.import.title",
  "research.outputs.new": "outputs.new.title",
  "cases.$caseId": record("title"),
  "cases.$caseId_.people": of("disclose.shared.title", "title"),
  "disclosures.$id": record("view.title"),
  "cases.$caseId_.filings.$filingId": ({ at }) =>
    [at("filing.jurisdiction"), at("filing.number"), at("title")].filter(Boolean).join(" "),
  "cases.$caseId_.profile._index": record("title"),
  "cases.$caseId_.profile.preview": record("technology.title"),
  "deals.$id": record("title"),
  "office._index": "outputs.office.title",
  "office.cases": "outputs.cases.title",
  "office.docket": "protection.docket.title",
  "office.matching": "matching.office.title",
  "office.portfolio._index": "protection.portfolio.title",
  "partner._index": "site.workspace.partner",
  "partner.alerts": "partner.alerts.title",
  "partner.company": "partner.nav.company",
  "partner.compare": "partner.compare.title",
  "partner.keep": record("title"),
  "partner.shortlists._index": "partner.nav.shortlists",
  "partner.shortlists.$id": record("name"),
  "partner.team": "partner.nav.team",
  "funding._index": "site.workspace.funding",
  "funding.calls.$id": record("title"),
  "funding.interests": "applications.interests.title",
  "funding.money": "awards.nav.money",
  "funding.portfolio._index": "awards.nav.portfolio",
  "funding.risks": "awards.nav.risks",
  "funding.sums": "awards.nav.sums",
  "applications._index": ({ t, at }) => t(at("heading") || "funding.applications"),
  "applications.facts": "applications.facts.title",
  "applications.$id": ({ at }) => at("view.title") || at("invitation.title"),
  "applications.$id_.award": record("title"),
  "applications.$id_.edit": record("title"),
  "applications.shared.$secret": ({ t, at }) => at("view.title") || t("disclose.shared.closed"),
  incubator: "site.workspace.incubator",
  "admin._index": "site.workspace.admin",
  "admin.components": "admin.components",
  "admin.outbox": "admin.outbox",
  "admin.programmes._index": "programmes.admin.title",
  "admin.programmes.$id": ({ t, at }) => at("id") || t("programmes.admin.new"),
};

const SITE = "Slipway 啟航";

/** What the window of a page is called, in the reader's language: page or record first, so that tabs can be told apart. */
export function titleOf(
  route: string,
  { t, language, data, search }: { t: TFunction; language: Language; data: unknown; search: string },
): string {
  const title = titles[route.replace(/^routes\//, "")];
  const page: Page = { t, at: (place) => textAt(data, place, language), search: new URLSearchParams(search) };
  const name = typeof title === "string" ? t(title) : title?.(page);
  if (title === titles._index) return t("site.title");
  return name ? `${name} · ${SITE}` : SITE;
}

/** What went wrong, as the pages of errors tell it. */
export const errorKind = (
  error: unknown,
): "notFound" | "forbidden" | "unreadable" | "tooLarge" | "unreachable" | "broken" =>
  (isRouteErrorResponse(error) &&
    ({ 404: "notFound", 403: "forbidden", 400: "unreadable", 413: "tooLarge" } as const)[error.status]) ||
  (isUnreachable(error) ? "unreachable" : "broken");

/** What Chromium, Firefox and Safari throw when nothing answers; an error of the page itself has another message. */
const isUnreachable = (error: unknown): boolean =>
  error instanceof TypeError && /^(Failed to fetch|NetworkError when attempting|Load failed)/.test(error.message);

export const hasTitle = (route: string): boolean => route in titles;

/** A text in a loader's data: as it is, as read for the reader, or in all three languages. */
function textAt(data: unknown, place: string, language: Language): string {
  let here = data;
  for (const step of place.split(".")) here = (here as Record<string, unknown> | null | undefined)?.[step];
  if (typeof here === "string") return here;
  const { text, [language]: own } = (here ?? {}) as Partial<ReadableText & Localised>;
  return text ?? own ?? "";
}

import type { Transaction } from "#db/client.ts";
import { peopleOf } from "../identity/index.ts";
import { type Language, plain } from "../language.ts";
import { mailLater, noticeLater } from "../notify/index.ts";
import { type Application, teamOf } from "./access.ts";
import { applicantRoles } from "./states.ts";

type Params = Record<string, string | number>;
type Side = "applicant" | "funder";

/** What the whole team of an applicant is told of, not its office alone: what waits for them, and what was decided. */
const teamNews = [
  "callExtended",
  "questionAsked",
  "questionAnswered",
  "applicationReturned",
  "applicationIneligible",
  "applicationReinstated",
  "decisionTold",
  "appealDecided",
  "milestoneReturned",
  "reportReturned",
  "share_in_kind_over_cap",
  ...["awardSuspended", "awardResumed", "awardTerminated", "awardCompleted"],
];
/** What is about an award, and is read and answered on its page. */
const awardNews = [
  ...["agreementSigned", "offerRefused", "offerMadeAgain"],
  ...["awardStarted", "awardRedated", "awardSuspended", "awardResumed", "awardTerminated", "awardCompleted"],
  ...["awardReminder", "stageOpened", "reportIn", "reportReturned"],
  ...["milestoneReported", "milestoneAccepted", "milestoneReturned", "trancheReleased"],
  ...["claimIn", "claimBack", "claimSettled", "variationRequested", "variationDecided", "moneyDue", "dueSettled"],
  "statementBack",
];
/** What the office is told of by a notice as well. */
const officeNews = [
  ...teamNews,
  "sponsorPledged",
  "sponsorDeclined",
  "contributionFellAway",
  "stageOpened",
  "trancheReleased",
  "moneyDue",
];

/**
 * Mails the people of one side, each in their language; `message` is a key of the mail file, what it says of this case
 * may depend on the language. On the applicant's side what
 * waits for them or was decided is a notice, too. Both lead to the page that it is `about`.
 */
export async function tellSide(
  tx: Transaction,
  side: Side,
  { application, funderId }: { application: Application; funderId: string },
  message: string,
  given: Params | ((language: Language) => Promise<Params>) = {},
  now = Date.now(),
  about: "application" | "award" = awardNews.includes(message) ? "award" : "application",
): Promise<void> {
  const officers =
    side === "applicant"
      ? await peopleOf(applicantRoles, application.leadId)
      : await peopleOf("fundingOfficer", funderId);
  const team = side === "applicant" && teamNews.includes(message) ? await teamOf(tx, application.caseId) : [];
  const told = [...officers, ...team.filter((each) => !officers.some((officer) => officer.id === each.id))];
  for (const person of told) {
    const language = person.language ?? "en";
    const params = typeof given === "function" ? await given(language) : given;
    const path = `applications/${application.id}${about === "award" ? "/award" : ""}`;
    await mailLater(
      tx,
      {
        to: person.email,
        language,
        message,
        params: {
          number: application.number,
          title: plain(application.title, language),
          path,
          ...params,
        },
      },
      now,
    );
    if (side === "applicant" && officeNews.includes(message))
      await noticeLater(
        tx,
        {
          personId: person.id,
          message,
          params: { number: application.number, title: application.title, ...params },
          link: `/${path}`,
        },
        now,
      );
  }
}

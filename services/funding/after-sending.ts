import { and, desc, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { questions, submissions } from "#db/schema/funding.ts";
import { type Failure, fail } from "../result.ts";
import type { Application } from "./access.ts";
import type { ApplicationFacts } from "./applying/facts.ts";
import type { Contribution } from "./contributions.ts";

/**
 * The contributions that came on record after an application was last sent. What is judged is what was sent, so they stand
 * apart; sent again after it went back for changes, it takes them in. An application still being written has none.
 */
export async function givenAfterSending(
  tx: Pick<Transaction, "select">,
  { id, state, submittedAt }: Pick<Application, "id" | "state" | "submittedAt">,
  given: Contribution[],
): Promise<Set<string>> {
  if (submittedAt === null || state === "draft" || state === "returned") return new Set();
  const [sent] = await tx
    .select({ facts: submissions.facts })
    .from(submissions)
    .where(eq(submissions.applicationId, id))
    .orderBy(desc(submissions.sequence))
    .limit(1);
  const then = sent && new Set((sent.facts as ApplicationFacts).contributions.map((each) => each.id));
  return new Set(
    given.filter((each) => (then ? !then.has(each.id) : each.createdAt > submittedAt)).map((each) => each.id),
  );
}

/**
 * Why a contribution cannot be added now: what was sent stays as it was sent. While it is written anything may be added;
 * afterwards only in answer to what the fund asked, and beside an award, whose conditions and payments look at what
 * arrives. A letter for what was sent may come at any time.
 */
export async function whyNoPledge(
  tx: Pick<Transaction, "select">,
  { id, state }: Pick<Application, "id" | "state">,
): Promise<Failure | undefined> {
  if (["draft", "returned", "awarded"].includes(state)) return undefined;
  if (["ineligible", "withdrawn", "refused"].includes(state)) return fail("wrongState");
  const [asked] = await tx
    .select({ id: questions.id })
    .from(questions)
    .where(
      and(eq(questions.applicationId, id), eq(questions.subject, "application"), eq(questions.state, "withApplicant")),
    )
    .limit(1);
  return asked ? undefined : fail("sentAsItIs");
}

/**
 * Of the contributions that came after sending, those that reviewers do not see: they judge what was sent. What the fund
 * asked for is theirs once it has taken the answer in, by closing the question in whose time it came.
 */
export async function keptFromReviewers(
  tx: Pick<Transaction, "select">,
  application: Pick<Application, "id" | "state" | "submittedAt">,
  given: Contribution[],
): Promise<Set<string>> {
  const later = await givenAfterSending(tx, application, given);
  if (later.size === 0) return later;
  const closed = await tx
    .select({ from: questions.openedAt, until: questions.closedAt })
    .from(questions)
    .where(
      and(
        eq(questions.applicationId, application.id),
        eq(questions.subject, "application"),
        eq(questions.state, "closed"),
      ),
    )
    .limit(200);
  const isTakenIn = ({ createdAt }: Contribution) =>
    closed.some(({ from, until }) => from <= createdAt && createdAt <= (until ?? from));
  return new Set(given.filter((each) => later.has(each.id) && !isTakenIn(each)).map((each) => each.id));
}

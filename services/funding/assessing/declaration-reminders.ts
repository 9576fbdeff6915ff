import { and, between, eq, gt, isNull, notExists } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { reads, transact } from "#db/client.ts";
import { reviewerDeclarations } from "#db/schema/funding.ts";
import { memberships, people } from "#db/schema/identity.ts";
import { notices } from "#db/schema/notify.ts";
import { mailLater, noticeLater } from "../../notify/index.ts";
import { hongKongDay } from "../calls.ts";

const DAY = 86_400_000;
/** How long before its last day a declaration of interests is asked for anew. */
const AHEAD = 30;
const MESSAGE = "declarationEnds";

/**
 * Reminds reviewers, once for each declaration, that it ends within thirty days: nobody is assigned without a current
 * one, and it is asked for every year (after Innovation Funding Service, 07/02/03 "Your DOI"). Returns how many.
 */
export async function remindOfDeclarations(now = Date.now()): Promise<number> {
  const newer = alias(reviewerDeclarations, "newer");
  const ending = await reads()
    .selectDistinct({
      personId: people.id,
      email: people.email,
      language: people.language,
      validUntil: reviewerDeclarations.validUntil,
      declaredAt: reviewerDeclarations.createdAt,
    })
    .from(reviewerDeclarations)
    .innerJoin(people, eq(people.id, reviewerDeclarations.personId))
    .innerJoin(
      memberships,
      and(eq(memberships.personId, people.id), eq(memberships.role, "reviewer"), isNull(memberships.endedAt)),
    )
    .where(
      and(
        between(reviewerDeclarations.validUntil, hongKongDay(now), hongKongDay(now + AHEAD * DAY)),
        notExists(
          reads()
            .select({ id: newer.id })
            .from(newer)
            .where(
              and(
                eq(newer.personId, reviewerDeclarations.personId),
                gt(newer.createdAt, reviewerDeclarations.createdAt),
              ),
            ),
        ),
      ),
    )
    .limit(1000);
  let reminded = 0;
  for (const { personId, email, language, validUntil, declaredAt } of ending)
    reminded += await transact(async (tx) => {
      const [known] = await tx
        .select({ id: notices.id })
        .from(notices)
        .where(and(eq(notices.personId, personId), eq(notices.message, MESSAGE), gt(notices.createdAt, declaredAt)))
        .limit(1);
      if (known) return 0;
      await noticeLater(
        tx,
        { personId, message: MESSAGE, params: { on: validUntil }, link: "/funding/interests" },
        now,
      );
      await mailLater(tx, { to: email, language: language ?? "en", message: MESSAGE, params: { on: validUntil } }, now);
      return 1;
    });
  return reminded;
}

import { eq } from "drizzle-orm";
import { transact } from "#db/client.ts";
import { dues, salesStatements } from "#db/schema/awards.ts";
import { record } from "../../audit/index.ts";
import type { Actor } from "../../identity/index.ts";
import { fail, notFound, ok, type Result } from "../../result.ts";
import { amountText } from "../../words.ts";
import { subjectOf } from "../access.ts";
import { tellSide } from "../tell.ts";
import { awardFor } from "./access.ts";

type Statement = Pick<typeof salesStatements.$inferSelect, "id" | "source" | "createdAt">;
type Due = Pick<typeof dues.$inferSelect, "statementId" | "term" | "paidAmount" | "waivedAmount" | "createdAt">;

/**
 * Whether the institution may take a statement of its own back: nothing of what it brought due is paid or waived, and nothing
 * was told or came due after it, which was reckoned with it. Pure.
 */
export function mayTakeBack(statement: Statement, statements: Statement[], owed: Due[]): boolean {
  if (statement.source !== "statement") return false;
  if (statements.some((each) => each.id !== statement.id && each.createdAt >= statement.createdAt)) return false;
  return owed.every((due) =>
    due.statementId === statement.id
      ? due.paidAmount + due.waivedAmount === 0
      : due.createdAt < statement.createdAt || due.term === "unspent" || due.term === "clawback",
  );
}

/** Takes back a statement that was told in error, and what it brought due; the trail keeps that it was told. */
export async function takeStatementBack(actor: Actor, id: string, statementId: string): Promise<Result<object>> {
  return transact(async (tx) => {
    const found = await awardFor(tx, actor, id, "statement.enter");
    if (!found.ok) return found;
    const [told, owed] = await Promise.all([
      tx.select().from(salesStatements).where(eq(salesStatements.applicationId, id)),
      tx.select().from(dues).where(eq(dues.applicationId, id)),
    ]);
    const statement = told.find((each) => each.id === statementId);
    if (!statement) return notFound();
    if (!mayTakeBack(statement, told, owed)) return fail("statementStands");
    await tx.delete(dues).where(eq(dues.statementId, statementId));
    await tx.delete(salesStatements).where(eq(salesStatements.id, statementId));
    const { application, call } = found;
    const { fromOn, untilOn, netSales, currency } = statement;
    await record(tx, actor, "statement.takenBack", subjectOf(application), { fromOn, untilOn, netSales });
    await tellSide(tx, "funder", { application, funderId: call.funderId }, "statementBack", {
      ...{ from: fromOn, until: untilOn, sales: amountText(netSales, currency) },
    });
    return ok({});
  });
}

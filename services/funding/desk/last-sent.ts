import { desc, inArray } from "drizzle-orm";
import { reads } from "#db/client.ts";
import { type PlannedStage, submissions } from "#db/schema/funding.ts";
import type { Localised } from "../../language.ts";

interface Row {
  id: string;
  state: string;
  title: Localised;
  stages: PlannedStage[];
}

/**
 * Rows of a fund's list with the title and the stages that each application was last sent with: while it is back with its
 * applicant, what is changed there is not the fund's to see.
 */
export async function asLastSent<R extends Row>(rows: R[]): Promise<R[]> {
  const back = rows.filter((row) => row.state === "returned").map((row) => row.id);
  if (back.length === 0) return rows;
  const sent = await reads()
    .select({ id: submissions.applicationId, facts: submissions.facts })
    .from(submissions)
    .where(inArray(submissions.applicationId, back))
    .orderBy(desc(submissions.sequence));
  return rows.map((row) => {
    const last = row.state === "returned" && sent.find((each) => each.id === row.id);
    if (!last) return row;
    const { title, stages } = last.facts as Pick<Row, "title" | "stages">;
    return { ...row, title, stages };
  });
}

/**
 * The stages whose milestones do not earn exactly what the stage is granted: money that no milestone earns could never be
 * paid. Pure.
 */
export const stagesNotEarned = (
  stages: Array<{ id: string; grant: number }>,
  planned: Array<{ stageId: string; amount: number }>,
): string[] =>
  stages
    .filter(({ id, grant }) => {
      const earned = planned.filter((each) => each.stageId === id).reduce((sum, each) => sum + each.amount, 0);
      return earned !== grant;
    })
    .map((stage) => stage.id);

/**
 * The stages with a milestone that is reached only after the stage has ended: its tranche would fall due when nobody works
 * on the project any more. Months count from the start, and stages follow each other. Pure.
 */
export const stagesOutlasted = (
  stages: Array<{ id: string; months: number }>,
  planned: Array<{ stageId: string; untilMonth: number }>,
): string[] => {
  let ends = 0;
  return stages
    .filter(({ id, months }) => {
      ends += months;
      return planned.some((each) => each.stageId === id && each.untilMonth > ends);
    })
    .map((stage) => stage.id);
};

import { expect } from "vitest";
import * as funding from "#services/funding/index.ts";
import type { Actor } from "#services/identity/index.ts";
import { markOf } from "#services/mark.ts";
import { good, M, pdf, refused } from "./acts.ts";

/** A complete application: answers, plan, budget, declarations, its whole match by signed letters. */
export async function complete(office: Actor, application: string): Promise<void> {
  const names = [
    "background",
    "property",
    ...funding.programme("raise-plus")!.aspects.map((each) => `aspect:${each.id}`),
  ];
  for (const name of names)
    await good(funding.keepAnswer(office, application, { name, value: `About ${name}.`, was: "" }));
  for (const [stageId, side, form, amount] of [
    ["stage-1", "industry", "cash", 2 * M],
    ["stage-1", "university", "cash", M],
    ["stage-2", "industry", "capital", 2 * M],
  ] as const) {
    await good(
      funding.pledgeContribution(office, application, {
        stageId,
        side,
        form,
        amount,
        payerName: `Giver ${side}`,
        isRedeemable: false,
      }),
    );
  }
  const view = (await funding.applicationPage(office, application))!;
  await good(
    funding.savePlan(office, application, {
      mark: markOf([]),
      milestones: [
        { stageId: "stage-1", title: "Prototype", measure: "Runs", fromMonth: 0, untilMonth: 12, amount: 6 * M },
        { stageId: "stage-2", title: "First sale", measure: "Invoice", fromMonth: 12, untilMonth: 24, amount: 2 * M },
      ],
    }),
  );
  const cells: Record<string, Record<string, Record<string, number>>> = {
    "stage-1": { manpower: { grant: 6 * M } },
    "stage-2": { manpower: { grant: 2 * M } },
  };
  for (const each of view.contributions) cells[each.stageId]!.manpower![each.id] = each.amount;
  await refused(funding.saveBudget(office, application, { mark: "of another day", cells }), "changedMeanwhile");
  await good(funding.saveBudget(office, application, { mark: funding.budgetMark([]), cells }));
  const { version } = (await funding.applicationPage(office, application))!.application;
  await good(funding.saveBudget(office, application, { mark: "of another day", cells }));
  expect((await funding.applicationPage(office, application))!.application.version).toBe(version);
  for (const subject of ["structureChart", "deck"])
    await good(funding.attachDocuments(office, application, { subject, files: [pdf(`${subject}.pdf`)] }));
  for (const subject of ["supportLetters", "licences"])
    await good(funding.sayPaper(office, application, { subject, isNone: true }));
  const conditions = Object.fromEntries(
    funding
      .programme("raise-plus")!
      .conditions.map(({ id: rule }) => [rule, rule === "innohk" ? "notApplicable" : "yes"]),
  ) as Record<string, "yes" | "notApplicable">;
  const { facts, rules } = (await funding.applicationPage(office, application))!;
  await good(
    funding.declare(office, application, {
      mark: funding.declarationsMark(facts.answers, rules),
      others: [],
      accurateBy: "",
      conditions,
      notes: {},
      otherFunding: "none",
      otherFundingDetails: "",
      accurate: "on",
    }),
  );
}

export async function commitAll(office: Actor, application: string): Promise<void> {
  for (const each of (await funding.applicationPage(office, application))!.contributions)
    if (each.status === "pledged")
      await good(
        funding.commitContribution(office, application, {
          subject: each.id,
          evidence: `Letter of ${each.payerName}`,
          letter: pdf(`${each.id}.pdf`),
        }),
      );
}

/** A draft under a call, with two stages and nothing else. */
export async function beginIn(callId: string, office: Actor, title: string): Promise<string> {
  const begun = await funding.beginApplication(office, {
    callId,
    ventureSlug: "",
    caseId: "",
    title,
    summary: "A summary.",
    stages: [
      { id: "stage-1", months: 12, cost: 9 * M, grant: 6 * M },
      { id: "stage-2", months: 12, cost: 4 * M, grant: 2 * M },
    ],
  });
  return begun.ok ? begun.value.id : Promise.reject(new Error(begun.code));
}

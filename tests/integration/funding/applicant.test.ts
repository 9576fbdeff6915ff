import { afterAll, beforeAll, expect, it } from "vitest";
import * as funding from "#services/funding/index.ts";
import type { Actor, Role } from "#services/identity/index.ts";
import { noticesOf } from "#services/notify/index.ts";
import { openDemonstration } from "../database.ts";

let database: Awaited<ReturnType<typeof openDemonstration>>;
beforeAll(async () => {
  database = await openDemonstration();
});
afterAll(() => database.close());

const actor = (personId: string, role: Role, organisationId: string): Actor => ({
  personId,
  name: personId,
  email: `${personId}@demo.slipway.example`,
  role,
  organisationId,
  membershipId: "",
  sessionId: "",
  language: "en",
});
const researcher = actor("researcher", "researcher", "harbour-university");

const M = 100_000_000;
const wanted = (caseId: string, ventureSlug = "") => ({
  callId: "demonstration-raise-plus",
  caseId,
  ventureSlug,
  title: "A copper button",
  summary: "Buttons that clean themselves.",
  stages: [{ id: "stage-1", months: 36, cost: 9 * M, grant: 6 * M }],
});

it("a researcher begins an application for an own invention of the institution, and the office is told at once", async () => {
  expect((await funding.casesToApplyWith(researcher)).map((each) => each.caseId)).toEqual(["copper-lift-button"]);
  // Nobody's, another institution's, somebody else's, and one that only a venture's name would bring in.
  for (const [caseId, venture] of [
    [""],
    ["classroom-noise-coach"],
    ["street-wind-router"],
    ["", "streetwind"],
  ] as const)
    expect(await funding.beginApplication(researcher, wanted(caseId, venture)), caseId).toMatchObject({
      code: "caseNeeded",
    });
  const begun = await funding.beginApplication(researcher, wanted("copper-lift-button"));
  if (!begun.ok) throw new Error(begun.code);
  expect((await funding.applicationsFor(researcher)).map((each) => each.id)).toContain(begun.value.id);
  expect((await noticesOf("tto")).rows[0]).toMatchObject({
    message: "applicationBegun",
    link: `/applications/${begun.value.id}`,
  });
});

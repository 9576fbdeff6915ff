import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { reads, transact } from "#db/client.ts";
import { calls } from "#db/schema/funding.ts";
import { historyOf, record } from "../audit/index.ts";
import type { YamlProblem } from "../content.ts";
import { type Actor, may, thePortal } from "../identity/index.ts";
import { type Localised, plain } from "../language.ts";
import { brokenSince, hongKongDay, isKnownVersion } from "./calls.ts";
import { refreshProgrammes, type UnusedVersion, unusedVersions } from "./versions.ts";

const MOST = 500;

/** When the portal first found that it cannot use a version; undefined before it has noted that. */
async function foundAt({ programmeId, version }: UnusedVersion): Promise<number | undefined> {
  const events = await historyOf("programme", programmeId);
  return events.find((each) => each.action === "programme.setAside" && each.details.version === version)?.at;
}

/** Administrators' versions that are saved and not in force, with since when. */
async function setAside(): Promise<Array<UnusedVersion & { since: number | undefined }>> {
  await refreshProgrammes();
  return Promise.all(unusedVersions().map(async (each) => ({ ...each, since: await foundAt(each) })));
}

/** Published calls, of one fund or of all, whose own rules break one that came after they were frozen. */
async function callsWithOldRules(funderId?: string) {
  const out = await reads()
    .select({ id: calls.id, title: calls.title, rulesVersion: calls.rulesVersion })
    .from(calls)
    .where(
      and(
        eq(calls.state, "published"),
        isNotNull(calls.rulesVersion),
        funderId === undefined ? undefined : eq(calls.funderId, funderId),
      ),
    )
    .limit(MOST);
  const unread = [...new Set(out.flatMap((each) => each.rulesVersion ?? []))].filter((each) => !isKnownVersion(each));
  const texts =
    unread.length === 0
      ? []
      : await reads()
          .select({ rulesVersion: calls.rulesVersion, rules: calls.rules })
          .from(calls)
          .where(inArray(calls.rulesVersion, unread))
          .limit(MOST);
  const found = new Map(texts.map((each) => [each.rulesVersion, each.rules]));
  return out.flatMap(
    ({ id, title, rulesVersion }): Array<{ id: string; title: Localised; problems: YamlProblem[] }> => {
      const problems = brokenSince({ rulesVersion, rules: found.get(rulesVersion) });
      return problems.length > 0 ? [{ id, title, problems }] : [];
    },
  );
}

/**
 * What an officer or an administrator must know of rules that are not as they were saved: versions that are not in force,
 * and the fund's calls that hold to rules of their own which could not be saved today.
 */
export async function rulesToKnow(actor: Actor) {
  if (!may(actor, "portal.administer") && !may(actor, "call.publish", ["organisation"]))
    return { versions: [], calls: [] };
  const [versions, old] = await Promise.all([
    setAside(),
    callsWithOldRules(may(actor, "portal.administer") ? undefined : actor.organisationId),
  ]);
  return { versions, calls: old };
}

/** The same as lines for the log and for who checks the content. */
export async function ruleProblems(): Promise<string[]> {
  const [versions, old] = await Promise.all([setAside(), callsWithOldRules()]);
  const said = ({ line, place, message }: YamlProblem) =>
    `${line ? `line ${line}: ` : ""}${place ? `${place}: ` : ""}${message}`;
  return [
    ...versions.flatMap(({ programmeId, version, savedAt, since, hasFile, problems }) =>
      problems.map(
        (each) =>
          `programme ${programmeId}, version ${version} saved on ${hongKongDay(savedAt)}: ${said(each)}; not in force${
            since ? ` since ${hongKongDay(since)}` : ""
          }, ${hasFile ? `content/programmes/${programmeId}.yaml is` : "and it has no file"}`,
      ),
    ),
    ...old.flatMap(({ id, title, problems }) =>
      problems.map(
        (each) => `call ${id}, ${plain(title, "en")}: ${said(each)}; its applications keep the rules it froze`,
      ),
    ),
  ];
}

/** At the start: says in the log what is not in force, and notes once in the trail since when. */
export async function tellOfRulesSetAside(now = Date.now()): Promise<void> {
  for (const each of await setAside()) {
    if (each.since !== undefined) continue;
    const { programmeId, version, problems } = each;
    await transact((tx) =>
      record(
        tx,
        thePortal,
        "programme.setAside",
        { kind: "programme", id: programmeId },
        { version, problems: problems.map(({ place, message }) => `${place}: ${message}`) },
        now,
      ),
    );
  }
  for (const line of await ruleProblems()) console.error(line);
}

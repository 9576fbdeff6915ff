import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { people } from "#db/schema/identity.ts";
import { inventors } from "#db/schema/outputs.ts";
import { type Actor, peopleOf } from "../identity/index.ts";
import { plain } from "../language.ts";
import { mailLater, noticeLater } from "../notify/index.ts";
import type { Disclosure } from "./disclosures.ts";
import { saidOn } from "./said.ts";
import type { DisclosureState } from "./states.ts";

const DAY = 86_400_000;
/** A talk or paper so near that the office must hear of it before its turn in the queue. */
const SOON = 60;

/** The days soon to come on which something is planned to be made public, the next first. */
const soonPublic = (made: Disclosure["publicDisclosures"], now: number): string[] =>
  made
    .filter(
      (each) => each.isPlanned && each.on && Date.parse(each.on) - now <= SOON * DAY && Date.parse(each.on) > now - DAY,
    )
    .map((each) => each.on)
    .sort();

/** The case's officer, or all of the office while it has none. */
async function officersFor(disclosure: Disclosure) {
  const officers = await peopleOf("ttoOfficer", disclosure.organisationId);
  const mine = officers.filter((officer) => officer.id === disclosure.officerId);
  return mine.length > 0 ? mine : officers;
}

/** Puts the day before an officer in the portal, too: a mail may be read late. */
const noticeUrgent = (
  tx: Transaction,
  { caseId, title }: Disclosure,
  { personId, number, on }: { personId: string; number: string; on: string },
  now: number,
) =>
  noticeLater(
    tx,
    { personId, message: "disclosureUrgent", params: { number, title, on }, link: `/cases/${caseId}` },
    now,
  );

/** Tells the office of a new disclosure, and first of all when something is to be made public within 60 days. */
export async function tellOffice(tx: Transaction, disclosure: Disclosure, number: string, now: number): Promise<void> {
  const planned = soonPublic(disclosure.publicDisclosures, now)[0];
  for (const officer of await peopleOf("ttoOfficer", disclosure.organisationId)) {
    const language = officer.language ?? "en";
    await mailLater(
      tx,
      {
        to: officer.email,
        language,
        message: planned ? "disclosureUrgent" : "disclosureSubmitted",
        params: { number, title: plain(disclosure.title, language), on: planned ?? "", caseId: disclosure.caseId },
      },
      now,
    );
    if (planned) await noticeUrgent(tx, disclosure, { personId: officer.id, number, on: planned }, now);
  }
}

/**
 * Tells that what the office returned has come back, with the answer to its questions, and of a day soon to come on which
 * something is to be made public where the office has not read of that day before.
 */
export async function tellOfAnswer(
  tx: Transaction,
  actor: Actor,
  disclosure: Disclosure,
  reply: string,
  now: number,
): Promise<void> {
  const known = soonPublic(disclosure.filed?.made ?? [], now);
  const planned = soonPublic(disclosure.publicDisclosures, now).find((on) => !known.includes(on));
  for (const officer of await officersFor(disclosure)) {
    const language = officer.language ?? "en";
    const to = { to: officer.email, language };
    const params = {
      number: disclosure.number ?? "",
      name: actor.name,
      reply,
      title: plain(disclosure.title, language),
      on: planned ?? "",
      caseId: disclosure.caseId,
    };
    if (planned) {
      await mailLater(tx, { ...to, message: "disclosureUrgent", params }, now);
      await noticeUrgent(tx, disclosure, { personId: officer.id, number: params.number, on: planned }, now);
    }
    await mailLater(tx, { ...to, message: reply ? "disclosureAnswered" : "disclosureBack", params }, now);
  }
}

/** Tells the case's officer, or all while it has none, that the inventors have withdrawn what was submitted. */
export async function tellOfWithdrawal(tx: Transaction, actor: Actor, disclosure: Disclosure): Promise<void> {
  if (disclosure.submittedAt === null) return;
  for (const officer of await officersFor(disclosure)) {
    const language = officer.language ?? "en";
    await mailLater(tx, {
      to: officer.email,
      language,
      message: "disclosureWithdrawn",
      params: {
        number: disclosure.number ?? "",
        name: actor.name,
        title: plain(disclosure.title, language),
        caseId: disclosure.caseId,
      },
    });
  }
}

const told: Partial<Record<DisclosureState, string>> = {
  returned: "disclosureReturned",
  evaluating: "disclosureEvaluating",
  accepted: "disclosureAccepted",
  declined: "disclosureDeclined",
};

/** Tells every inventor, with or without an account, what the office did and why. */
export async function tellInventors(
  tx: Transaction,
  actor: Actor,
  disclosure: Disclosure,
  to: DisclosureState,
  reason: string,
  pathway = "",
): Promise<void> {
  const message = told[to];
  if (!message) return;
  const named = await tx
    .select({ id: inventors.id, email: inventors.email, personId: inventors.personId, language: people.language })
    .from(inventors)
    .leftJoin(people, and(eq(people.id, inventors.personId)))
    .where(eq(inventors.disclosureId, disclosure.id));
  const said = await saidOn(tx, disclosure.id);
  for (const inventor of named) {
    if (!inventor.email || inventor.personId === actor.personId) continue;
    const language = inventor.language ?? said.get(inventor.id)?.language ?? disclosure.original;
    const number = disclosure.number ?? "";
    await mailLater(tx, {
      to: inventor.email,
      language,
      // Who has no account cannot open the case: the letter must be enough.
      message: inventor.personId ? message : `${message}Outside`,
      params: {
        number,
        title: plain(disclosure.title, language),
        reason,
        pathway,
        caseId: disclosure.caseId,
        officer: actor.name,
        officerMail: actor.email,
      },
    });
    if (inventor.personId)
      await noticeLater(tx, {
        personId: inventor.personId,
        message: "disclosureMoved",
        params: { number, title: disclosure.title, state: to },
        link: `/cases/${disclosure.caseId}`,
      });
  }
}

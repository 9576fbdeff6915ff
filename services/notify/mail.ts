import i18next, { type TFunction } from "i18next";
import type { Transaction } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { outbox } from "#db/schema/notify.ts";
import { type Language, languages } from "../language.ts";
import { messagesOf, withDays } from "../words.ts";

export interface Mail {
  to: string;
  language: Language;
  /** `subject` and `body` of this key in `content/messages/<language>/mail.yaml`. */
  message: string;
  params?: Record<string, string | number>;
  /** Header fields beside the usual ones, such as the way to unsubscribe. */
  headers?: Record<string, string>;
}

let ready: Promise<unknown> | undefined;
const words = i18next.createInstance();

function mailWords(language: Language): Promise<TFunction> {
  ready ??= words.init({
    resources: Object.fromEntries(
      languages.map((each) => [each, { mail: messagesOf(each, "mail"), evaluation: messagesOf(each, "evaluation") }]),
    ),
    ns: ["mail"],
    defaultNS: "mail",
    fallbackLng: "en",
    interpolation: { escapeValue: false },
  });
  return ready.then(() => words.getFixedT(language));
}

/** A part of a mail that is put together of many: a line of a digest. */
export async function mailText(
  language: Language,
  key: string,
  params: Record<string, string | number> = {},
): Promise<string> {
  return (await mailWords(language))(key, { origin: portalOrigin(), ...withDays(params, language) });
}

/** The address under which the portal is reached, for links in mails. */
export const portalOrigin = (): string => process.env.PORTAL_ORIGIN ?? `http://localhost:${process.env.PORT ?? 3000}`;

/** Puts a mail into the outbox within the caller's transaction: it goes out if, and only if, the transaction is kept. */
export async function mailLater(tx: Transaction, mail: Mail, now = Date.now()): Promise<void> {
  const t = await mailWords(mail.language);
  const params = { origin: portalOrigin(), ...withDays(mail.params ?? {}, mail.language) };
  await tx.insert(outbox).values({
    id: newId(),
    recipient: mail.to,
    subject: t(`${mail.message}.subject`, params),
    body: t(`${mail.message}.body`, params),
    language: mail.language,
    headers: mail.headers ?? null,
    state: "waiting",
    nextAttemptAt: now,
    createdAt: now,
  });
}

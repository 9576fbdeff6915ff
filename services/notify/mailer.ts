import { and, asc, eq, lte } from "drizzle-orm";
import { reads, transact } from "#db/client.ts";
import { outbox } from "#db/schema/notify.ts";

const MAX_ATTEMPTS = 12;
const MINUTE = 60_000;

/**
 * Sends what waits, oldest first. A crash between sending and noting it sends that one mail twice; none is lost.
 * Without `SMTP_URL` everything stays in the outbox, where demo mode shows it.
 */
export async function deliverWaitingMail(smtpUrl: string, now = Date.now()): Promise<{ sent: number; failed: number }> {
  const { default: nodemailer } = await import("nodemailer");
  const transport = nodemailer.createTransport(smtpUrl);
  const waiting = await reads()
    .select()
    .from(outbox)
    .where(and(eq(outbox.state, "waiting"), lte(outbox.nextAttemptAt, now)))
    .orderBy(asc(outbox.createdAt))
    .limit(50);
  let sent = 0;
  for (const mail of waiting) {
    const attempts = mail.attempts + 1;
    try {
      await transport.sendMail({
        from: process.env.MAIL_FROM ?? "Slipway <no-reply@localhost>",
        to: mail.recipient,
        subject: mail.subject,
        text: mail.body,
        ...(mail.headers && { headers: mail.headers }),
        messageId: `<${mail.id}@slipway>`,
      });
      await transact((tx) =>
        tx
          .update(outbox)
          .set({ state: "sent", attempts, sentAt: Date.now(), lastError: null })
          .where(eq(outbox.id, mail.id)),
      );
      sent++;
    } catch (error) {
      const later = Math.min(2 ** attempts, 360) * MINUTE;
      await transact((tx) =>
        tx
          .update(outbox)
          .set({
            attempts,
            lastError: error instanceof Error ? error.message : String(error),
            state: attempts >= MAX_ATTEMPTS ? "failed" : "waiting",
            nextAttemptAt: now + later,
          })
          .where(eq(outbox.id, mail.id)),
      );
    }
  }
  transport.close();
  return { sent, failed: waiting.length - sent };
}

let timer: NodeJS.Timeout | undefined;
let running: Promise<unknown> = Promise.resolve();

export function startMailer(everyMilliseconds = 5_000): void {
  const smtpUrl = process.env.SMTP_URL;
  if (!smtpUrl || timer) return;
  timer = setInterval(() => {
    running = running.then(() => deliverWaitingMail(smtpUrl)).catch((error) => console.error("mail:", error));
  }, everyMilliseconds);
  timer.unref();
}

export async function stopMailer(): Promise<void> {
  clearInterval(timer);
  timer = undefined;
  await running;
}

import { and, count, desc, eq, isNull, lt, or } from "drizzle-orm";
import { reads, type Transaction, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { notices } from "#db/schema/notify.ts";
import type { Localised } from "../language.ts";

const PAGE = 50;

export interface Notice {
  personId: string;
  /** A key under `notices` in the messages. */
  message: string;
  /** Plain values, or texts that the reader gets in their own language. */
  params: Record<string, string | number | Localised>;
  /** An address within the portal. */
  link: string;
}

/** Puts a notice before a person within the caller's transaction. */
export async function noticeLater(tx: Transaction, notice: Notice, now = Date.now()): Promise<void> {
  await tx.insert(notices).values({ id: newId(), ...notice, createdAt: now });
}

export async function unreadNotices(personId: string): Promise<number> {
  const [row] = await reads()
    .select({ unread: count() })
    .from(notices)
    .where(and(eq(notices.personId, personId), isNull(notices.readAt)));
  return row?.unread ?? 0;
}

/** A person's notices, the newest first, fifty at a time; `after` is the key of the last one of the page before: `<instant>.<id>`. */
export async function noticesOf(personId: string, after?: string) {
  const [at, id] = /^(\d{1,15})\.([\w-]{1,60})$/.exec(after ?? "")?.slice(1) ?? [];
  const rows = await reads()
    .select()
    .from(notices)
    .where(
      and(
        eq(notices.personId, personId),
        at && id
          ? or(lt(notices.createdAt, Number(at)), and(eq(notices.createdAt, Number(at)), lt(notices.id, id)))
          : undefined,
      ),
    )
    .orderBy(desc(notices.createdAt), desc(notices.id))
    .limit(PAGE + 1);
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return { rows: page, after: rows.length > PAGE && last ? `${last.createdAt}.${last.id}` : null };
}

/** Notes all of a person's notices as read. */
export const readNotices = (personId: string, now = Date.now()): Promise<unknown> =>
  transact((tx) =>
    tx
      .update(notices)
      .set({ readAt: now })
      .where(and(eq(notices.personId, personId), isNull(notices.readAt))),
  );

import { eq, lte } from "drizzle-orm";
import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from "lucia";
import { reads, transact } from "#db/client.ts";
import { people, sessions } from "#db/schema/identity.ts";

interface SessionAttributes {
  membershipId: string | null;
  awaitsSecondFactor: boolean;
  userAgent: string | null;
  address: string | null;
  createdAt: number;
  lastSeenAt: number;
}

interface UserAttributes {
  email: string;
  name: string;
}

declare module "lucia" {
  interface Register {
    Lucia: typeof lucia;
    DatabaseSessionAttributes: SessionAttributes;
    DatabaseUserAttributes: UserAttributes;
  }
}

/** Lucia on our own two-engine kit: its drizzle adapters are bound to one engine's builders each. */
const adapter: Adapter = {
  async getSessionAndUser(sessionId): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const [row] = await reads()
      .select({ session: sessions, user: { id: people.id, email: people.email, name: people.name } })
      .from(sessions)
      .innerJoin(people, eq(people.id, sessions.userId))
      .where(eq(sessions.id, sessionId))
      .limit(1);
    if (!row) return [null, null];
    return [asSession(row.session), { id: row.user.id, attributes: { email: row.user.email, name: row.user.name } }];
  },
  async getUserSessions(userId) {
    return (await reads().select().from(sessions).where(eq(sessions.userId, userId))).map(asSession);
  },
  async setSession({ id, userId, expiresAt, attributes }) {
    await transact((tx) => tx.insert(sessions).values({ id, userId, expiresAt: expiresAt.getTime(), ...attributes }));
  },
  async updateSessionExpiration(sessionId, expiresAt) {
    await transact((tx) =>
      tx.update(sessions).set({ expiresAt: expiresAt.getTime() }).where(eq(sessions.id, sessionId)),
    );
  },
  async deleteSession(sessionId) {
    await transact((tx) => tx.delete(sessions).where(eq(sessions.id, sessionId)));
  },
  async deleteUserSessions(userId) {
    await transact((tx) => tx.delete(sessions).where(eq(sessions.userId, userId)));
  },
  async deleteExpiredSessions() {
    await transact((tx) => tx.delete(sessions).where(lte(sessions.expiresAt, Date.now())));
  },
};

function asSession(row: typeof sessions.$inferSelect): DatabaseSession {
  const { id, userId, expiresAt, ...attributes } = row;
  return { id, userId, expiresAt: new Date(expiresAt), attributes };
}

export const lucia = new Lucia(adapter, {
  sessionExpiresIn: new TimeSpan(2, "w"),
  sessionCookie: {
    name: "slipway_session",
    attributes: { secure: process.env.PORTAL_MODE === "production", sameSite: "lax", path: "/" },
  },
  getSessionAttributes: (attributes) => attributes,
  getUserAttributes: (attributes) => attributes,
});

import type { roles } from "#db/schema/identity.ts";
import type { Language } from "../language.ts";

export type Role = (typeof roles)[number];

/** A signed-in person with the hat they wear now. Everything a service is asked, it is asked by an actor. */
export interface Actor {
  personId: string;
  name: string;
  email: string;
  role: Role;
  organisationId: string;
  membershipId: string;
  sessionId: string;
  language: Language;
}

/** The portal itself, as the actor of what no person did. */
export const thePortal = { personId: null, name: "Slipway", role: null, organisationId: null };

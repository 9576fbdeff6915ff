import type { Actor, Role } from "#services/identity/index.ts";

/** One of the demonstration's people, acting in a role for an organisation. */
export const actor = (personId: string, role: Role, organisationId = "lion-rock-institute"): Actor => ({
  personId,
  name: personId,
  email: `${personId}@demo.slipway.example`,
  role,
  organisationId,
  membershipId: `${personId}-${organisationId}`,
  sessionId: "",
  language: "en",
});

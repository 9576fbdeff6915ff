/** An address that keeps the invention which its reader comes from. */
export const withCase = (address: string, caseId: string | null | undefined): string =>
  caseId ? `${address}${address.includes("?") ? "&" : "?"}case=${encodeURIComponent(caseId)}` : address;

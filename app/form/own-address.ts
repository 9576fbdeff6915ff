/** An address of this portal to go on to, as a form or a link names it; never one of somebody else's site. */
export const ownAddress = (next: string | null | undefined, otherwise: string): string =>
  next && /^\/(?![/\\])/.test(next) ? next : otherwise;

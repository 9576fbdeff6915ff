import { monotonicFactory } from "ulid";

/** A new record id: sortable by the time it was made. */
export const newId: () => string = monotonicFactory();

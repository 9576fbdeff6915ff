import type { ReactNode } from "react";

/** One empty row for a browser without script, where no button can add one; what stays empty is not kept. */
export const SpareRow = ({ children }: { children: ReactNode }) => <noscript>{children}</noscript>;

/** The calendar day in Hong Kong at an instant: what "today" is for those who write there. Hong Kong keeps UTC+8 all year. */
export const hongKongToday = (now: number): string => new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);

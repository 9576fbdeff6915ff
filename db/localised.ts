/** The three languages of the portal. */
export const languages = ["en", "zh-Hant", "zh-Hans"] as const;
export type Language = (typeof languages)[number];

/** A text that people wrote in one or more of the portal's languages. */
export type Localised = Partial<Record<Language, string>>;

export const languages = ["en", "zh-Hant", "zh-Hans"] as const;
export type Language = (typeof languages)[number];

export const languageNames: Record<Language, { short: string; full: string }> = {
  en: { short: "EN", full: "English" },
  "zh-Hant": { short: "繁", full: "繁體中文" },
  "zh-Hans": { short: "简", full: "简体中文" },
};

export const isLanguage = (value: unknown): value is Language => languages.includes(value as Language);

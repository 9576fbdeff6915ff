import type { InitOptions } from "i18next";

export const i18nOptions: InitOptions = {
  fallbackLng: "en",
  supportedLngs: ["en", "zh-Hant", "zh-Hans"],
  nonExplicitSupportedLngs: false,
  load: "currentOnly",
  interpolation: { escapeValue: false },
};

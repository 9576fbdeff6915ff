export { formVenture, publicVentures, ventureForm, ventureOfCase, venturePage } from "./ventures.ts";

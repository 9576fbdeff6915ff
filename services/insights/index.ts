export { journeyOf, nextMove, stepsFrom } from "./journey.ts";

export { acceptedCasesOf } from "./accepted.ts";
export { pipelineFigures, type StepFigure } from "./figures.ts";
export { journeyOf, nextMove, stepsFrom } from "./journey.ts";
export { nextMovesOf } from "./next-moves.ts";

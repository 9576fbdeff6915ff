export { pipelineFigures, type StepFigure } from "./figures.ts";
export { journeyOf, nextMove, stepsFrom } from "./journey.ts";

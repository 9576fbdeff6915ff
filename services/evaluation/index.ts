export { assess, decidePathway } from "./assess.ts";
export { assessmentForm, decisionForm, readinessScales } from "./forms.ts";
export { advisePathway, adviceRules, type Pathway, type PathwayAdvice, pathwayIds } from "./pathway.ts";
export { evaluationOf } from "./queries.ts";

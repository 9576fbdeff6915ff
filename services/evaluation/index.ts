export { assess, decidePathway } from "./assess.ts";
export { assessmentForm, decisionForm } from "./forms.ts";
export { adviceRules, advisePathway, agreedAnswers, pathwayIds } from "./pathway.ts";
export { evaluationOf } from "./queries.ts";
export { compareAssessments, differingAnswers, readinessLevels, type Scale, scales } from "./readiness.ts";

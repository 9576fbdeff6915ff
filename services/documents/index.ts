export { agreementDocument, agreementTemplate, filledClauses } from "./agreement.ts";
export { technologyFlyer } from "./flyer.ts";
export { sealOf } from "./seal.ts";

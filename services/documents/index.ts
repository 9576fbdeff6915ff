export { agreementDocument, agreementTemplate, filledClauses } from "./agreement.ts";
export { disclosureReport } from "./disclosure.ts";
export { type AttachedFile, attach, detach, detachAll, fileOf, filesOf, keepBytes } from "./files.ts";
export { technologyFlyer } from "./flyer.ts";
export { sealOf } from "./seal.ts";
export { readStoredFile } from "./store.ts";
export { acceptedEndings, checkUpload, downloadHeaders, LARGEST_UPLOAD } from "./upload.ts";

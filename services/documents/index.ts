export { agreementDocument, agreementTemplate, filledClauses } from "./agreement.ts";
export { type ApplicationPack, applicationPack } from "./application-pack.ts";
export { disclosureReport } from "./disclosure.ts";
export { type AttachedFile, attach, detach, fileOf, filesOf, keepBytes } from "./files.ts";
export { technologyFlyer } from "./flyer.ts";
export { letterPaper } from "./letter.ts";
export { sealOf } from "./seal.ts";
export { readStoredFile, storeFile } from "./store.ts";
export { acceptedEndings, checkUpload, downloadHeaders, LARGEST_UPLOAD } from "./upload.ts";

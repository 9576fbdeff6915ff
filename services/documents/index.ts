export { agreementDocument, agreementTemplate, filledClauses } from "./agreement.ts";
export { annualReport } from "./annual-report.ts";
export { type ApplicationPack, applicationPack } from "./application-pack.ts";
export { type Articles, articlesPaper } from "./articles.ts";
export { type Booklet, technologyBooklet } from "./booklet.ts";
export { disclosureReport } from "./disclosure.ts";
export {
  type AttachedFile,
  attach,
  detach,
  detachAll,
  fileOf,
  filesOf,
  filesOfEach,
  keepBytes,
  keepUploads,
} from "./files.ts";
export { type Flyer, technologyFlyer } from "./flyer.ts";
export { type Letter, letterPaper } from "./letter.ts";
export { readPicture } from "./picture.ts";
export { sealOf } from "./seal.ts";
export { type SharePicture, sharePicture } from "./share-picture.ts";
export { readStoredFile, storeFile } from "./store.ts";
export { acceptedEndings, checkUpload, downloadHeaders, LARGEST_UPLOAD } from "./upload.ts";

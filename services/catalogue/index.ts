export * from "./alerts/index.ts";
export { availabilityOf, type LicensedPart, offerState, refreshAvailability, refreshLicensed } from "./availability.ts";
export { profilesObjectedTo, profilesWaiting } from "./desk.ts";
export { emptyWords, fourNoes, type Hint, type Lack } from "./four-noes.ts";
export { indexTechnologies, nextSearchKey } from "./indexing.ts";
export {
  invitationForm,
  invitationForOffice,
  inviteOffers,
  makeOffer,
  offerForm,
  offerPage,
  offersOfFirm,
  openOffers,
} from "./invitations.ts";
export { languageMarks } from "./language-marks.ts";
export * from "./matching/index.ts";
export * from "./needs/index.ts";
export { addPicture, pictureByLink, pictureForm, pictureSizes, publicPicture, writersPicture } from "./pictures.ts";
export { previewOf } from "./preview.ts";
export {
  answerProfile,
  answerProfileByLink,
  askAgreement,
  type ProfileWord,
  profileByLink,
} from "./profile-answers.ts";
export { deployments, fieldOfLack, offerKinds, profileForm } from "./profile-form.ts";
export { profilePage, saveProfile } from "./profiles.ts";
export {
  closeTechnology,
  publishTechnology,
  reasonForm,
  reofferTechnology,
  stateAvailability,
  statedForm,
  versionForm,
  withdrawTechnology,
} from "./publish.ts";
export { browse, type CatalogueQuery, keysAnswering, sorts } from "./search/browse.ts";
export { bringIndexUpToDate, buildIndex, startSearch } from "./search/build.ts";
export { type FacetName, type FacetValue, facets } from "./search/facets.ts";
export type { Also } from "./search/find.ts";
export type { Part } from "./search/highlight.ts";
export { type Suggestions, suggest } from "./search/suggest.ts";
export { type Searchable, searchDocument } from "./search-document.ts";
export {
  besideTechnology,
  type NamedTechnology,
  similarTechnologies,
  technologiesBySlugs,
  technologyAt,
  technologyBySlug,
} from "./technology.ts";
export * from "./workspace/index.ts";

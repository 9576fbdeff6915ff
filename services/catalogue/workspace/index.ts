export {
  type ConsentPurpose,
  companyForm,
  companyProfile,
  consentForm,
  consentsOf,
  saveCompany,
  setConsent,
} from "./company.ts";
export { compared, MOST_COMPARED } from "./compare.ts";
export { dutyForm, endPlace, inviteToFirm, lacksDuty, setDuty, teamOf } from "./duties.ts";
export {
  noteOnShortlist,
  shortlist,
  shortlistForm,
  shortlistNoteForm,
  shortlistPage,
  shortlistsOf,
  unshortlist,
} from "./shortlists.ts";

export { disclosureKinds } from "#db/schema/outputs.ts";
export { attachToDisclosure, downloadAttachment, removeAttachment } from "./attachments.ts";
export { type Autosaved, autosave, autosaveForm } from "./autosave.ts";
export {
  assignCases,
  assignForm,
  caseFilter,
  caseList,
  dropFilter,
  filterForm,
  filtersOf,
  loadPerOfficer,
  saveFilter,
} from "./case-list.ts";
export {
  answerAsInventor,
  askInventors,
  beginDisclosure,
  type Disclosure,
  disclosureFor,
  saveDisclosure,
  submitDisclosure,
} from "./disclosures.ts";
export { attachmentForm, disclosureForm, outputForm } from "./forms.ts";
export { importForm, importReferences, LARGEST_LIST, type PreviewRow, previewReferences } from "./import-references.ts";
export { moveDisclosure, setState } from "./moves.ts";
export { addNote, noteForm, notesOf } from "./notes.ts";
export {
  deskOf,
  disclosurePage,
  disclosuresNaming,
  inventorBySecret,
  outputFor,
  outputsOf,
} from "./queries.ts";
export { recordOutput } from "./record-output.ts";
export { type DisclosureAction, type DisclosureState, disclosureMachine, targetDays } from "./states.ts";
export { takeOverInvention } from "./take-over.ts";

export {
  acceptNda,
  acceptTerms,
  declineDeal,
  offerNda,
  proposeTerms,
  signAgreement,
} from "./deals.ts";
export { distribute, revenuePolicy, splitByShares } from "./distribution.ts";
export { answerPromise, enquire, enquiriesOf, writeMessage } from "./enquiry.ts";
export { distributionForm, enquiryForm, guestForm, messageForm, salesForm, termsForm } from "./forms.ts";
export { confirmGuest, GUEST_HOURS, guestEnquire, guestOfDeal, guestThread, guestWrites } from "./guest.ts";
export { distributeRoyalty, reportSales } from "./income.ts";
export { agreementPaper, caseDeals, caseDistributions, caseSales, dealRoom, dealsOf, incomeOf } from "./queries.ts";
export { royaltyDue } from "./royalty.ts";
export { dealMachine, sideOf } from "./states.ts";
export { dealsToAnswer } from "./turn.ts";

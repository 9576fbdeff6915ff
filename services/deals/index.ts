export {
  acceptNda,
  acceptTerms,
  declineDeal,
  enquire,
  offerNda,
  proposeTerms,
  signAgreement,
  writeMessage,
} from "./deals.ts";
export { distribute, revenuePolicy, splitByShares } from "./distribution.ts";
export { distributionForm, enquiryForm, messageForm, salesForm, termsForm } from "./forms.ts";
export { distributeRoyalty, reportSales } from "./income.ts";
export { agreementPaper, caseDeals, caseDistributions, dealRoom, dealsOf, incomeOf } from "./queries.ts";
export { royaltyDue } from "./royalty.ts";
export { dealMachine, sideOf } from "./states.ts";

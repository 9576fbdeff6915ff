export { nextSearchKey, offerKinds, publicationForm, publishTechnology } from "./publish.ts";
export { browse, type CatalogueQuery, fieldCounts, openNeeds, technologyBySlug, technologyOfCase } from "./queries.ts";
export { searchDocument } from "./search-document.ts";
export { alternativesOf, documentTerms, queryTerms } from "./terms.ts";

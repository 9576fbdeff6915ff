export { nextSearchKey, publicationForm, publishTechnology } from "./publish.ts";
export { openNeeds, technologyBySlug, technologyOfCase } from "./queries.ts";
export { browse, type CatalogueQuery } from "./search/browse.ts";
export { searchDocument } from "./search-document.ts";

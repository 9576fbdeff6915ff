export { nextSearchKey, publicationForm, publishTechnology } from "./publish.ts";
export { browse, type CatalogueQuery, openNeeds, technologyBySlug, technologyOfCase } from "./queries.ts";
export { searchDocument } from "./search-document.ts";

export { nextSearchKey, publicationForm, publishTechnology } from "./publish.ts";
export { openNeeds, technologyBySlug, technologyOfCase } from "./queries.ts";
export { browse, type CatalogueQuery, keysAnswering, sorts } from "./search/browse.ts";
export { bringIndexUpToDate, buildIndex, startSearch } from "./search/build.ts";
export { type FacetName, type FacetValue, facets } from "./search/facets.ts";
export type { Also } from "./search/find.ts";
export type { Part } from "./search/highlight.ts";
export { type Suggestions, suggest } from "./search/suggest.ts";
export { searchDocument } from "./search-document.ts";

export * from "./alerts/index.ts";
export * from "./matching/index.ts";
export * from "./needs/index.ts";
export { nextSearchKey, publicationForm, publishTechnology } from "./publish.ts";
export { browse, type CatalogueQuery, technologyBySlug, technologyOfCase } from "./queries.ts";
export { searchDocument } from "./search-document.ts";
export * from "./workspace/index.ts";

export { atomFeed } from "./atom.ts";
export { sitemap } from "./sitemap.ts";
export { technologyFeed } from "./technology-feed.ts";

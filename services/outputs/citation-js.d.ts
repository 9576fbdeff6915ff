declare module "@citation-js/core" {
  /** Reads bibliographic text of a named format into CSL-JSON. Throws on text that it cannot read. */
  export class Cite {
    constructor(text: string, options: { forceType: "@bibtex/text" | "@ris/file" });
    data: Array<Record<string, unknown>>;
  }
}
declare module "@citation-js/plugin-bibtex";
declare module "@citation-js/plugin-ris";

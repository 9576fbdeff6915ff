/** One entry of an Atom feed (RFC 4287). Instants in epoch milliseconds. */
export interface FeedEntry {
  id: string;
  url: string;
  title: string;
  summary: string;
  language: string;
  author: string;
  category: string;
  publishedAt: number;
  updatedAt: number;
}

export interface Feed {
  id: string;
  title: string;
  language: string;
  /** Its own address, and that of the page it tells of. */
  self: string;
  page: string;
  entries: FeedEntry[];
}

/** Text as XML may hold it: marks escaped, control characters that no XML 1.0 document may contain left out. */
export const xml = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, (mark) => ("\t\n\r".includes(mark) ? mark : ""))
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

const instant = (at: number) => new Date(at).toISOString();

/** A feed as an Atom document. Pure. */
export function atomFeed({ id, title, language, self, page, entries }: Feed): string {
  const updated = Math.max(0, ...entries.map((entry) => entry.updatedAt));
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
<id>${xml(id)}</id>
<title>${xml(title)}</title>
<updated>${instant(updated)}</updated>
<link rel="self" type="application/atom+xml" href="${xml(self)}"/>
<link rel="alternate" type="text/html" href="${xml(page)}"/>
<author><name>Slipway 啟航</name></author>
${entries
  .map(
    (entry) => `<entry xml:lang="${entry.language}">
<id>${xml(entry.id)}</id>
<title>${xml(entry.title)}</title>
<link rel="alternate" type="text/html" href="${xml(entry.url)}"/>
<published>${instant(entry.publishedAt)}</published>
<updated>${instant(entry.updatedAt)}</updated>
${entry.author ? `<author><name>${xml(entry.author)}</name></author>\n` : ""}<category term="${xml(entry.category)}"/>
<summary>${xml(entry.summary)}</summary>
</entry>`,
  )
  .join("\n")}
</feed>
`;
}

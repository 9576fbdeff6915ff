/** What a list of patents can tell of each filing, in the order of our own export. */
export const columns = [
  "reference",
  "title",
  "inventors",
  "jurisdiction",
  "right",
  "kind",
  "number",
  "grantNumber",
  "filedOn",
  "priorityOn",
  "publishedOn",
  "grantedOn",
  "state",
  "endsOn",
  "agent",
] as const;
export type Column = (typeof columns)[number];

/** Which column of the list holds what: its place, counted from 0. */
export type Mapping = Partial<Record<Column, number>>;

/** How heads are commonly worded, in English and Chinese; the first that fits a head takes it. */
const wordings: Record<Column, RegExp> = {
  grantNumber: /patent\s*(no|num)|grant\s*(no|num)|registration\s*(no|num)|授權公告號|授权公告号|專利號|专利号/i,
  number: /appl.*(no|num|sn|serial)|filing\s*(no|num)|^number$|申請號|申请号/i,
  endsOn: /expir|end of term|last day|屆滿|届满|到期/i,
  reference: /case|reference|docket|family|file\s*(no|num)|檔號|档号|案號|案号|卷號|卷号|^編號$|^编号$/i,
  title: /title|invention name|名稱|名称|標題|标题|題目|题目/i,
  inventors: /inventor|發明人|发明人/i,
  jurisdiction: /countr|jurisdiction|territory|^where$|office|國家|国家|地區|地区/i,
  right: /right|patent type|類型|类型|類別|类别/i,
  priorityOn: /priority|優先權日|优先权日/i,
  publishedOn: /publi.*(date|on)|公開日|公布日|公开日/i,
  grantedOn: /(grant|issue|registration).*(date|on)|授權日|授权日|授權公告日|授权公告日/i,
  filedOn: /(fil|appl).*(date|on$)|申請日|申请日/i,
  state: /status|state|狀態|状态|法律狀態/i,
  kind: /kind|route|途徑|途径/i,
  agent: /agent|attorney|counsel|代理/i,
};

/** A first guess of the mapping from the heads; a person corrects it. Pure. */
export function guessMapping(heads: string[]): Mapping {
  const mapping: Mapping = {};
  const taken = new Set<number>();
  const claim = (column: Column, place: number) => {
    if (place < 0 || mapping[column] !== undefined) return;
    mapping[column] = place;
    taken.add(place);
  };
  for (const column of columns)
    claim(
      column,
      heads.findIndex((head, place) => !taken.has(place) && head === column),
    );
  for (const [column, wording] of Object.entries(wordings) as Array<[Column, RegExp]>)
    claim(
      column,
      heads.findIndex((head, place) => !taken.has(place) && wording.test(head)),
    );
  return mapping;
}

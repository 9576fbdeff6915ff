/**
 * Symbols of the International Patent Classification, such as `A61B 1/00`. A symbol is found by its class, its subclass,
 * its main group and itself, so that a search for one of them also finds what lies below it. The last two are written
 * as WIPO's standard ST.8 writes them, of which a term keeps the letters and digits: `a61b0001`, `a61b0001005000`.
 */
const symbol = /(?<![a-z0-9])([a-h]\d{2}[a-z])(?:\s*(\d{1,4})(?:\s*\/\s*(\d{2,6}))?)?(?![a-z0-9])/g;

const mainGroupOf = (subclass: string, group: string) => subclass + group.padStart(4, "0");
/** The subgroup 00 is the main group itself. */
const isSubgroup = (subgroup: string | undefined): subgroup is string =>
  subgroup !== undefined && /[1-9]/.test(subgroup);

/** The terms that a record of this class is found by. */
export function ipcTerms(text: string): string[] {
  const [found] = ipcSymbols(text.toLowerCase());
  return found ? [found.run.slice(0, 3), ...found.terms] : [];
}

/** Symbols in a folded text, and the terms that each asks for: the nearer a record's class is, the more of them it holds. */
export function ipcSymbols(folded: string): Array<{ run: string; at: number; terms: string[] }> {
  return [...folded.matchAll(symbol)].map(({ 0: run, 1: subclass, 2: group, 3: subgroup, index }) => {
    const terms = [subclass!];
    if (group) terms.push(mainGroupOf(subclass!, group));
    if (group && isSubgroup(subgroup)) terms.push(mainGroupOf(subclass!, group) + subgroup.padEnd(6, "0"));
    return { run, at: index, terms };
  });
}

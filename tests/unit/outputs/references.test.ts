import { describe, expect, it } from "vitest";
import { readReferences, validOrcid } from "#services/outputs/read-references.ts";

const one = (text: string) => {
  const [first] = readReferences(text);
  return first && "reference" in first ? first.reference : first;
};

describe("references", () => {
  it("are read from BibTeX, each entry for itself, with abbreviations of the file", () => {
    const read = readReferences(`@string{jx = {Journal of X}}
@article{a, title = {Soft {Robots}}, author = {Chan, Tai Man and Li, Na}, journal = jx, year = 2024, month = feb, doi = {10.1000/ABC.1}}
@article{b, title = {Broken, year = 2020
@misc{c, author = {Nobody}}`);
    expect(read[0]).toMatchObject({
      reference: {
        title: "Soft Robots",
        kind: "paper",
        producedOn: "2024-02",
        doi: "10.1000/abc.1",
        publishedIn: "Journal of X",
        contributors: [{ name: "Tai Man Chan" }, { name: "Na Li" }],
      },
    });
    expect(read.slice(1).map((each) => ("problem" in each ? each.problem : "read"))).toEqual(["unreadable", "noTitle"]);
  });

  it("take what they lack from the proceedings that they name, whatever comes first", () => {
    const read = readReferences(`@inproceedings{p, title = {A paper}, crossref = {proc}}
@proceedings{proc, title = {Proceedings of X}, year = 2024}`);
    expect(read).toMatchObject([
      { reference: { title: "A paper", publishedIn: "Proceedings of X", producedOn: "2024" } },
      { reference: { title: "Proceedings of X" } },
    ]);
  });

  it("are read from RIS, CSL-JSON, Crossref, DataCite and ORCID alike", () => {
    const wanted = { title: "A valve", producedOn: "2023-05-06", doi: "10.1000/v" };
    expect(one("TY  - JOUR\nTI  - A valve\nDA  - 2023/05/06\nDO  - 10.1000/V\nER  - ")).toMatchObject(wanted);
    const csl = { title: "A valve", DOI: "10.1000/V", issued: { "date-parts": [[2023, 5, 6]] } };
    expect(one(JSON.stringify([csl]))).toMatchObject(wanted);
    expect(one(JSON.stringify({ message: { ...csl, title: ["A valve"] } }))).toMatchObject(wanted);
    expect(
      one(
        JSON.stringify({
          data: {
            attributes: {
              titles: [{ title: "A valve" }],
              doi: "10.1000/v",
              types: { resourceTypeGeneral: "Dataset" },
              dates: [{ dateType: "Issued", date: "2023-05-06" }],
            },
          },
        }),
      ),
    ).toMatchObject({ ...wanted, kind: "dataSet" });
    const value = (text: string) => ({ value: text });
    const work = {
      title: { title: value("A valve") },
      "publication-date": { year: value("2023"), month: value("05"), day: value("06") },
      "external-ids": {
        "external-id": [{ "external-id-type": "doi", "external-id-value": "https://doi.org/10.1000/v" }],
      },
    };
    expect(one(JSON.stringify({ bulk: [{ work }] }))).toMatchObject(wanted);
  });

  it("without anything to read are none, and JSON that breaks off is said to", () => {
    expect(readReferences("Dear colleague, see my list.")).toEqual([]);
    expect(readReferences('{"title": "half')).toMatchObject([{ problem: "unreadable" }]);
  });
});

// ORCID's own example, and Stephen Hawking's iD, whose check sign is X (support.orcid.org, structure of the identifier).
it("an ORCID iD counts only with its check digit", () => {
  expect(validOrcid("https://orcid.org/0000-0002-1825-0097")).toBe("0000-0002-1825-0097");
  expect(validOrcid("000000021694233x")).toBe("0000-0002-1694-233X");
  expect(validOrcid("0000-0002-1825-0098")).toBeUndefined();
  expect(validOrcid("")).toBeUndefined();
});

it("references bring funders with their awards, the licence, links and organisations where they are given", () => {
  const crossref = {
    title: ["A valve"],
    issued: { "date-parts": [[2023, 5]] },
    funder: [{ name: "Research Grants Council", award: ["14200525", "T45-01"] }],
    license: [{ URL: "https://creativecommons.org/licenses/by-nc/4.0/" }],
    URL: "https://example.org/valve",
  };
  expect(one(JSON.stringify({ message: crossref }))).toMatchObject({
    fundings: [
      { name: "Research Grants Council", award: "14200525" },
      { name: "Research Grants Council", award: "T45-01" },
    ],
    licence: "CC-BY-NC-4.0",
    links: ["https://example.org/valve"],
  });
  // A month is no day: it says nothing to the patent clock.
  expect(one(JSON.stringify({ message: crossref }))).not.toHaveProperty("publishedOn");
  const datacite = {
    titles: [{ title: "Valve data" }],
    doi: "10.1000/d",
    dates: [{ date: "2024-02-03", dateType: "Issued" }],
    creators: [
      { name: "Chan", affiliation: [{ name: "HKUST", affiliationIdentifier: "https://ror.org/00q4vv597" }] },
      { name: "Li", affiliation: ["HKUST", "Nowhere"] },
    ],
    fundingReferences: [{ funderName: "NSFC", awardNumber: "62073309" }],
    rightsList: [{ rightsIdentifier: "cc-by-4.0" }],
  };
  expect(one(JSON.stringify({ data: { attributes: datacite } }))).toMatchObject({
    publishedOn: "2024-02-03",
    fundings: [{ name: "NSFC", award: "62073309" }],
    licence: "CC-BY-4.0",
    affiliations: [{ name: "HKUST", ror: "https://ror.org/00q4vv597" }, { name: "Nowhere" }],
  });
});

it("a date is kept as far as it is told, and no further", () => {
  const at = (...parts: number[]) =>
    one(JSON.stringify([{ title: "A valve", issued: { "date-parts": [parts] } }])) as object;
  expect(at(2013)).toMatchObject({ producedOn: "2013" });
  expect(at(2013, 5)).toMatchObject({ producedOn: "2013-05" });
  expect(at(2013, 5)).not.toHaveProperty("publishedOn");
  expect(at(2013, 5, 6)).toMatchObject({ producedOn: "2013-05-06", publishedOn: "2013-05-06" });
  // 2013 was no leap year, and no year has a thirteenth month.
  expect(at(2013, 2, 29)).toMatchObject({ producedOn: "2013-02" });
  expect(at(2013, 13, 1)).toMatchObject({ producedOn: "2013" });
});

// Types as in DataCite's metadata schema 4.6, appendix 1, table 7.
it("the kind of an output follows the type that the reference gives", () => {
  const kindOf = (type: string) =>
    (one(JSON.stringify({ titles: [{ title: "X" }], types: { resourceTypeGeneral: type } })) as { kind: string }).kind;
  for (const [kind, types] of Object.entries({
    paper: ["JournalArticle", "BookChapter", "Preprint", "DataPaper", "Dissertation", "Standard", "Text", "Other"],
    dataSet: ["Dataset", "Collection", "Image", "Audiovisual", "Sound"],
    software: ["Software", "ComputationalNotebook", "InteractiveResource", "Service"],
    prototype: ["PhysicalObject", "Instrument"],
    knowHow: ["Workflow", "Model"],
  }))
    for (const type of types) expect(kindOf(type), type).toBe(kind);
  // The answer of the DOI registry to a Zenodo deposit of software (10.5281/zenodo.8242099).
  const deposit = { type: "article", title: "Shield bugs (nymphs)", publisher: "Zenodo", version: "v0.1.1" };
  expect(one(JSON.stringify([deposit]))).toMatchObject({ kind: "software" });
  expect(one(JSON.stringify([{ type: "article", title: "A preprint", version: "2" }]))).toMatchObject({
    kind: "paper",
  });
});

// After DataCite's own multilingual example (10.82433/byt7-2g42).
it("titles and abstracts in other languages of the portal are kept, and an organisation among the creators with its id", () => {
  const work = {
    creators: [
      { name: "Zou, Jing", givenName: "Jing", familyName: "Zou", affiliation: [], nameIdentifiers: [] },
      {
        name: "DataCite",
        nameType: "Organizational",
        affiliation: [],
        nameIdentifiers: [{ nameIdentifier: "https://ror.org/04wxnsj81", nameIdentifierScheme: "ROR" }],
      },
    ],
    titles: [
      { lang: "en", title: "Advances in Chemistry" },
      { lang: "es", title: "Avances en Química", titleType: "TranslatedTitle" },
      { lang: "zh", title: "化学进展", titleType: "TranslatedTitle" },
    ],
    descriptions: [
      { lang: "en", description: "This chapter reviews landmarks." },
      { lang: "zh", description: "本章回顾了一些里程碑式的事件" },
    ],
    publicationYear: "2022",
  };
  expect(one(JSON.stringify(work))).toMatchObject({
    title: "Advances in Chemistry",
    original: "en",
    translated: {
      title: { en: "Advances in Chemistry", "zh-Hans": "化学进展" },
      summary: { "zh-Hans": "本章回顾了一些里程碑式的事件" },
    },
    producedOn: "2022",
    affiliations: [{ name: "DataCite", ror: "https://ror.org/04wxnsj81" }],
    contributors: [{ name: "Jing Zou" }, { name: "DataCite" }],
  });
});

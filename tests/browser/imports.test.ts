import fs from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { choose, launchBrowser, type Portal, press, signedIn, startPortal } from "./portal.ts";

let portal: Portal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(3221), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

/**
 * A list of 1,393 filings as a large agency publishes its own: American days, quoted numbers with commas, three ways to
 * say that there is nothing, terms that are over, years that a spreadsheet put into the last century, and single rows
 * that are odd in their own way.
 */
const odd = [
  'Example Centre,Issued,XC-1,"D628,609",29/359105,A robot of note,04/06/2030',
  'Example Centre,Issued,XC-2,"RE43,880","11/429,639",Imides,05/08/2036',
  'Example Centre,Issued,XC-3,8155939,"12/170,683",Particle â€“ Surface Model,07/10/2038',
  "Example Centre,GM,XC-4,8424941,12/564085,ROBOTIC THUMB ASSEMBLY,",
  'Example Centre,Issued,XC-5,7673089,"11/935,572",A drive that locks,11/06/2037',
  'Example Centre,Issued,XC-6,7673089,"11/935,572",A drive with two heads,11/06/2037',
  'Example Centre,Application,XC-7,,"61/866,585",A provisional one,0000-00-00',
  'Example Centre,Application,XC-8,0,/0,"Agent, System And Users",',
  'Example Centre,Issued,XC-9,8285659,"12/543,411","A title that breaks\r\n",11/18/1930',
  'Example Centre,Application,XC-10,,"12/45,970",Too few figures,0000-00-00',
  'Example Centre,Issued,XC-11,6109270,"09/017,519",Over since 2017,02/04/2017',
];
const agencyList = (rows: number) =>
  [
    "Center,Status,Case Number,Patent Number,Application SN,Title,Patent Expiration Date",
    ...odd,
    ...Array.from({ length: rows - odd.length }, (_, place) =>
      place % 3 === 0
        ? `Example Centre,Application,YC-${place},0,"14/${100 + (place % 800)},${100 + Math.floor(place / 800)}",Device ${place},`
        : `Example Centre,Issued,YC-${place},${8_500_000 + place},"13/${100 + (place % 800)},${100 + Math.floor(place / 800)}",Device ${place},06/24/2035`,
    ),
  ].join("\r\n");

async function give(page: Page, name: string, text: string, button: string): Promise<void> {
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await press(page, button);
}

it("a list of 1,393 filings comes in with every odd row answered, and a second time is known", async () => {
  const office = await signedIn(browser, portal, "tto");
  await office.goto("/office/portfolio");
  await give(office, "portfolio.csv", agencyList(1_393), "Read it");
  const status = office.locator("main [role=status]");
  expect(await status.textContent()).toBe("1,391 new · 0 already here · 1 twice in the list · 1 left out");
  const answered = await office.locator("main table").first().locator("tbody tr").allTextContents();
  for (const [title, answer] of [
    ["A robot of note", "stands for “design”"],
    ["Imides", "is a reissued patent"],
    ["Particle – Surface Model", "was once read in a wrong encoding"],
    ["ROBOTIC THUMB ASSEMBLY", "is a word the import does not know"],
    ["A drive with two heads", "Row 6 of this list has the same number"],
    ["A provisional one", "stands for “provisional”"],
    ["A title that breaks", "it comes in as 18 Nov 2030"],
    ["Too few figures", "does not look like a number of this office"],
    ["Over since 2017", "The term is over, and it comes in as lapsed"],
  ] as const)
    expect(
      answered.find((row) => row.includes(title)),
      title,
    ).toContain(answer);
  expect(answered).toHaveLength(9);

  await office.selectOption("[name=field]", "other");
  await press(office, "Import 1,391 filings");
  await office.goto("/office/portfolio");
  await give(office, "portfolio.csv", agencyList(1_393), "Read it");
  expect(await status.textContent()).toBe("0 new · 1,392 already here · 0 twice in the list · 1 left out");
});

it("outputs come in from BibTeX, RIS, CSL-JSON, DataCite and ORCID, each looked at first, and are known afterwards", async () => {
  const author = await signedIn(browser, portal, "researcher");
  const lists = {
    "list.bib":
      "@article{a, title = {{A} gripper that listens}, author = {M{\\'e}ndez, Ana}, year = 2023, doi = {10.5555/slip.1}}\n@misc{b, year = 2020}",
    "list.ris":
      "\uFEFFTY  - RPRT\r\nTI  - A valve that waits \r\nAU  - Lo, Wing\r\nPY  - 2021\r\nDO  - 10.5555/slip.2\r\nER  - ",
    "list.json": JSON.stringify({
      "10.5555/SLIP.3": [
        {
          type: "article-journal",
          title: "A <i>soft</i> hinge",
          DOI: "10.5555/SLIP.3",
          issued: { "date-parts": [[2022, 3]] },
        },
      ],
    }),
    "datacite.json": JSON.stringify({
      doi: "10.5555/slip.4",
      titles: [{ title: "Readings of a lens" }],
      creators: [{ name: "Chan, Tai Man" }],
      publicationYear: 2024,
      types: { resourceTypeGeneral: "Dataset" },
      schemaVersion: "http://datacite.org/schema/kernel-4",
    }),
    "orcid.json": JSON.stringify({
      group: [
        {
          "work-summary": [
            {
              title: { title: { value: "A map of tides" } },
              type: "journal-article",
              "publication-date": { year: { value: "2019" } },
              "external-ids": { "external-id": [{ "external-id-type": "doi", "external-id-value": "10.5555/slip.5" }] },
            },
          ],
        },
      ],
    }),
  };
  const titles = [
    "A gripper that listens",
    "A valve that waits",
    "A soft hinge",
    "Readings of a lens",
    "A map of tides",
  ];
  for (const [place, [name, text]] of Object.entries(lists).entries()) {
    const look = async () => {
      await author.goto("/research/outputs/import");
      await give(author, name, text, "See what would come in");
      return author.locator("main ul li", { hasText: titles[place]! });
    };
    const row = await look();
    expect(await row.getByText("new", { exact: true }).count(), name).toBe(1);
    await choose(author, "Field", "Medical robotics");
    await press(author, "Record them");
    await author.waitForURL(/\/research$/);
    expect(await (await look()).getByText("here already").count(), name).toBe(1);
  }
  await author.goto("/research/outputs/import");
  await give(author, "list.bib", lists["list.bib"], "See what would come in");
  expect(await author.locator("main [role=status]").textContent()).toBe("1 here already · 1 not readable");
});

it("keeps the preview of an import that is refused", async () => {
  const author = await signedIn(browser, portal, "researcher");
  await author.goto("/research/outputs/import");
  await author.fill("[name=text]", "@article{a, title = {A valve that closes itself}, year = 2024}");
  await author.getByRole("button", { name: "See what would come in" }).click();
  await author.getByRole("button", { name: "Record them" }).click();
  await author.locator("main [role=alert]").first().waitFor();
  await author.getByText("A valve that closes itself").first().waitFor();

  const office = await signedIn(browser, portal, "tto");
  await office.goto("/office/portfolio");
  const buffer = Buffer.from("Reference,Title,Country,Application number\nX-1,A hinge that locks,US,17/123456\n");
  await office.locator("input[type=file]").setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer });
  await office.getByRole("button", { name: "Read it" }).click();
  await office.locator("main button[value=import]").click();
  await office.locator("main [role=alert]").first().waitFor();
  await office.getByText("A hinge that locks").first().waitFor();
});

it("tells beside the field of a file that is too large, and in its own frame of a form that is", async () => {
  const office = await signedIn(browser, portal, "tto");
  const large = path.join(portal.folder, "large.csv");
  fs.writeFileSync(large, Buffer.alloc(26 * 1024 * 1024, "a"));
  for (const [address, megabytes, button] of [
    ["/office/portfolio", 5, "Read it"],
    ["/research/outputs/import", 2, "See what would come in"],
  ] as const) {
    await office.goto(address, { waitUntil: "networkidle" });
    const field = office.locator("input[type=file]");
    await field.setInputFiles(large);
    await office.getByText(`This file is larger than ${megabytes} MB.`).waitFor();
    await office.getByRole("button", { name: button }).click();
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    await field.setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer: Buffer.from("nothing") });
    await office.getByText("This file is larger than").waitFor({ state: "detached" });
  }
  // A field that the page does not watch: 27 MB in its text box would keep the browser busy for a minute.
  await office.locator("textarea[name=text]").evaluate((area) => {
    const further = Object.assign(document.createElement("input"), { type: "file", name: "further" });
    const files = new DataTransfer();
    files.items.add(new File([new Uint8Array(27 * 1024 * 1024)], "further.bin"));
    further.files = files.files;
    area.after(further);
  });
  await office.locator("input[type=file]").first().setInputFiles([]);
  await office.getByRole("button", { name: "See what would come in" }).click();
  await office.getByRole("heading", { name: "What you sent is too large" }).waitFor();
  expect(await office.locator("main").textContent()).toContain("At most 25 MB can be sent at once; this was 28 MB.");
});

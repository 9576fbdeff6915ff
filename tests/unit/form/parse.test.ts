import fs from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { KEPT, problemWords } from "#app/components/field-problems.ts";
import { formOf, parseForm } from "#app/form/parse.server.ts";
import { day } from "#services/day.ts";
import {
  budgetForm,
  callForm,
  claimLineForm,
  documentForm,
  messageForm,
  receiptForm,
} from "#services/funding/forms.ts";
import { money, moneyOfChosenCurrency } from "#services/money.ts";

const schema = z.object({
  title: z.string().min(3).max(5),
  level: z.number().min(1).max(9),
  named: z.string("required").min(1, "passwordShort"),
  kind: z.enum(["a", "b"]),
});

const sent = (fields: Array<[string, string]>) =>
  parseForm(new Request("http://slipway.example", { method: "POST", body: new URLSearchParams(fields) }), schema);

describe("a form", () => {
  it("tells the length of a text that is too long, but not of one that is cut to be shown again", async () => {
    const words = ((key: string, { typed }: { typed?: number }) => `${key} ${typed}`) as never;
    expect(problemWords(words, "tooLong", 5, "123456")).toBe("problems.limit.tooLong 6");
    const read = await sent([["title", "x".repeat(KEPT + 1)]]);
    const shown = read.ok ? "" : read.values.title!;
    expect(shown).toHaveLength(KEPT);
    expect(problemWords(words, "tooLong", 5, shown)).toBe("problems.limit.farTooLong undefined");
  });

  it.each([
    ["multipart/form-data; boundary=x", "no part begins here"],
    ["multipart/form-data; boundary=x", '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nit breaks off'],
    ["multipart/form-data", '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n'],
    ["application/json", "{}"],
    ["text/plain", "a=b"],
  ])("that is none is bad input, not a fault of the portal: %s", async (type, body) => {
    const request = new Request("http://slipway.example", { method: "POST", headers: { "Content-Type": type }, body });
    const turnedAway = await formOf(request).catch((error: unknown) => error);
    expect(turnedAway).toBeInstanceOf(Response);
    expect((turnedAway as Response).status).toBe(400);
  });

  it("is read in one place, so that every route turns away what is none", () => {
    const readers = fs
      .readdirSync("app", { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && fs.readFileSync(`app/${file}`, "utf8").includes("formData()"));
    expect(readers).toEqual(["form/parse.server.ts"]);
  });

  it("that fits its schema gives the values with their types", async () => {
    const answer = await sent([
      ["title", "abcd"],
      ["level", "7"],
      ["named", "x"],
      ["kind", "b"],
    ]);
    expect(answer).toMatchObject({ ok: true, value: { title: "abcd", level: 7, named: "x", kind: "b" } });
  });

  it("refuses a NUL at its field, whatever the schema, and gives the rest back", async () => {
    const answer = await sent([["title", "ab\0cd"]]);
    expect(answer).toMatchObject({ ok: false, fields: { title: ["invalid"] }, values: { title: "abcd" } });
    expect(await sent([["kind\0", "a"]])).toMatchObject({ ok: false, fields: { "kind\0": ["invalid"] }, values: {} });
  });

  it("says of each field what is wrong, by a key that every language has", async () => {
    expect(
      await sent([
        ["title", "abcdef"],
        ["level", "10"],
        ["kind", "c"],
      ]),
    ).toMatchObject({
      ok: false,
      fields: { title: ["tooLong"], level: ["tooLarge"], named: ["required"], kind: ["invalid"] },
      limits: { title: 5, level: 9 },
    });
    expect(
      await sent([
        ["title", "ab"],
        ["level", "zero"],
      ]),
    ).toMatchObject({
      ok: false,
      fields: { title: ["tooShort"], level: ["notANumber"], kind: ["required"] },
    });
    expect(await sent([["level", "0"]])).toMatchObject({
      ok: false,
      fields: { title: ["required"], level: ["tooSmall"] },
    });
  });

  it("takes a field in which no file was chosen for none, as a browser sends it", async () => {
    const of = async (files: File[], kind: z.ZodType) => {
      const body = new FormData();
      body.set("subject", "q1");
      body.set("text", "Here it is.");
      for (const file of files) body.append("files", file);
      return parseForm(new Request("http://slipway.example", { method: "POST", body }), kind);
    };
    const letter = new File(["x"], "letter.pdf");
    expect(await of([new File([], "")], messageForm)).toMatchObject({ ok: true, value: { files: [] } });
    expect(await of([], messageForm)).toMatchObject({ ok: true, value: { files: [] } });
    expect(await of([letter], messageForm)).toMatchObject({ ok: true, value: { files: [{ name: "letter.pdf" }] } });
    expect(await of([new File([], "")], documentForm)).toMatchObject({ ok: false, fields: { files: ["required"] } });
  });

  it("reads money as the portal prints it, with full-width digits too, and no other currency's", async () => {
    for (const typed of [
      "4,000,000",
      "HK$4,000,000",
      "HKD 4,000,000",
      "hkd\u00a04,000,000.00",
      "４，０００，０００",
      "400萬",
    ])
      expect([typed, money.safeParse(typed).data]).toEqual([typed, typed === "400萬" ? undefined : 400_000_000]);
    expect(money.safeParse("US$4,000").success).toBe(false);
    expect(moneyOfChosenCurrency.safeParse("HK$4,000").success).toBe(false);
    expect(moneyOfChosenCurrency.parse("4,000.5")).toBe(400_050);
  });

  it("says of an amount whether it is negative, too large, nought or no amount, also where it may be left empty", async () => {
    const word = (typed: string) => money.safeParse(typed).error?.issues.map((each) => each.message);
    expect(["-1", "HK$-1", "−2.50", "-"].map(word)).toEqual([
      ["negativeAmount"],
      ["negativeAmount"],
      ["negativeAmount"],
      ["notAnAmount"],
    ]);
    // Thirteen digits are the most that fits; 10^15 has sixteen.
    expect(["1000000000000000", "10,000,000,000,000", "9,999,999,999,999.99"].map(word)).toEqual([
      ["amountTooLarge"],
      ["amountTooLarge"],
      undefined,
    ]);
    const of = async (kind: z.ZodType, fields: Record<string, string>) => {
      const request = new Request("http://slipway.example", { method: "POST", body: new URLSearchParams(fields) });
      const answer = await parseForm(request, kind);
      return answer.ok ? answer.value : answer.fields;
    };
    const call = { programmeId: "ess", title: "A call", opensOn: "2026-01-01", closesOn: "2026-02-01" };
    expect(await of(callForm, { ...call, budget: "-1" })).toEqual({ budget: ["negativeAmount"] });
    expect(await of(callForm, { ...call, budget: "" })).toMatchObject({ budget: null });
    expect(await of(receiptForm, { subject: "x", amount: "-1", receivedOn: "2026-02-31" })).toEqual({
      amount: ["negativeAmount"],
      receivedOn: ["notADate"],
    });
    expect(await of(receiptForm, { subject: "x", amount: "0" })).toEqual({ amount: ["notAboveNought"] });
    expect(await of(receiptForm, { subject: "x", amount: "" })).toMatchObject({ amount: null, receivedOn: null });
    const line = { subject: "x", category: "manpower", description: "Pay" };
    expect(await of(claimLineForm, { ...line, amount: "1000000000000000" })).toMatchObject({
      spentOn: ["required"],
      amount: ["amountTooLarge"],
    });
    expect(await of(budgetForm, { "cells.a.b.c": "-5" })).toEqual({ "cells.a.b.c": ["negativeAmount"] });
  });

  it("comes back with all that was typed, ticked boxes too, but no password", async () => {
    const answer = await sent([
      ["title", "ab"],
      ["kind", "a"],
      ["kind", "b"],
      ["password", "secret"],
    ]);
    expect(answer).toMatchObject({ ok: false, values: { title: "ab", kind: "b" }, several: { kind: ["a", "b"] } });
    expect(answer).not.toHaveProperty("values.password");
  });
});

it("a day is one that the calendar has, since 1900", () => {
  for (const good of ["1900-01-01", "2024-02-29", "2026-12-01", "9999-12-31"])
    expect(day.safeParse(good).success, good).toBe(true);
  for (const wrong of [
    "",
    "0026-01-01",
    "0001-01-01",
    "1899-12-31",
    "2026-02-29",
    "2026-02-30",
    "2026-13-01",
    "2026-2-1",
    "+12026-01-01",
  ])
    expect(
      day.safeParse(wrong).error?.issues.map((each) => each.message),
      wrong,
    ).toEqual(["notADate"]);
});

it("a form with a field for a file sends the file, not only its name", () => {
  const forms = fs
    .globSync("app/**/*.tsx")
    .flatMap((file) => fs.readFileSync(file, "utf8").match(/<(ActForm|Form)\b[\s\S]*?<\/\1>/g) ?? [])
    .filter((form) => /<(FileField|input[^>]*type="file")/.test(form));
  expect(forms.length).toBeGreaterThan(5);
  expect(forms.filter((form) => !form.includes('encType="multipart/form-data"'))).toEqual([]);
});

import { describe, expect, it } from "vitest";
import { z } from "zod";
import { parseForm } from "#app/form/parse.server.ts";

const schema = z.object({
  title: z.string().min(3).max(5),
  level: z.number().min(1).max(9),
  named: z.string("required").min(1, "passwordShort"),
  kind: z.enum(["a", "b"]),
});

const sent = (fields: Array<[string, string]>) =>
  parseForm(new Request("http://slipway.example", { method: "POST", body: new URLSearchParams(fields) }), schema);

describe("a form", () => {
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

import { expect, it } from "vitest";
import { formatsOf } from "../../app/i18n/format.ts";

it("a deadline is told to its second, unless that is the first of a minute", () => {
  const at = (time: string) => Date.parse(`2026-12-01T${time}+08:00`);
  const { deadline } = formatsOf("en");
  expect(deadline(at("21:42:30.999"))).toBe("1 Dec 2026, 9:42:30 pm");
  expect(deadline(at("23:59:59.999"))).toBe("1 Dec 2026, 11:59:59 pm");
  expect(deadline(at("17:00:00"))).toBe("1 Dec 2026, 5:00 pm");
});

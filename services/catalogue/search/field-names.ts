import { z } from "zod";
import { type Localised, languages } from "../../language.ts";
import { messagesOf } from "../../words.ts";

const words = z.object({ fields: z.record(z.string(), z.string()) });
let loaded: Map<string, Localised> | undefined;

/** What one of the portal's own fields is called on its pages; nothing for a field that came with an imported record. */
export function fieldNames(field: string): Localised | undefined {
  if (!loaded) {
    loaded = new Map();
    for (const language of languages)
      for (const [each, name] of Object.entries(words.parse(messagesOf(language, "catalogue")).fields))
        loaded.set(each, { ...loaded.get(each), [language]: name });
  }
  return loaded.get(field);
}

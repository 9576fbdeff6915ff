import { z } from "zod";
import { loadYaml } from "../../content.ts";
import { type Localised, languages } from "../../language.ts";

const words = z.object({ fields: z.record(z.string(), z.string()) });
let loaded: Map<string, Localised> | undefined;

/** What one of the portal's own fields is called on its pages; nothing for a field that came with an imported record. */
export function fieldNames(field: string): Localised | undefined {
  if (!loaded) {
    loaded = new Map();
    for (const language of languages)
      for (const [each, name] of Object.entries(loadYaml(`messages/${language}/catalogue.yaml`, words).fields))
        loaded.set(each, { ...loaded.get(each), [language]: name });
  }
  return loaded.get(field);
}

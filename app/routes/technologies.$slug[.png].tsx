import type { LoaderFunctionArgs } from "@remix-run/node";
import { technologyBySlug } from "#services/catalogue/index.ts";
import { sharePicture } from "#services/documents/index.ts";
import { plain } from "#services/language.ts";
import { languageOf, messagesFor } from "../i18n/language.server.ts";

/** Pictures drawn lately, by technology, state and language: a page shared widely is drawn once. */
const drawn = new Map<string, Promise<Buffer>>();
const MOST = 100;

/** The picture that other sites show of a technology. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const found = await technologyBySlug(params.slug!);
  if (!found) throw new Response(null, { status: 404 });
  const language = await languageOf(request);
  const t = messagesFor(language);
  const { technology, organisation } = found;
  const key = `${technology.id} ${technology.updatedAt} ${language}`;
  let picture = drawn.get(key);
  if (!picture) {
    picture = sharePicture({
      language,
      eyebrow: [
        organisation ? plain(organisation.name, language) : "",
        t(`catalogue.fields.${technology.field}`, { defaultValue: technology.field }),
      ]
        .filter(Boolean)
        .join("  ·  "),
      title: plain(technology.title, language),
      valueLine: plain(technology.valueLine, language),
      facts: [
        technology.trl ? `TRL ${technology.trl}` : "",
        technology.pathway ? t(`evaluation.pathway.${technology.pathway}`) : "",
      ].filter(Boolean),
    });
    drawn.set(key, picture);
    if (drawn.size > MOST) drawn.delete(drawn.keys().next().value!);
  }
  return new Response(new Uint8Array(await picture), {
    headers: { "Content-Type": "image/png", "Cache-Control": "public, max-age=86400", Vary: "Accept-Language, Cookie" },
  });
}

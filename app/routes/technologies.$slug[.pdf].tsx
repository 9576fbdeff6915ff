import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { TFunction } from "i18next";
import { type NamedTechnology, publicPicture, technologiesBySlugs, technologyAt } from "#services/catalogue/index.ts";
import { type Booklet, technologyBooklet, technologyFlyer } from "#services/documents/index.ts";
import { flyerOf } from "../components/catalogue/flyer.server.ts";
import { technologyView } from "../components/catalogue/technology-view.server.ts";
import { formatsOf } from "../i18n/format.ts";
import { languageOf, messagesFor } from "../i18n/language.server.ts";
import type { Language } from "../i18n/languages.ts";

/** The one-page flyer in the reader's language; `booklet`, which no technology may be called, is several as one paper. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const language = await languageOf(request);
  const t = messagesFor(language);
  const words = { language, t, origin: process.env.PORTAL_ORIGIN ?? url.origin };
  if (params.slug === "booklet") return booklet(url, words);
  const at = await technologyAt(params.slug!);
  if (at?.kind === "moved") throw redirect(`/technologies/${at.slug}.pdf${url.search}`, 301);
  if (at?.kind !== "shown") throw new Response(null, { status: at ? 410 : 404 });
  const bytes = await technologyFlyer(await flyer(at.found, words));
  return paper(bytes, at.found.technology.slug, language);
}

interface Words {
  language: Language;
  t: TFunction;
  origin: string;
}

async function flyer(found: NamedTechnology, words: Words) {
  const view = await technologyView(found, words.language, { pictures: "", now: Date.now() });
  const [first] = found.technology.profile.pictures ?? [];
  const picture = first && (await publicPicture(found.technology.slug, first.id, "small"));
  return flyerOf(view, { ...words, ...(picture && { picture: picture.bytes }) });
}

/** Papers made lately: a booklet takes a second or two, and whoever shares its address brings many readers at once. */
const made = new Map<string, Promise<Buffer>>();
const MOST_KEPT = 8;
const MOST_IN_BOOKLET = 40;

async function booklet(url: URL, words: Words) {
  const { language, t, origin } = words;
  const slugs = [...new Set(url.searchParams.getAll("slug").flatMap((each) => each.split(",")))].filter(Boolean);
  if (slugs.length > MOST_IN_BOOKLET)
    throw new Response(t("technology.booklet.tooMany", { most: MOST_IN_BOOKLET }), { status: 400 });
  const found = await technologiesBySlugs(slugs);
  if (found.length === 0) throw new Response(null, { status: 404 });
  const at = Math.max(...found.map(({ technology }) => technology.updatedAt));
  const key = `${language} ${found.map(({ technology }) => `${technology.id}.${technology.updatedAt}`).join(" ")}`;
  let bytes = made.get(key);
  if (!bytes) {
    const institutions = new Set(found.map(({ technology }) => technology.organisationId));
    const flyers: Booklet["technologies"] = [];
    for (const each of found) flyers.push(await flyer(each, words));
    const day = formatsOf(language).day(at);
    bytes = technologyBooklet({
      language,
      at,
      title: t("technology.booklet.title", { count: found.length }),
      lines: [t("technology.booklet.from", { count: institutions.size }), t("technology.booklet.asOf", { day })],
      contents: t("technology.booklet.contents"),
      foot: `Slipway 啟航 · ${origin.replace(/^https?:\/\//, "")} · ${day}`,
      technologies: flyers,
    });
    made.set(key, bytes);
    if (made.size > MOST_KEPT) made.delete(made.keys().next().value!);
  }
  return paper(await bytes, `slipway-${found.length}`, language);
}

const paper = (bytes: Buffer, name: string, language: Language) =>
  new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Language": language,
      "Content-Disposition": `inline; filename="${name}.${language}.pdf"`,
    },
  });

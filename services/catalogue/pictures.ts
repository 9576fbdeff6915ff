import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { reads, transact } from "#db/client.ts";
import { newId } from "#db/new-id.ts";
import { technologies, technologyPictures, technologyVersions } from "#db/schema/catalogue.ts";
import { record } from "../audit/index.ts";
import { keepBytes, readPicture, readStoredFile } from "../documents/index.ts";
import { type Actor, may } from "../identity/index.ts";
import { type Localised, languages } from "../language.ts";
import { fail, forbidden, notFound, ok, type Result } from "../result.ts";
import { profileByLink } from "./profile-answers.ts";
import { profileCase } from "./profiles.ts";

const MOST = 6;
const alt = z.string().trim().max(300, "tooLong").default("");

export const pictureForm = z.object({
  picture: z.instanceof(File, { error: "required" }).refine((file) => file.size > 0, "required"),
  /** Said to those who do not see it. One language is enough; none is not. */
  alt: z
    .object({ en: alt, "zh-Hant": alt, "zh-Hans": alt })
    .prefault({})
    .transform(
      (text): Localised => Object.fromEntries(languages.filter((each) => text[each]).map((each) => [each, text[each]])),
    ),
});

/** Adds a picture to what is written, as a version of its own; the public sees it when that version is published. */
export async function addPicture(
  actor: Actor,
  caseId: string,
  { picture, alt: said }: z.output<typeof pictureForm>,
): Promise<Result<{ number: number }>> {
  if (Object.keys(said).length === 0) return fail("altNeeded", { fields: { "alt.en": ["altNeeded"] } });
  const before = await profileCase(reads(), actor, caseId);
  if (!before) return notFound();
  if (!may(actor, "technology.edit", before.relations)) return forbidden();
  const read = await readPicture(picture);
  if (!read.ok) return { ...read, fields: { picture: [read.code] } };
  const large = await keepBytes({ bytes: read.value.large, name: "picture.webp", mime: "image/webp" });
  const small = await keepBytes({ bytes: read.value.small, name: "picture.jpg", mime: "image/jpeg" });
  return transact(async (tx) => {
    const found = await profileCase(tx, actor, caseId);
    if (!found?.technology || !found.latest) return fail("saveFirst");
    const { pictures = [] } = found.latest.content.profile;
    if (pictures.length >= MOST) return fail("picturesFull", { params: { most: MOST } });
    const now = Date.now();
    const id = newId();
    const technologyId = found.technology.id;
    const number = found.latest.number + 1;
    const { width, height } = read.value;
    await tx.insert(technologyPictures).values({
      id,
      technologyId,
      hash: large.hash,
      smallHash: small.hash,
      width,
      height,
      createdBy: actor.personId,
      createdAt: now,
    });
    const { content } = found.latest;
    await tx.insert(technologyVersions).values({
      id: newId(),
      technologyId,
      number,
      content: { ...content, profile: { ...content.profile, pictures: [...pictures, { id, alt: said }] } },
      madeBy: actor.personId,
      createdAt: now,
    });
    const details = { number, picture: large.hash };
    await record(tx, actor, "technology.saved", { kind: "technology", id: technologyId, caseId }, details, now);
    return ok({ number });
  });
}

type Rendition = "large" | "small";
const mimes = { large: "image/webp", small: "image/jpeg" } as const;

/** The measures of a technology's pictures, by id: so that a page keeps their place. */
export async function pictureSizes(technologyId: string): Promise<Map<string, { width: number; height: number }>> {
  const rows = await reads()
    .select({ id: technologyPictures.id, width: technologyPictures.width, height: technologyPictures.height })
    .from(technologyPictures)
    .where(eq(technologyPictures.technologyId, technologyId))
    .limit(200);
  return new Map(rows.map(({ id, ...size }) => [id, size]));
}

async function bytesOf(technologyId: string, id: string, rendition: Rendition) {
  const [row] = await reads()
    .select()
    .from(technologyPictures)
    .where(and(eq(technologyPictures.id, id), eq(technologyPictures.technologyId, technologyId)))
    .limit(1);
  if (!row) return undefined;
  const bytes = await readStoredFile(rendition === "large" ? row.hash : row.smallHash);
  return bytes.ok ? { bytes: bytes.value, mime: mimes[rendition] } : undefined;
}

/** A picture that the public may see: one of the published version. */
export async function publicPicture(slug: string, id: string, rendition: Rendition) {
  const [row] = await reads()
    .select({ id: technologies.id, state: technologies.state, profile: technologies.profile })
    .from(technologies)
    .where(eq(technologies.slug, slug))
    .limit(1);
  const isShown =
    row &&
    (row.state === "published" || row.state === "closed") &&
    row.profile.pictures?.some((picture) => picture.id === id);
  return isShown ? bytesOf(row.id, id, rendition) : undefined;
}

/** The same for an inventor who reads what would be published behind the mailed link. */
export async function pictureByLink(secret: string, id: string) {
  const found = await profileByLink(secret);
  const isShown = found?.named?.technology.profile.pictures?.some((picture) => picture.id === id);
  return found && isShown ? bytesOf(found.technologyId, id, "large") : undefined;
}

/** The same for those who write the profile. */
export async function writersPicture(actor: Actor, caseId: string, id: string) {
  const found = await profileCase(reads(), actor, caseId);
  if (!found?.technology || !may(actor, "technology.edit", found.relations)) return undefined;
  return bytesOf(found.technology.id, id, "large");
}

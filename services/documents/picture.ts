import { fail, ok, type Result } from "../result.ts";

/** 12 MB: a photograph of a telephone fits. */
export const LARGEST_PICTURE = 12 * 1024 * 1024;
export const pictureEndings = ["jpg", "jpeg", "png", "webp"];

export interface Picture {
  /** WebP, at most 1,600 points wide: for the page. */
  large: Buffer;
  /** JPEG, at most 900 points wide: for the flyer and for what other sites show. */
  small: Buffer;
  width: number;
  height: number;
}

/**
 * Reads an uploaded picture by its content and makes it anew, upright and without what the camera wrote into it (place,
 * owner). Fails with `pictureRefused` for what is no picture, `pictureTooLarge`.
 */
export async function readPicture(file: File): Promise<Result<Picture>> {
  if (file.size > LARGEST_PICTURE)
    return fail("pictureTooLarge", { params: { megabytes: LARGEST_PICTURE / 1024 / 1024 } });
  const { default: sharp } = await import("sharp");
  try {
    const bytes = Buffer.from(await file.arrayBuffer());
    const options = { limitInputPixels: 60_000_000, failOn: "error" as const };
    const { format } = await sharp(bytes, options).metadata();
    if (!["jpeg", "png", "webp"].includes(format ?? "")) return fail("pictureRefused");
    const upright = await sharp(bytes, options)
      .autoOrient()
      .resize({ width: 1600, height: 1600, fit: "inside", withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer({ resolveWithObject: true });
    const small = await sharp(bytes, options)
      .autoOrient()
      .resize({ width: 900, height: 900, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .jpeg({ quality: 76, mozjpeg: true })
      .toBuffer();
    return ok({ large: upright.data, small, width: upright.info.width, height: upright.info.height });
  } catch {
    return fail("pictureRefused");
  }
}

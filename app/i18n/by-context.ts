/** Message files as one tree: the name of the file is the first part of the key. */
export function byContext(files: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(files).map(([file, messages]) => [file.split("/").at(-1)!.replace(".yaml", ""), messages]),
  );
}

import type { ServerBuild } from "@remix-run/node";

/** The first part of an address or of a route's path, which says whose room it is in: `/funding/money` is in `funding`. */
export function roomOf(pathname: string): string {
  const first = pathname.replace(/^\/+/, "").split("/")[0]!;
  // An open page asks for what it lacks under the same address with an ending: `/funding.data`.
  return first.replace(/\.data$/, "").toLowerCase();
}

/**
 * The portal room by room, each with the routes that its addresses can meet and no other. Remix compares an address
 * with every route it knows, several times a page, and keeps nothing of it. Who finds no room here asks the whole.
 */
export function roomsOf(build: ServerBuild): Map<string, ServerBuild> {
  const routes = Object.values(build.routes).filter((route) => route !== undefined);
  const parents = new Map(routes.map(({ id, parentId }) => [id, parentId]));
  // The frame, the landing page and the page of what is not there belong to all.
  const common = new Set(["root"]);
  const roomOfTop = new Map<string, string>();
  for (const { id, parentId, path = "*" } of routes)
    if (parentId === "root") {
      if (/[:*?]/.test(path.split("/")[0]!)) common.add(id);
      else roomOfTop.set(id, roomOf(path));
    }
  const topOf = (id: string): string => {
    const parentId = parents.get(id);
    return parentId === undefined || parentId === "root" ? id : topOf(parentId);
  };
  const narrowed = <Route>(all: Record<string, Route>, room: string): Record<string, Route> =>
    Object.fromEntries(
      Object.entries(all).filter(([id]) => common.has(topOf(id)) || roomOfTop.get(topOf(id)) === room),
    );
  return new Map(
    [...new Set(["", ...roomOfTop.values()])].map((room) => [
      room,
      {
        ...build,
        routes: narrowed(build.routes, room),
        // What a page is hydrated by names the same routes.
        assets: { ...build.assets, routes: narrowed(build.assets.routes, room) },
      },
    ]),
  );
}

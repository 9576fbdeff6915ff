import type { ServerBuild } from "@remix-run/node";
import { describe, expect, test } from "vitest";
import { roomOf, roomsOf } from "#app/rooms.ts";

const paths: Record<string, [parent: string | undefined, path: string | undefined]> = {
  root: [undefined, ""],
  landing: ["root", undefined],
  nothing: ["root", "*"],
  anything: ["root", ":page/print"],
  funding: ["root", "funding"],
  money: ["root", "funding/money"],
  call: ["funding", "calls/:id"],
  needs: ["root", "needs/:id"],
};
const routes = Object.fromEntries(Object.entries(paths).map(([id, [parentId, path]]) => [id, { id, parentId, path }]));
const build = { routes, assets: { version: "1", routes } } as unknown as ServerBuild;
const common = ["root", "landing", "nothing", "anything"];

describe("the rooms of the portal", () => {
  test("each holds its own routes with what is within them, and those that can meet any address", () => {
    const rooms = roomsOf(build);
    expect([...rooms.keys()].sort()).toEqual(["", "funding", "needs"]);
    expect(Object.keys(rooms.get("funding")!.routes)).toEqual([...common, "funding", "money", "call"]);
    expect(Object.keys(rooms.get("needs")!.routes)).toEqual([...common, "needs"]);
    expect(Object.keys(rooms.get("")!.routes)).toEqual(common);
  });

  test("a page is hydrated by the routes that it was rendered by", () => {
    for (const room of roomsOf(build).values())
      expect(Object.keys(room.assets.routes)).toEqual(Object.keys(room.routes));
  });

  test.each([
    ["/", ""],
    ["/funding", "funding"],
    ["/Funding/money", "funding"],
    ["//funding/money", "funding"],
    ["/funding.data", "funding"],
    ["/funding/calls/a.data", "funding"],
    // What the router reads otherwise is no room's: these are compared with all routes.
    ["/_root.data", "_root"],
    ["/__manifest", "__manifest"],
    ["/%66unding", "%66unding"],
  ])("%s is in the room “%s”", (pathname, room) => {
    expect(roomOf(pathname)).toBe(room);
  });
});

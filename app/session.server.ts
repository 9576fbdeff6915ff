import { type AppLoadContext, createCookie, redirect } from "@remix-run/node";
import { type Action, type Actor, may, type Role, type Viewer, viewerOf } from "#services/identity/index.ts";

const viewers = new WeakMap<AppLoadContext, ReturnType<typeof viewerOf>>();

/** Who is asking, looked up once a request however many loaders want to know. */
export function viewerFor(request: Request, context: AppLoadContext) {
  let viewer = viewers.get(context);
  if (!viewer) {
    viewer = viewerOf(request.headers.get("Cookie"));
    viewers.set(context, viewer);
  }
  return viewer;
}

/** The actor, if somebody is signed in and may act. */
export async function actorFor(request: Request, context: AppLoadContext): Promise<Actor | undefined> {
  return (await viewerFor(request, context)).viewer?.actor;
}

/** The signed-in person, with or without a place in an organisation; strangers are sent to sign in and come back. */
export async function requireViewer(request: Request, context: AppLoadContext): Promise<Viewer> {
  const { viewer } = await viewerFor(request, context);
  const { pathname, search } = new URL(request.url);
  if (!viewer) throw redirect(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
  if (viewer.awaitsSecondFactor) throw redirect("/sign-in/second-factor");
  return viewer;
}

/** The actor, wearing one of `roles` when any are named. Somebody of another role learns that the page is not theirs. */
export async function requireActor(request: Request, context: AppLoadContext, ...roles: Role[]): Promise<Actor> {
  const viewer = await requireViewer(request, context);
  if (viewer.needsSecondFactor) throw redirect("/account");
  if (!viewer.actor) throw redirect("/account");
  if (roles.length > 0 && !roles.includes(viewer.actor.role)) throw new Response(null, { status: 403 });
  return viewer.actor;
}

/** For actions that need no relation to a record. */
export async function requirePermission(request: Request, context: AppLoadContext, action: Action): Promise<Actor> {
  const actor = await requireActor(request, context);
  if (!may(actor, action)) throw new Response(null, { status: 403 });
  return actor;
}

/** What to tell the reader once, on the next page: a message key under `done`, with numbers as `key?count=2` where it has any. */
export const flashCookie = createCookie("flash", { path: "/", maxAge: 60, sameSite: "lax", httpOnly: true });
export const themeCookie = createCookie("theme", { path: "/", maxAge: 31_536_000, sameSite: "lax" });

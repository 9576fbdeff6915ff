import { Transform } from "node:stream";
import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { languageOf, wordsFor } from "./i18n/language.server.ts";
import { WordsProvider } from "./i18n/words.ts";

export { startPortal as start, stopPortal as stop } from "#services/startup.ts";

const ABORT_AFTER = 10_000;

export default async function respond(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const words = wordsFor(await languageOf(request));
  // A crawler, or a reader whose page is an error, gets the whole page at once.
  const whole = isbot(request.headers.get("user-agent") ?? "") || status >= 400;
  return new Promise((resolve, reject) => {
    const send = () => {
      const body = withoutPadding();
      headers.set("Content-Type", "text/html; charset=utf-8");
      keepToOneReader(headers);
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status: failed ? 500 : status }));
      page.pipe(body);
    };
    let failed = false;
    const page = renderToPipeableStream(
      <WordsProvider value={words}>
        <RemixServer context={remix} url={request.url} nonce={context.nonce} abortDelay={ABORT_AFTER} />
      </WordsProvider>,
      {
        nonce: context.nonce,
        [whole ? "onAllReady" : "onShellReady"]: send,
        onShellError: reject,
        onError(error) {
          failed = true;
          console.error(`request ${context.requestId}:`, error);
        },
      },
    );
    setTimeout(() => page.abort(), ABORT_AFTER);
  });
}

/**
 * React 18 sends its buffer whole even when the next character did not fit into its last bytes, and these stay zero:
 * a reader would see a replacement sign beside some Chinese characters. No page holds a zero byte of its own.
 */
function withoutPadding(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk);
    },
  });
}

/** The same for the data that a page asks for when it is already open. */
export function handleDataRequest(response: Response): Response {
  keepToOneReader(response.headers);
  return response;
}

/** Pages differ by language and by person: a shared cache may not hand one reader's page to another. */
function keepToOneReader(headers: Headers): void {
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-cache");
  headers.append("Vary", "Accept-Language, Cookie");
}

export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }): void {
  if (!request.signal.aborted)
    console.error(`request ${context.requestId} ${request.method} ${new URL(request.url).pathname}:`, error);
}

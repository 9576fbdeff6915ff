import type { NextFunction, Request, Response } from "express";

const MEGABYTE = 1024 * 1024;
const MAX_BODY = 25 * MEGABYTE;

/**
 * What is turned away before a page, and so before its messages, is reached: told in all three languages at once.
 */
const told = {
  foreign: [
    "This form came from another site and was not accepted. Nothing was changed.",
    "此表格來自其他網站，系統未予接納，資料沒有任何更改。",
    "此表单来自其他网站，系统未予接受，数据没有任何更改。",
  ],
  spoilt: [
    "This address holds signs that are no text. Nothing was changed: follow a link, or type the address again.",
    "此網址含有不屬於文字的字元，資料沒有任何更改。請按連結進入，或重新輸入網址。",
    "此网址含有不属于文本的字符，数据没有任何更改。请点击链接进入，或重新输入网址。",
  ],
  tooLarge: [
    "What you sent is larger than 25 MB. Nothing was changed: go back and send less.",
    "你送出的內容超過 25 MB，資料沒有任何更改。請返回上一頁，減少內容後再送出。",
    "您提交的内容超过 25 MB，数据没有任何更改。请返回上一页，减少内容后再提交。",
  ],
  broken: [
    "Something on our side broke. What you last saved is kept: go back and try again.",
    "系統發生錯誤。上次儲存的內容仍然保留，請返回上一頁再試。",
    "系统发生错误。上次保存的内容仍然保留，请返回上一页重试。",
  ],
} as const;

/** A form of another site may not act with a visitor's cookies. */
export function refuseForeignWrites(request: Request, response: Response, next: NextFunction) {
  if (request.method === "GET" || request.method === "HEAD") return next();
  const site = request.get("sec-fetch-site");
  const origin = request.get("origin");
  const isOwn = site
    ? site === "same-origin" || site === "none"
    : !origin || URL.parse(origin)?.host === request.get("host");
  if (isOwn) return next();
  turnAway(response, 403, "foreign");
}

/**
 * An address is text: UTF-8 and without NUL, which PostgreSQL keeps in no text and breaks on when asked for one. What
 * follows the question mark is read leniently, as people type a percent sign there.
 */
export function refuseSpoiltAddress(request: Request, response: Response, next: NextFunction) {
  if (request.originalUrl.includes("%00") || !isText(request.path)) return turnAway(response, 400, "spoilt");
  next();
}

function isText(encoded: string): boolean {
  try {
    decodeURIComponent(encoded);
    return true;
  } catch {
    return false;
  }
}

/** Holds for bodies that declare their length and for those that stream. */
export function refuseLargeBodies(request: Request, response: Response, next: NextFunction) {
  const declared = Number(request.get("content-length") ?? 0);
  if (declared > MAX_BODY && isFromOpenPage(request)) {
    response.locals.tooLarge = { sent: Math.ceil(declared / MEGABYTE), most: MAX_BODY / MEGABYTE };
    // No page has this address: the route for such answers, within the frame, and reads nothing of the form.
    request.url = "/too-large.data";
    request.originalUrl = request.url;
    response.once("finish", () => drop(request.removeAllListeners("data")));
    return next();
  }
  if (declared > MAX_BODY) return refuse(request, response);
  let received = 0;
  request.on("data", (chunk: Buffer) => {
    received += chunk.length;
    if (received <= MAX_BODY) return;
    request.removeAllListeners("data");
    // Whoever reads the form must see it fail: half a form is not to be taken for a whole one.
    if (request.listenerCount("error") > 0) request.emit("error", new Error("the body is larger than it may be"));
    refuse(request, response);
  });
  request.pause();
  // Answered before it was read, the rest is read and dropped: a browser that cannot finish sending would not show the answer.
  response.once("finish", () => request.complete || request.resume());
  next();
}

/** Answers, then drops what still arrives for a while: a browser that cannot finish sending would not show the answer. */
function refuse(request: Request, response: Response): void {
  if (!response.headersSent) turnAway(response, 413, "tooLarge");
  drop(request);
}

function drop(request: Request): void {
  request.resume();
  setTimeout(() => request.complete || request.destroy(), 10_000).unref();
}

/** Sent by a page whose script runs, which can show no answer but one of the portal's own kind. */
const isFromOpenPage = (request: Request) => request.path.endsWith(".data");

/** The last word on what no page could answer: never a stack. An answer that broke off is cut, so that it shows. */
export function answerBroken(error: unknown, request: Request, response: Response, _next: NextFunction): void {
  if (response.writableEnded) return;
  if (response.headersSent) return void response.destroy();
  console.error(`request ${response.locals.requestId} ${request.method} ${request.path}:`, error);
  turnAway(response, 500, "broken");
}

function turnAway(response: Response, status: number, reason: keyof typeof told): void {
  const [en, hant, hans] = told[reason];
  response
    .status(status)
    .set("Cache-Control", "no-store")
    .type("html")
    .send(`<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Slipway</title>
<style>body{font:17px/1.6 system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1.25rem;color-scheme:light dark}</style>
<h1>Slipway <span lang="zh-Hant">啟航</span></h1><p>${en}</p><p lang="zh-Hant">${hant}</p><p lang="zh-Hans">${hans}</p>
<p><small>${status} · ${response.locals.requestId}</small></p></html>`);
}

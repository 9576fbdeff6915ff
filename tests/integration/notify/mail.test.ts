import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { transact } from "#db/client.ts";
import { deliverWaitingMail, latestMail, mailLater } from "#services/notify/index.ts";
import { openTestDatabase } from "../database.ts";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let server: SMTPServer;
const received: string[] = [];
let isRefusing = true;
beforeAll(async () => {
  database = await openTestDatabase();
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onMailFrom: (_address, _session, done) => done(isRefusing ? new Error("later, please") : null),
    onData(stream, _session, done) {
      let text = "";
      stream.on("data", (chunk) => {
        text += chunk;
      });
      stream.on("end", () => {
        received.push(text);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await database.close();
});

it("sends what was committed, retries what was refused, and never what was rolled back", async () => {
  const address = server.server.address();
  const url = `smtp://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  await transact((tx) =>
    mailLater(tx, {
      to: "a@example.org",
      language: "zh-Hant",
      message: "confirmEmail",
      params: { secret: "s", hours: 48 },
    }),
  );
  await transact(async (tx) => {
    await mailLater(tx, { to: "b@example.org", language: "en", message: "alreadyRegistered" });
    throw new Error("no");
  }).catch(() => undefined);
  expect(await deliverWaitingMail(url)).toEqual({ sent: 0, failed: 1 });
  expect((await latestMail())[0]).toMatchObject({ state: "waiting", attempts: 1 });
  isRefusing = false;
  expect(await deliverWaitingMail(url)).toEqual({ sent: 0, failed: 0 });
  expect(await deliverWaitingMail(url, Date.now() + 3_600_000)).toEqual({ sent: 1, failed: 0 });
  expect(received).toHaveLength(1);
  expect(received[0]).toContain("To: a@example.org");
});

export { deliverWaitingMail, startMailer, stopMailer } from "./mailer.ts";
export { type Mail, mailLater } from "./mail.ts";
export { latestMail } from "./queries.ts";

export { type Mail, mailLater, mailText, portalOrigin } from "./mail.ts";
export { deliverWaitingMail, startMailer, stopMailer } from "./mailer.ts";
export { latestMail } from "./queries.ts";

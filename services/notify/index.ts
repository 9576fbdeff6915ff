export { type Mail, mailLater, mailText, portalOrigin } from "./mail.ts";
export { deliverWaitingMail, startMailer, stopMailer } from "./mailer.ts";
export { noticeLater, noticesOf, readNotices, unreadNotices } from "./notices.ts";
export { latestMail } from "./queries.ts";

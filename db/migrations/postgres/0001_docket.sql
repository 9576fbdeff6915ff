CREATE TABLE "calendars" (
	"hash" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deadline_reminders" (
	"deadline_id" text NOT NULL,
	"days_before" bigint NOT NULL,
	"sent_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "docket_checks" (
	"id" text PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"filings" bigint NOT NULL,
	"rules" bigint NOT NULL,
	"dates" bigint NOT NULL,
	"differing" bigint NOT NULL,
	"problem" text
);
--> statement-breakpoint
CREATE UNIQUE INDEX "calendars_person" ON "calendars" USING btree ("person_id","organisation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "deadline_reminders_once" ON "deadline_reminders" USING btree ("deadline_id","days_before");
CREATE TABLE `calendars` (
	`hash` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendars_person` ON `calendars` (`person_id`,`organisation_id`);--> statement-breakpoint
CREATE TABLE `deadline_reminders` (
	`deadline_id` text NOT NULL,
	`days_before` integer NOT NULL,
	`sent_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deadline_reminders_once` ON `deadline_reminders` (`deadline_id`,`days_before`);--> statement-breakpoint
CREATE TABLE `docket_checks` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`filings` integer NOT NULL,
	`rules` integer NOT NULL,
	`dates` integer NOT NULL,
	`differing` integer NOT NULL,
	`problem` text
);

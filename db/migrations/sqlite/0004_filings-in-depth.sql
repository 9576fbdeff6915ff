CREATE TABLE `filing_costs` (
	`id` text PRIMARY KEY NOT NULL,
	`filing_id` text NOT NULL,
	`kind` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`spent_on` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`filing_id`) REFERENCES `filings`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "filing_costs_amount" CHECK("filing_costs"."amount_minor" > 0)
);
--> statement-breakpoint
CREATE INDEX `filing_costs_filing` ON `filing_costs` (`filing_id`,`spent_on`);--> statement-breakpoint
CREATE TABLE `filing_letters` (
	`id` text PRIMARY KEY NOT NULL,
	`filing_id` text NOT NULL,
	`event` text NOT NULL,
	`dated_on` text NOT NULL,
	`is_paper` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`filing_id`) REFERENCES `filings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `filing_letters_filing` ON `filing_letters` (`filing_id`,`dated_on`);--> statement-breakpoint
ALTER TABLE `deadlines` ADD `occurrence` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `deadlines` ADD `opens_on` text;--> statement-breakpoint
ALTER TABLE `deadlines` ADD `late_on` text;--> statement-breakpoint
ALTER TABLE `families` ADD `budget_minor` integer;--> statement-breakpoint
ALTER TABLE `families` ADD `budget_currency` text;--> statement-breakpoint
ALTER TABLE `filings` ADD `right` text DEFAULT 'invention' NOT NULL;--> statement-breakpoint
ALTER TABLE `filings` ADD `based_on` text;--> statement-breakpoint
ALTER TABLE `filings` ADD `agent` text;--> statement-breakpoint
ALTER TABLE `filings` ADD `agent_reference` text;--> statement-breakpoint
ALTER TABLE `filings` ADD `abandon_proposed_by` text REFERENCES people(id);--> statement-breakpoint
ALTER TABLE `filings` ADD `abandon_reason` text;
CREATE TABLE `associates` (
	`id` text PRIMARY KEY NOT NULL,
	`disclosure_id` text NOT NULL,
	`kind` text NOT NULL,
	`position` integer NOT NULL,
	`person_id` text,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`affiliation` text DEFAULT '' NOT NULL,
	`contribution` text DEFAULT '' NOT NULL,
	`confirmation` text NOT NULL,
	`confirmed_at` integer,
	`dispute_reason` text,
	`token_hash` text,
	FOREIGN KEY (`disclosure_id`) REFERENCES `disclosures`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `associates_disclosure` ON `associates` (`disclosure_id`,`position`);--> statement-breakpoint
CREATE INDEX `associates_person` ON `associates` (`person_id`);--> statement-breakpoint
CREATE INDEX `associates_token` ON `associates` (`token_hash`);--> statement-breakpoint
CREATE TABLE `intakes` (
	`id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`organisation_id` text NOT NULL,
	`language` text NOT NULL,
	`answers` text NOT NULL,
	`expires_at` integer NOT NULL,
	`taken_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `intakes_hash` ON `intakes` (`hash`);--> statement-breakpoint
CREATE TABLE `reassignments` (
	`disclosure_id` text PRIMARY KEY NOT NULL,
	`on` text NOT NULL,
	`terms` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`disclosure_id`) REFERENCES `disclosures`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `disclosures` ADD `advantages` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `disclosures` ADD `stage` text;--> statement-breakpoint
ALTER TABLE `disclosures` ADD `origin_rows` text;--> statement-breakpoint
ALTER TABLE `disclosures` ADD `materials` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `disclosures` ADD `applications` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `disclosures` ADD `firms` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `disclosures` ADD `reply` text;--> statement-breakpoint
ALTER TABLE `disclosures` ADD `filed` text;--> statement-breakpoint
ALTER TABLE `outputs` ADD `published_on` text;--> statement-breakpoint
ALTER TABLE `outputs` ADD `affiliations` text;--> statement-breakpoint
ALTER TABLE `outputs` ADD `fundings` text;--> statement-breakpoint
ALTER TABLE `outputs` ADD `other_fields` text;--> statement-breakpoint
ALTER TABLE `outputs` ADD `goals` text;--> statement-breakpoint
ALTER TABLE `outputs` ADD `links` text;--> statement-breakpoint
ALTER TABLE `outputs` ADD `licence` text;
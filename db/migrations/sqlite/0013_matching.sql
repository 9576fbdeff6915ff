CREATE TABLE `alert_items` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`source_id` text NOT NULL,
	`kind` text NOT NULL,
	`technology_id` text NOT NULL,
	`change_at` integer NOT NULL,
	`found_at` integer NOT NULL,
	`told_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`technology_id`) REFERENCES `technologies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alert_items_change` ON `alert_items` (`source_id`,`technology_id`,`change_at`);--> statement-breakpoint
CREATE INDEX `alert_items_waiting` ON `alert_items` (`told_at`,`person_id`);--> statement-breakpoint
CREATE TABLE `alert_runs` (
	`name` text PRIMARY KEY NOT NULL,
	`looked_until` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `company_profiles` (
	`organisation_id` text PRIMARY KEY NOT NULL,
	`interests` text NOT NULL,
	`fields` text NOT NULL,
	`regions` text NOT NULL,
	`size` text,
	`sectors` text NOT NULL,
	`updated_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`updated_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `consents` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`purpose` text NOT NULL,
	`given_by` text NOT NULL,
	`given_at` integer NOT NULL,
	`withdrawn_by` text,
	`withdrawn_at` integer,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`given_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`withdrawn_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `consents_organisation` ON `consents` (`organisation_id`,`purpose`);--> statement-breakpoint
CREATE TABLE `digests` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`period` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `digests_period` ON `digests` (`person_id`,`period`);--> statement-breakpoint
CREATE TABLE `followed_technologies` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`technology_id` text NOT NULL,
	`language` text NOT NULL,
	`frequency` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`technology_id`) REFERENCES `technologies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `followed_technologies_person` ON `followed_technologies` (`person_id`,`technology_id`);--> statement-breakpoint
CREATE INDEX `followed_technologies_technology` ON `followed_technologies` (`technology_id`);--> statement-breakpoint
CREATE TABLE `guest_enquiries` (
	`id` text PRIMARY KEY NOT NULL,
	`technology_id` text NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`firm` text NOT NULL,
	`question` text NOT NULL,
	`language` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`confirmed_at` integer,
	`deal_id` text,
	FOREIGN KEY (`technology_id`) REFERENCES `technologies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`deal_id`) REFERENCES `deals`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `guest_enquiries_deal` ON `guest_enquiries` (`deal_id`);--> statement-breakpoint
CREATE TABLE `match_refusals` (
	`id` text PRIMARY KEY NOT NULL,
	`side` text NOT NULL,
	`subject_id` text NOT NULL,
	`technology_id` text NOT NULL,
	`need_id` text,
	`reason` text NOT NULL,
	`reason_text` text DEFAULT '' NOT NULL,
	`refused_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`technology_id`) REFERENCES `technologies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`refused_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `match_refusals_pair` ON `match_refusals` (`side`,`subject_id`,`technology_id`);--> statement-breakpoint
CREATE INDEX `match_refusals_technology` ON `match_refusals` (`technology_id`,`side`);--> statement-breakpoint
CREATE TABLE `matches` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`technology_id` text NOT NULL,
	`need_id` text NOT NULL,
	`score` integer NOT NULL,
	`shown_at` integer NOT NULL,
	`opened_at` integer,
	`enquired_at` integer,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`technology_id`) REFERENCES `technologies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `matches_pair` ON `matches` (`organisation_id`,`technology_id`,`need_id`);--> statement-breakpoint
CREATE INDEX `matches_technology` ON `matches` (`technology_id`);--> statement-breakpoint
CREATE INDEX `matches_shown` ON `matches` (`shown_at`);--> statement-breakpoint
CREATE TABLE `need_access` (
	`id` text PRIMARY KEY NOT NULL,
	`need_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`state` text NOT NULL,
	`asked_by` text,
	`decided_by` text,
	`created_at` integer NOT NULL,
	`decided_at` integer,
	FOREIGN KEY (`need_id`) REFERENCES `needs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asked_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `need_access_organisation` ON `need_access` (`need_id`,`organisation_id`);--> statement-breakpoint
CREATE TABLE `need_answers` (
	`id` text PRIMARY KEY NOT NULL,
	`need_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`author_id` text NOT NULL,
	`technology_id` text,
	`proposal` text NOT NULL,
	`state` text NOT NULL,
	`state_since` integer NOT NULL,
	`reason` text,
	`reason_text` text DEFAULT '' NOT NULL,
	`is_revealed` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`need_id`) REFERENCES `needs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`technology_id`) REFERENCES `technologies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `need_answers_technology` ON `need_answers` (`need_id`,`technology_id`);--> statement-breakpoint
CREATE INDEX `need_answers_need` ON `need_answers` (`need_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `need_answers_organisation` ON `need_answers` (`organisation_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `need_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`answer_id` text NOT NULL,
	`author_id` text NOT NULL,
	`side` text NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`answer_id`) REFERENCES `need_answers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `need_messages_answer` ON `need_messages` (`answer_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `portal_keys` (
	`name` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `saved_searches` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	`language` text NOT NULL,
	`frequency` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `saved_searches_person` ON `saved_searches` (`person_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `saved_searches_organisation` ON `saved_searches` (`organisation_id`);--> statement-breakpoint
CREATE TABLE `shortlist_items` (
	`id` text PRIMARY KEY NOT NULL,
	`shortlist_id` text NOT NULL,
	`technology_id` text NOT NULL,
	`added_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`shortlist_id`) REFERENCES `shortlists`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`technology_id`) REFERENCES `technologies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`added_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shortlist_items_technology` ON `shortlist_items` (`shortlist_id`,`technology_id`);--> statement-breakpoint
CREATE TABLE `shortlist_notes` (
	`id` text PRIMARY KEY NOT NULL,
	`item_id` text NOT NULL,
	`author_id` text NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `shortlist_items`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `shortlist_notes_item` ON `shortlist_notes` (`item_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `shortlists` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`name` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shortlists_name` ON `shortlists` (`organisation_id`,`name`);--> statement-breakpoint
CREATE TABLE `team_duties` (
	`membership_id` text PRIMARY KEY NOT NULL,
	`duty` text NOT NULL,
	`set_by` text NOT NULL,
	`set_at` integer NOT NULL,
	FOREIGN KEY (`set_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `needs` ADD `tried` text;--> statement-breakpoint
ALTER TABLE `needs` ADD `confidential` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `needs` ADD `is_anonymous` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `needs` ADD `budget_band` text;--> statement-breakpoint
ALTER TABLE `needs` ADD `state_since` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `needs_organisation` ON `needs` (`organisation_id`,`created_at`);--> statement-breakpoint
ALTER TABLE `invitations` ADD `declined_at` integer;--> statement-breakpoint
ALTER TABLE `invitations` ADD `decline_reason` text;--> statement-breakpoint
ALTER TABLE `invitations` ADD `withdrawn_at` integer;--> statement-breakpoint
ALTER TABLE `outbox` ADD `headers` text;
CREATE TABLE `award_reports` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`kind` text NOT NULL,
	`from_on` text NOT NULL,
	`until_on` text NOT NULL,
	`due_on` text NOT NULL,
	`state` text NOT NULL,
	`state_since` integer NOT NULL,
	`answers` text NOT NULL,
	`submitted_at` integer,
	`answer` text,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `award_reports_due` ON `award_reports` (`application_id`,`due_on`);--> statement-breakpoint
CREATE INDEX `award_reports_queue` ON `award_reports` (`state`,`due_on`);--> statement-breakpoint
CREATE TABLE `awards` (
	`application_id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`state_since` integer NOT NULL,
	`currency` text NOT NULL,
	`grants` text NOT NULL,
	`stage_id` text NOT NULL,
	`conditions` text NOT NULL,
	`agreement_seal` text,
	`signed_by` text,
	`signed_at` integer,
	`starts_on` text,
	`ends_on` text,
	`reason` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`signed_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `awards_state` ON `awards` (`state`,`state_since`);--> statement-breakpoint
CREATE TABLE `claim_lines` (
	`id` text PRIMARY KEY NOT NULL,
	`claim_id` text NOT NULL,
	`category` text NOT NULL,
	`description` text NOT NULL,
	`spent_on` text NOT NULL,
	`amount` integer NOT NULL,
	`voucher_file_id` text,
	`state` text NOT NULL,
	`reason` text,
	FOREIGN KEY (`claim_id`) REFERENCES `claims`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `claim_lines_claim` ON `claim_lines` (`claim_id`);--> statement-breakpoint
CREATE TABLE `claims` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`stage_id` text NOT NULL,
	`number` integer NOT NULL,
	`state` text NOT NULL,
	`state_since` integer NOT NULL,
	`created_by` text NOT NULL,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `claims_number` ON `claims` (`application_id`,`number`);--> statement-breakpoint
CREATE TABLE `due_payments` (
	`id` text PRIMARY KEY NOT NULL,
	`due_id` text NOT NULL,
	`kind` text NOT NULL,
	`amount` integer NOT NULL,
	`received_on` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`entered_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`due_id`) REFERENCES `dues`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `due_payments_due` ON `due_payments` (`due_id`);--> statement-breakpoint
CREATE TABLE `dues` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`term` text NOT NULL,
	`explanation` text NOT NULL,
	`amount` integer NOT NULL,
	`paid_amount` integer DEFAULT 0 NOT NULL,
	`waived_amount` integer DEFAULT 0 NOT NULL,
	`currency` text NOT NULL,
	`due_on` text NOT NULL,
	`statement_id` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`statement_id`) REFERENCES `sales_statements`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `dues_application` ON `dues` (`application_id`);--> statement-breakpoint
CREATE INDEX `dues_age` ON `dues` (`due_on`);--> statement-breakpoint
CREATE TABLE `reconciliations` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`awards` integer NOT NULL,
	`sums` integer NOT NULL,
	`differences` text NOT NULL,
	`problem` text
);
--> statement-breakpoint
CREATE INDEX `reconciliations_at` ON `reconciliations` (`at`);--> statement-breakpoint
CREATE TABLE `sales_statements` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`from_on` text NOT NULL,
	`until_on` text NOT NULL,
	`net_sales` integer NOT NULL,
	`currency` text NOT NULL,
	`source` text NOT NULL,
	`entered_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sales_statements_period` ON `sales_statements` (`application_id`,`from_on`);--> statement-breakpoint
CREATE TABLE `variations` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`kind` text NOT NULL,
	`change` text NOT NULL,
	`reason` text NOT NULL,
	`state` text NOT NULL,
	`state_since` integer NOT NULL,
	`answer` text,
	`requested_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `variations_application` ON `variations` (`application_id`,`state`);--> statement-breakpoint
CREATE TABLE `appeals` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`ground` text NOT NULL,
	`state` text NOT NULL,
	`answer` text,
	`filed_by` text NOT NULL,
	`filed_at` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `appeals_once` ON `appeals` (`application_id`);--> statement-breakpoint
CREATE TABLE `application_answers` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`name` text NOT NULL,
	`value` text NOT NULL,
	`updated_at` integer NOT NULL,
	`updated_by` text NOT NULL,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `application_answers_name` ON `application_answers` (`application_id`,`name`);--> statement-breakpoint
CREATE TABLE `budget_lines` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`stage_id` text NOT NULL,
	`category` text NOT NULL,
	`payer` text NOT NULL,
	`amount` integer NOT NULL,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `budget_lines_cell` ON `budget_lines` (`application_id`,`stage_id`,`category`,`payer`);--> statement-breakpoint
CREATE TABLE `contribution_receipts` (
	`id` text PRIMARY KEY NOT NULL,
	`contribution_id` text NOT NULL,
	`amount` integer NOT NULL,
	`received_on` text NOT NULL,
	`evidence` text DEFAULT '' NOT NULL,
	`confirmed_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`contribution_id`) REFERENCES `contributions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contribution_receipts_of` ON `contribution_receipts` (`contribution_id`);--> statement-breakpoint
CREATE TABLE `letters` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`kind` text NOT NULL,
	`language` text NOT NULL,
	`hash` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `letters_application` ON `letters` (`application_id`);--> statement-breakpoint
CREATE TABLE `organisation_facts` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`as_of` text NOT NULL,
	`may_reuse` integer NOT NULL,
	`entered_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `organisation_facts_of` ON `organisation_facts` (`organisation_id`,`kind`,`created_at`);--> statement-breakpoint
CREATE TABLE `programme_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`programme_id` text NOT NULL,
	`version` integer NOT NULL,
	`rules` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`kind` text NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `programme_versions_number` ON `programme_versions` (`programme_id`,`version`);--> statement-breakpoint
CREATE TABLE `question_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`question_id` text NOT NULL,
	`side` text NOT NULL,
	`author_name` text NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`question_id`) REFERENCES `questions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `question_messages_of` ON `question_messages` (`question_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `questions` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`subject` text NOT NULL,
	`subject_id` text NOT NULL,
	`title` text NOT NULL,
	`state` text NOT NULL,
	`held_amount` integer DEFAULT 0 NOT NULL,
	`answer_by` text NOT NULL,
	`opened_by` text NOT NULL,
	`opened_at` integer NOT NULL,
	`state_since` integer NOT NULL,
	`closed_at` integer,
	`outcome` text,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `questions_application` ON `questions` (`application_id`,`state`);--> statement-breakpoint
CREATE INDEX `questions_subject` ON `questions` (`subject_id`);--> statement-breakpoint
CREATE TABLE `reviewer_declarations` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`interests` text NOT NULL,
	`declared_on` text NOT NULL,
	`valid_until` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `reviewer_declarations_person` ON `reviewer_declarations` (`person_id`,`valid_until`);--> statement-breakpoint
CREATE TABLE `sponsor_invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`stage_id` text NOT NULL,
	`organisation_id` text,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`hash` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`contribution_id` text,
	`invited_by` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`answered_at` integer,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sponsor_invitations_hash` ON `sponsor_invitations` (`hash`);--> statement-breakpoint
CREATE INDEX `sponsor_invitations_application` ON `sponsor_invitations` (`application_id`);--> statement-breakpoint
CREATE TABLE `submissions` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`sequence` integer NOT NULL,
	`facts` text NOT NULL,
	`seal` text NOT NULL,
	`pack_hash` text NOT NULL,
	`submitted_by` text NOT NULL,
	`submitted_at` integer NOT NULL,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `submissions_sequence` ON `submissions` (`application_id`,`sequence`);--> statement-breakpoint
ALTER TABLE `applications` ADD `conditions` text;--> statement-breakpoint
ALTER TABLE `applications` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `applications` ADD `sponsor_note` text;--> statement-breakpoint
ALTER TABLE `applications` ADD `decided_by` text REFERENCES people(id);--> statement-breakpoint
ALTER TABLE `applications` ADD `told_at` integer;--> statement-breakpoint
CREATE INDEX `applications_since` ON `applications` (`state_since`,`id`);--> statement-breakpoint
ALTER TABLE `calls` ADD `programme_version` integer;--> statement-breakpoint
ALTER TABLE `calls` ADD `opens_at` integer;--> statement-breakpoint
ALTER TABLE `calls` ADD `closes_at` integer;--> statement-breakpoint
ALTER TABLE `calls` ADD `rules` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `rules_version` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `results_published_at` integer;--> statement-breakpoint
ALTER TABLE `contributions` ADD `received_amount` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `milestones` ADD `stage_id` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `milestones` ADD `measure` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `milestones` ADD `from_month` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `milestones` ADD `until_month` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `milestones` ADD `answer` text;--> statement-breakpoint
CREATE INDEX `milestones_due` ON `milestones` (`state`,`due_on`);--> statement-breakpoint
ALTER TABLE `reviews` ADD `answer_by` text;--> statement-breakpoint
ALTER TABLE `reviews` ADD `decline_reason` text;--> statement-breakpoint
ALTER TABLE `reviews` ADD `reasons` text;--> statement-breakpoint
ALTER TABLE `tranches` ADD `stage_id` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `tranches` ADD `proposed_by` text REFERENCES people(id);--> statement-breakpoint
ALTER TABLE `tranches` ADD `proposed_at` integer;
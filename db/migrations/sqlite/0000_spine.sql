CREATE TABLE `events` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text,
	`actor_name` text NOT NULL,
	`actor_role` text,
	`organisation_id` text,
	`action` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`case_id` text,
	`details` text NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `events_subject` ON `events` (`subject_kind`,`subject_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `events_case` ON `events` (`case_id`,`sequence`);--> statement-breakpoint
CREATE TABLE `needs` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`state` text NOT NULL,
	`original` text NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`field` text NOT NULL,
	`wanted` text NOT NULL,
	`min_trl` integer,
	`budget_amount` integer,
	`budget_currency` text,
	`landing_region` text,
	`keywords` text NOT NULL,
	`open_until` text,
	`is_demonstration` integer DEFAULT false NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `needs_open` ON `needs` (`state`,`created_at`);--> statement-breakpoint
CREATE TABLE `technologies` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`case_id` text,
	`organisation_id` text,
	`state` text NOT NULL,
	`original` text NOT NULL,
	`title` text NOT NULL,
	`value_line` text NOT NULL,
	`profile` text NOT NULL,
	`field` text NOT NULL,
	`trl` integer,
	`pathway` text,
	`offers` text NOT NULL,
	`landing` text NOT NULL,
	`deployment` text,
	`ip` text NOT NULL,
	`ipc` text NOT NULL,
	`contact_id` text,
	`source` text,
	`source_name` text,
	`source_id` text,
	`licence` text,
	`year` integer,
	`is_demonstration` integer DEFAULT false NOT NULL,
	`published_at` integer,
	`updated_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`search_key` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "technologies_trl" CHECK("technologies"."trl" between 1 and 9)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `technologies_slug` ON `technologies` (`slug`);--> statement-breakpoint
CREATE UNIQUE INDEX `technologies_source` ON `technologies` (`source_name`,`source_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `technologies_search_key` ON `technologies` (`search_key`);--> statement-breakpoint
CREATE INDEX `technologies_case` ON `technologies` (`case_id`);--> statement-breakpoint
CREATE INDEX `technologies_newest` ON `technologies` (`state`,`published_at`,`id`);--> statement-breakpoint
CREATE INDEX `technologies_field` ON `technologies` (`state`,`field`);--> statement-breakpoint
CREATE INDEX `technologies_organisation` ON `technologies` (`organisation_id`,`state`);--> statement-breakpoint
CREATE TABLE `agreements` (
	`id` text PRIMARY KEY NOT NULL,
	`deal_id` text NOT NULL,
	`case_id` text,
	`kind` text NOT NULL,
	`number` text NOT NULL,
	`state` text NOT NULL,
	`template_id` text NOT NULL,
	`language` text NOT NULL,
	`term_sheet_id` text,
	`policy_id` text,
	`seal` text NOT NULL,
	`file_hash` text,
	`created_at` integer NOT NULL,
	`signed_at` integer,
	FOREIGN KEY (`deal_id`) REFERENCES `deals`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`term_sheet_id`) REFERENCES `term_sheets`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `agreements_number` ON `agreements` (`number`);--> statement-breakpoint
CREATE INDEX `agreements_deal` ON `agreements` (`deal_id`,`kind`);--> statement-breakpoint
CREATE TABLE `deal_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`deal_id` text NOT NULL,
	`author_id` text NOT NULL,
	`side` text NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`deal_id`) REFERENCES `deals`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `deal_messages_deal` ON `deal_messages` (`deal_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `deals` (
	`id` text PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`case_id` text,
	`technology_id` text NOT NULL,
	`licensor_id` text NOT NULL,
	`partner_id` text NOT NULL,
	`partner_person_id` text NOT NULL,
	`officer_id` text,
	`state` text NOT NULL,
	`state_since` integer NOT NULL,
	`question` text NOT NULL,
	`is_demonstration` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`technology_id`) REFERENCES `technologies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`licensor_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`partner_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`partner_person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`officer_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deals_number` ON `deals` (`number`);--> statement-breakpoint
CREATE INDEX `deals_licensor` ON `deals` (`licensor_id`,`state`,`state_since`);--> statement-breakpoint
CREATE INDEX `deals_partner` ON `deals` (`partner_id`,`state`,`state_since`);--> statement-breakpoint
CREATE INDEX `deals_technology` ON `deals` (`technology_id`);--> statement-breakpoint
CREATE INDEX `deals_case` ON `deals` (`case_id`);--> statement-breakpoint
CREATE TABLE `distribution_shares` (
	`id` text PRIMARY KEY NOT NULL,
	`distribution_id` text NOT NULL,
	`payee` text NOT NULL,
	`person_id` text,
	`name` text NOT NULL,
	`basis_points` integer,
	`amount` integer NOT NULL,
	FOREIGN KEY (`distribution_id`) REFERENCES `distributions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `distribution_shares_distribution` ON `distribution_shares` (`distribution_id`);--> statement-breakpoint
CREATE INDEX `distribution_shares_person` ON `distribution_shares` (`person_id`);--> statement-breakpoint
CREATE TABLE `distributions` (
	`id` text PRIMARY KEY NOT NULL,
	`royalty_id` text NOT NULL,
	`case_id` text,
	`policy_id` text NOT NULL,
	`gross` integer NOT NULL,
	`costs` integer NOT NULL,
	`net` integer NOT NULL,
	`carried_forward` integer NOT NULL,
	`currency` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`royalty_id`) REFERENCES `royalties`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `distributions_royalty` ON `distributions` (`royalty_id`);--> statement-breakpoint
CREATE INDEX `distributions_case` ON `distributions` (`case_id`);--> statement-breakpoint
CREATE TABLE `royalties` (
	`id` text PRIMARY KEY NOT NULL,
	`sales_report_id` text NOT NULL,
	`agreement_id` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`steps` text NOT NULL,
	`received_on` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`sales_report_id`) REFERENCES `sales_reports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agreement_id`) REFERENCES `agreements`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `royalties_report` ON `royalties` (`sales_report_id`);--> statement-breakpoint
CREATE INDEX `royalties_agreement` ON `royalties` (`agreement_id`);--> statement-breakpoint
CREATE TABLE `sales_reports` (
	`id` text PRIMARY KEY NOT NULL,
	`agreement_id` text NOT NULL,
	`from_on` text NOT NULL,
	`until_on` text NOT NULL,
	`net_sales` integer NOT NULL,
	`currency` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`reported_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`agreement_id`) REFERENCES `agreements`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reported_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sales_reports_period` ON `sales_reports` (`agreement_id`,`from_on`);--> statement-breakpoint
CREATE TABLE `signatures` (
	`id` text PRIMARY KEY NOT NULL,
	`agreement_id` text NOT NULL,
	`side` text NOT NULL,
	`person_id` text NOT NULL,
	`name` text NOT NULL,
	`seal` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`agreement_id`) REFERENCES `agreements`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `signatures_side` ON `signatures` (`agreement_id`,`side`);--> statement-breakpoint
CREATE TABLE `term_sheets` (
	`id` text PRIMARY KEY NOT NULL,
	`deal_id` text NOT NULL,
	`version` integer NOT NULL,
	`side` text NOT NULL,
	`proposed_by` text NOT NULL,
	`terms` text NOT NULL,
	`comment` text DEFAULT '' NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`deal_id`) REFERENCES `deals`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`proposed_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `term_sheets_version` ON `term_sheets` (`deal_id`,`version`);--> statement-breakpoint
CREATE TABLE `files` (
	`id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`name` text NOT NULL,
	`mime` text NOT NULL,
	`size` integer NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`label` text,
	`uploaded_by` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `files_subject` ON `files` (`subject_kind`,`subject_id`);--> statement-breakpoint
CREATE TABLE `assessments` (
	`id` text PRIMARY KEY NOT NULL,
	`disclosure_id` text NOT NULL,
	`case_id` text NOT NULL,
	`assessor_id` text NOT NULL,
	`readiness` text NOT NULL,
	`answers` text NOT NULL,
	`comment` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`disclosure_id`) REFERENCES `disclosures`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`case_id`) REFERENCES `outputs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assessor_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `assessments_assessor` ON `assessments` (`disclosure_id`,`assessor_id`);--> statement-breakpoint
CREATE INDEX `assessments_case` ON `assessments` (`case_id`);--> statement-breakpoint
CREATE TABLE `pathway_decisions` (
	`id` text PRIMARY KEY NOT NULL,
	`disclosure_id` text NOT NULL,
	`case_id` text NOT NULL,
	`pathway` text NOT NULL,
	`advised` text NOT NULL,
	`scores` text NOT NULL,
	`reason` text NOT NULL,
	`decided_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`disclosure_id`) REFERENCES `disclosures`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`case_id`) REFERENCES `outputs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pathway_decisions_disclosure` ON `pathway_decisions` (`disclosure_id`);--> statement-breakpoint
CREATE TABLE `applications` (
	`id` text PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`call_id` text NOT NULL,
	`programme_id` text NOT NULL,
	`case_id` text,
	`venture_id` text,
	`lead_id` text NOT NULL,
	`title` text NOT NULL,
	`summary` text DEFAULT '' NOT NULL,
	`state` text NOT NULL,
	`state_since` integer NOT NULL,
	`stages` text NOT NULL,
	`currency` text NOT NULL,
	`team_benefit_basis_points` integer,
	`officer_id` text,
	`reason` text,
	`is_demonstration` integer DEFAULT false NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`submitted_at` integer,
	`decided_at` integer,
	FOREIGN KEY (`call_id`) REFERENCES `calls`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lead_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`officer_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `applications_number` ON `applications` (`number`);--> statement-breakpoint
CREATE INDEX `applications_call` ON `applications` (`call_id`,`state`);--> statement-breakpoint
CREATE INDEX `applications_lead` ON `applications` (`lead_id`,`state`);--> statement-breakpoint
CREATE INDEX `applications_case` ON `applications` (`case_id`);--> statement-breakpoint
CREATE INDEX `applications_desk` ON `applications` (`state`,`state_since`);--> statement-breakpoint
CREATE TABLE `calls` (
	`id` text PRIMARY KEY NOT NULL,
	`programme_id` text NOT NULL,
	`funder_id` text NOT NULL,
	`title` text NOT NULL,
	`state` text NOT NULL,
	`opens_on` text NOT NULL,
	`closes_on` text NOT NULL,
	`budget` integer,
	`currency` text NOT NULL,
	`is_demonstration` integer DEFAULT false NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`funder_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `calls_programme` ON `calls` (`programme_id`,`closes_on`);--> statement-breakpoint
CREATE INDEX `calls_open` ON `calls` (`state`,`closes_on`);--> statement-breakpoint
CREATE TABLE `contributions` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`stage_id` text NOT NULL,
	`payer_id` text,
	`payer_name` text NOT NULL,
	`side` text NOT NULL,
	`form` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`is_redeemable` integer DEFAULT false NOT NULL,
	`is_repayable` integer DEFAULT false NOT NULL,
	`is_public_money` integer DEFAULT false NOT NULL,
	`status` text NOT NULL,
	`evidence_file_id` text,
	`evidence` text DEFAULT '' NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`status_since` integer NOT NULL,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`payer_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contributions_application` ON `contributions` (`application_id`,`stage_id`);--> statement-breakpoint
CREATE TABLE `milestones` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`position` integer NOT NULL,
	`title` text NOT NULL,
	`due_on` text NOT NULL,
	`state` text NOT NULL,
	`report` text DEFAULT '' NOT NULL,
	`state_since` integer NOT NULL,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `milestones_order` ON `milestones` (`application_id`,`position`);--> statement-breakpoint
CREATE TABLE `reviews` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`reviewer_id` text NOT NULL,
	`state` text NOT NULL,
	`scores` text NOT NULL,
	`comment` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reviewer_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reviews_reviewer` ON `reviews` (`application_id`,`reviewer_id`);--> statement-breakpoint
CREATE INDEX `reviews_queue` ON `reviews` (`reviewer_id`,`state`);--> statement-breakpoint
CREATE TABLE `tranches` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`milestone_id` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`state` text NOT NULL,
	`released_by` text,
	`released_at` integer,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`milestone_id`) REFERENCES `milestones`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`released_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tranches_milestone` ON `tranches` (`milestone_id`);--> statement-breakpoint
CREATE INDEX `tranches_application` ON `tranches` (`application_id`);--> statement-breakpoint
CREATE TABLE `attempts` (
	`key` text PRIMARY KEY NOT NULL,
	`spent` integer NOT NULL,
	`resets_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`email` text NOT NULL,
	`organisation_id` text NOT NULL,
	`role` text NOT NULL,
	`invited_by` text NOT NULL,
	`expires_at` integer NOT NULL,
	`accepted_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`invited_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_hash` ON `invitations` (`hash`);--> statement-breakpoint
CREATE INDEX `invitations_organisation` ON `invitations` (`organisation_id`);--> statement-breakpoint
CREATE TABLE `memberships` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`role` text NOT NULL,
	`title` text,
	`unit` text,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `memberships_place` ON `memberships` (`person_id`,`organisation_id`,`role`);--> statement-breakpoint
CREATE INDEX `memberships_organisation` ON `memberships` (`organisation_id`,`role`);--> statement-breakpoint
CREATE TABLE `organisations` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`about` text,
	`region` text NOT NULL,
	`province` text,
	`city` text,
	`country` text,
	`ror_id` text,
	`is_ugc_funded` integer DEFAULT false NOT NULL,
	`is_demonstration` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`names` text,
	`password_hash` text,
	`email_confirmed_at` integer,
	`totp_secret` text,
	`totp_confirmed_at` integer,
	`language` text,
	`orcid` text,
	`is_demonstration` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `people_email` ON `people` (`email`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`membership_id` text,
	`awaits_second_factor` integer DEFAULT false NOT NULL,
	`user_agent` text,
	`address` text,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`membership_id`) REFERENCES `memberships`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `tokens` (
	`hash` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`person_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `tokens_person` ON `tokens` (`person_id`,`kind`);--> statement-breakpoint
CREATE TABLE `notices` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`message` text NOT NULL,
	`params` text NOT NULL,
	`link` text,
	`created_at` integer NOT NULL,
	`read_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notices_person` ON `notices` (`person_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`recipient` text NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`language` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` integer NOT NULL,
	`last_error` text,
	`created_at` integer NOT NULL,
	`sent_at` integer
);
--> statement-breakpoint
CREATE INDEX `outbox_waiting` ON `outbox` (`state`,`next_attempt_at`);--> statement-breakpoint
CREATE TABLE `disclosures` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`number` text,
	`title` text NOT NULL,
	`original` text NOT NULL,
	`state` text NOT NULL,
	`state_since` integer NOT NULL,
	`problem` text DEFAULT '' NOT NULL,
	`solution` text DEFAULT '' NOT NULL,
	`novelty` text DEFAULT '' NOT NULL,
	`purpose` text DEFAULT '' NOT NULL,
	`origins` text DEFAULT '' NOT NULL,
	`market` text DEFAULT '' NOT NULL,
	`landing` text DEFAULT '' NOT NULL,
	`public_disclosures` text NOT NULL,
	`officer_id` text,
	`reason` text,
	`seal` text,
	`version` integer DEFAULT 1 NOT NULL,
	`is_demonstration` integer DEFAULT false NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`submitted_at` integer,
	FOREIGN KEY (`case_id`) REFERENCES `outputs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`officer_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `disclosures_case` ON `disclosures` (`case_id`);--> statement-breakpoint
CREATE INDEX `disclosures_desk` ON `disclosures` (`organisation_id`,`state`,`state_since`);--> statement-breakpoint
CREATE INDEX `disclosures_author` ON `disclosures` (`created_by`,`created_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `disclosures_number` ON `disclosures` (`organisation_id`,`number`);--> statement-breakpoint
CREATE TABLE `inventors` (
	`id` text PRIMARY KEY NOT NULL,
	`disclosure_id` text NOT NULL,
	`position` integer NOT NULL,
	`person_id` text,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`affiliation` text DEFAULT '' NOT NULL,
	`contribution` text DEFAULT '' NOT NULL,
	`share_basis_points` integer NOT NULL,
	`confirmation` text NOT NULL,
	`confirmed_at` integer,
	`dispute_reason` text,
	`token_hash` text,
	FOREIGN KEY (`disclosure_id`) REFERENCES `disclosures`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "inventors_share" CHECK("inventors"."share_basis_points" between 0 and 10000)
);
--> statement-breakpoint
CREATE INDEX `inventors_disclosure` ON `inventors` (`disclosure_id`,`position`);--> statement-breakpoint
CREATE INDEX `inventors_person` ON `inventors` (`person_id`);--> statement-breakpoint
CREATE INDEX `inventors_token` ON `inventors` (`token_hash`);--> statement-breakpoint
CREATE TABLE `outputs` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`original` text NOT NULL,
	`summary` text NOT NULL,
	`field` text NOT NULL,
	`doi` text,
	`produced_on` text,
	`trl` integer,
	`source` text,
	`facts` text,
	`is_demonstration` integer DEFAULT false NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "outputs_trl" CHECK("outputs"."trl" between 1 and 9)
);
--> statement-breakpoint
CREATE INDEX `outputs_author` ON `outputs` (`created_by`,`created_at`);--> statement-breakpoint
CREATE INDEX `outputs_organisation` ON `outputs` (`organisation_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `deadlines` (
	`id` text PRIMARY KEY NOT NULL,
	`family_id` text NOT NULL,
	`filing_id` text NOT NULL,
	`rule_id` text NOT NULL,
	`act` text NOT NULL,
	`jurisdiction` text NOT NULL,
	`statutory_on` text NOT NULL,
	`last_on` text NOT NULL,
	`safe_on` text NOT NULL,
	`source` text NOT NULL,
	`confidence` text NOT NULL,
	`done_on` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`family_id`) REFERENCES `families`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`filing_id`) REFERENCES `filings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `deadlines_family` ON `deadlines` (`family_id`,`last_on`);--> statement-breakpoint
CREATE INDEX `deadlines_filing` ON `deadlines` (`filing_id`);--> statement-breakpoint
CREATE TABLE `families` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`disclosure_id` text,
	`organisation_id` text NOT NULL,
	`title` text NOT NULL,
	`is_demonstration` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `outputs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `families_case` ON `families` (`case_id`);--> statement-breakpoint
CREATE INDEX `families_organisation` ON `families` (`organisation_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `filings` (
	`id` text PRIMARY KEY NOT NULL,
	`family_id` text NOT NULL,
	`jurisdiction` text NOT NULL,
	`kind` text NOT NULL,
	`number` text,
	`filed_on` text NOT NULL,
	`priority_on` text,
	`state` text NOT NULL,
	`published_on` text,
	`granted_on` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`family_id`) REFERENCES `families`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `filings_family` ON `filings` (`family_id`,`filed_on`);--> statement-breakpoint
CREATE TABLE `equity_events` (
	`id` text PRIMARY KEY NOT NULL,
	`venture_id` text NOT NULL,
	`sequence` integer NOT NULL,
	`kind` text NOT NULL,
	`on_date` text NOT NULL,
	`share_class` text NOT NULL,
	`from_holder` text,
	`to_holder` text NOT NULL,
	`holder_kind` text NOT NULL,
	`holder_name` text NOT NULL,
	`shares` integer NOT NULL,
	`price_per_share` integer,
	`currency` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`venture_id`) REFERENCES `ventures`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `equity_events_order` ON `equity_events` (`venture_id`,`sequence`);--> statement-breakpoint
CREATE TABLE `rounds` (
	`id` text PRIMARY KEY NOT NULL,
	`venture_id` text NOT NULL,
	`on_date` text NOT NULL,
	`kind` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`investor` text,
	FOREIGN KEY (`venture_id`) REFERENCES `ventures`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `rounds_venture` ON `rounds` (`venture_id`,`on_date`);--> statement-breakpoint
CREATE TABLE `ventures` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`case_id` text,
	`technology_id` text,
	`organisation_id` text NOT NULL,
	`name` text NOT NULL,
	`line` text NOT NULL,
	`about` text NOT NULL,
	`stage` text NOT NULL,
	`incorporated_on` text,
	`region` text NOT NULL,
	`city` text,
	`landing` text NOT NULL,
	`team_size` integer,
	`incubator_id` text,
	`is_public` integer DEFAULT true NOT NULL,
	`is_demonstration` integer DEFAULT false NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`incubator_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ventures_slug` ON `ventures` (`slug`);--> statement-breakpoint
CREATE INDEX `ventures_case` ON `ventures` (`case_id`);--> statement-breakpoint
CREATE INDEX `ventures_newest` ON `ventures` (`is_public`,`created_at`);
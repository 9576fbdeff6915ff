CREATE TABLE `licence_invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`technology_id` text NOT NULL,
	`closes_on` text NOT NULL,
	`terms` text NOT NULL,
	`invited_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`opened_by` text,
	`opened_at` integer,
	FOREIGN KEY (`technology_id`) REFERENCES `technologies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`invited_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`opened_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `licence_invitations_technology` ON `licence_invitations` (`technology_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `licence_offers` (
	`id` text PRIMARY KEY NOT NULL,
	`invitation_id` text NOT NULL,
	`partner_id` text NOT NULL,
	`person_id` text NOT NULL,
	`exclusivity` text NOT NULL,
	`field_of_use` text NOT NULL,
	`territory` text NOT NULL,
	`upfront` integer NOT NULL,
	`currency` text NOT NULL,
	`royalty_basis_points` integer NOT NULL,
	`plan` text NOT NULL,
	`seal` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`invitation_id`) REFERENCES `licence_invitations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`partner_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `licence_offers_partner` ON `licence_offers` (`invitation_id`,`partner_id`);--> statement-breakpoint
CREATE TABLE `technology_pictures` (
	`id` text PRIMARY KEY NOT NULL,
	`technology_id` text NOT NULL,
	`hash` text NOT NULL,
	`small_hash` text NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`technology_id`) REFERENCES `technologies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `technology_pictures_technology` ON `technology_pictures` (`technology_id`);--> statement-breakpoint
CREATE TABLE `technology_slugs` (
	`slug` text PRIMARY KEY NOT NULL,
	`technology_id` text NOT NULL,
	`retired_at` integer NOT NULL,
	FOREIGN KEY (`technology_id`) REFERENCES `technologies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `technology_slugs_technology` ON `technology_slugs` (`technology_id`);--> statement-breakpoint
CREATE TABLE `technology_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`technology_id` text NOT NULL,
	`number` integer NOT NULL,
	`content` text NOT NULL,
	`made_by` text,
	`created_at` integer NOT NULL,
	`asked_at` integer,
	`agreed_by` text,
	`agreed_at` integer,
	`published_by` text,
	`published_at` integer,
	FOREIGN KEY (`technology_id`) REFERENCES `technologies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`made_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agreed_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`published_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `technology_versions_number` ON `technology_versions` (`technology_id`,`number`);--> statement-breakpoint
ALTER TABLE `technologies` ADD `stated` text DEFAULT 'available' NOT NULL;--> statement-breakpoint
ALTER TABLE `technologies` ADD `availability` text DEFAULT 'available' NOT NULL;--> statement-breakpoint
ALTER TABLE `technologies` ADD `published_version` integer;
CREATE TABLE `disclosure_comments` (
	`id` text PRIMARY KEY NOT NULL,
	`disclosure_id` text NOT NULL,
	`step` text NOT NULL,
	`author_id` text,
	`author` text NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`disclosure_id`) REFERENCES `disclosures`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `disclosure_comments_disclosure` ON `disclosure_comments` (`disclosure_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `disclosure_participants` (
	`id` text PRIMARY KEY NOT NULL,
	`disclosure_id` text NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`part` text NOT NULL,
	`language` text NOT NULL,
	`invited_by` text NOT NULL,
	`invited_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`token_hash` text,
	`left_at` integer,
	FOREIGN KEY (`disclosure_id`) REFERENCES `disclosures`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`invited_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `disclosure_participants_person` ON `disclosure_participants` (`disclosure_id`,`email`);--> statement-breakpoint
CREATE INDEX `disclosure_participants_email` ON `disclosure_participants` (`email`);--> statement-breakpoint
CREATE INDEX `disclosure_participants_token` ON `disclosure_participants` (`token_hash`);--> statement-breakpoint
ALTER TABLE `disclosures` ADD `hands` text;
CREATE TABLE `application_comments` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`author_id` text,
	`author` text NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `application_comments_application` ON `application_comments` (`application_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `application_participants` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`part` text NOT NULL,
	`language` text NOT NULL,
	`invited_by` text NOT NULL,
	`invited_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`token_hash` text,
	`left_at` integer,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`invited_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `application_participants_person` ON `application_participants` (`application_id`,`email`);--> statement-breakpoint
CREATE INDEX `application_participants_email` ON `application_participants` (`email`);--> statement-breakpoint
CREATE INDEX `application_participants_token` ON `application_participants` (`token_hash`);--> statement-breakpoint
ALTER TABLE `applications` ADD `hands` text;--> statement-breakpoint
ALTER TABLE `contributions` ADD `is_related` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `contributions` ADD `relation` text DEFAULT '' NOT NULL;
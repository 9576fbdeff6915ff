CREATE TABLE `profile_answers` (
	`id` text PRIMARY KEY NOT NULL,
	`version_id` text NOT NULL,
	`inventor_id` text NOT NULL,
	`token_hash` text,
	`asked_at` integer,
	`answer` text,
	`reason` text,
	`way` text,
	`answered_at` integer,
	FOREIGN KEY (`version_id`) REFERENCES `technology_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`inventor_id`) REFERENCES `inventors`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `profile_answers_inventor` ON `profile_answers` (`version_id`,`inventor_id`);--> statement-breakpoint
CREATE INDEX `profile_answers_token` ON `profile_answers` (`token_hash`);
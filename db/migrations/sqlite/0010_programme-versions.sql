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
ALTER TABLE `calls` ADD `programme_version` integer;
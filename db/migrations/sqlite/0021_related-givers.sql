ALTER TABLE `contributions` ADD `is_related` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `contributions` ADD `relation` text DEFAULT '' NOT NULL;
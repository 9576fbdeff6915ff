ALTER TABLE `needs` ADD `is_tried_public` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `followed_technologies` ADD `seen` text;
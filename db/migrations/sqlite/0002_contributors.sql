ALTER TABLE `outputs` ADD `contributors` text;--> statement-breakpoint
ALTER TABLE `outputs` ADD `published_in` text;
DROP INDEX `tranches_milestone`;--> statement-breakpoint
ALTER TABLE `tranches` ADD `part` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `tranches` ADD `proposed_amount` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `tranches_milestone_part` ON `tranches` (`milestone_id`,`part`);--> statement-breakpoint
ALTER TABLE `sales_statements` ADD `conversion` text;
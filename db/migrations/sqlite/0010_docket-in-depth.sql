ALTER TABLE `deadlines` ADD `event` text;--> statement-breakpoint
ALTER TABLE `deadlines` ADD `event_on` text;--> statement-breakpoint
ALTER TABLE `deadlines` ADD `period` text;--> statement-breakpoint
ALTER TABLE `filings` ADD `term_adjustment_days` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `filings` ADD `is_taken_over` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `notices_unread` ON `notices` (`person_id`,`read_at`);
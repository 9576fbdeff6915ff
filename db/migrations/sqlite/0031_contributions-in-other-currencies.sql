ALTER TABLE `contribution_receipts` ADD `arrived` text;--> statement-breakpoint
ALTER TABLE `contribution_receipts` ADD `rate` text;--> statement-breakpoint
ALTER TABLE `contribution_receipts` ADD `counted` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `contributions` ADD `rate` text;--> statement-breakpoint
ALTER TABLE `contributions` ADD `letter_on` text;--> statement-breakpoint
ALTER TABLE `contributions` ADD `rate_checked_by` text REFERENCES people(id);--> statement-breakpoint
ALTER TABLE `contributions` ADD `rate_checked_at` integer;--> statement-breakpoint
ALTER TABLE `contributions` ADD `received_counted` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `contributions` ADD `fell_away_on` text;--> statement-breakpoint
ALTER TABLE `contributions` ADD `fell_away_reason` text;--> statement-breakpoint
ALTER TABLE `contributions` ADD `fell_away_evidence` text;--> statement-breakpoint
UPDATE `contribution_receipts` SET `counted` = `amount`;--> statement-breakpoint
UPDATE `contributions` SET `received_counted` = `received_amount`;

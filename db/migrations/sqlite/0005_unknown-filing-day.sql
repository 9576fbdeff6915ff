ALTER TABLE `filings` ADD `filed_day` text;--> statement-breakpoint
UPDATE `filings` SET `filed_day` = `filed_on`;--> statement-breakpoint
DROP INDEX `filings_family`;--> statement-breakpoint
ALTER TABLE `filings` DROP COLUMN `filed_on`;--> statement-breakpoint
ALTER TABLE `filings` RENAME COLUMN `filed_day` TO `filed_on`;--> statement-breakpoint
CREATE INDEX `filings_family` ON `filings` (`family_id`,`filed_on`);--> statement-breakpoint
ALTER TABLE `filings` ADD `grant_number` text;--> statement-breakpoint
ALTER TABLE `filings` ADD `stated_end_on` text;--> statement-breakpoint
ALTER TABLE `families` ADD `reference` text;

DROP INDEX `award_reports_due`;--> statement-breakpoint
CREATE UNIQUE INDEX `award_reports_due` ON `award_reports` (`application_id`,`kind`,`due_on`);
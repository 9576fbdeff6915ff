DROP INDEX `sales_statements_period`;--> statement-breakpoint
CREATE INDEX `sales_statements_application` ON `sales_statements` (`application_id`,`from_on`);
DROP INDEX "sales_statements_period";--> statement-breakpoint
CREATE INDEX "sales_statements_application" ON "sales_statements" USING btree ("application_id","from_on");
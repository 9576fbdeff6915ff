DROP INDEX "tranches_milestone";--> statement-breakpoint
ALTER TABLE "sales_statements" ADD COLUMN "conversion" jsonb;--> statement-breakpoint
ALTER TABLE "tranches" ADD COLUMN "part" bigint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "tranches" ADD COLUMN "proposed_amount" bigint;--> statement-breakpoint
CREATE UNIQUE INDEX "tranches_milestone_part" ON "tranches" USING btree ("milestone_id","part");
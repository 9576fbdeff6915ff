ALTER TABLE "awards" ADD COLUMN "reference_rates" jsonb;--> statement-breakpoint
ALTER TABLE "dues" ADD COLUMN "reckoning" jsonb;
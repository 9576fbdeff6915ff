ALTER TABLE "outputs" ADD COLUMN "contributors" jsonb;--> statement-breakpoint
ALTER TABLE "outputs" ADD COLUMN "published_in" text;
ALTER TABLE "filings" ALTER COLUMN "filed_on" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "families" ADD COLUMN "reference" text;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "grant_number" text;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "stated_end_on" text;
ALTER TABLE "contribution_receipts" ADD COLUMN "arrived" jsonb;--> statement-breakpoint
ALTER TABLE "contribution_receipts" ADD COLUMN "rate" jsonb;--> statement-breakpoint
ALTER TABLE "contribution_receipts" ADD COLUMN "counted" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "contributions" ADD COLUMN "rate" jsonb;--> statement-breakpoint
ALTER TABLE "contributions" ADD COLUMN "letter_on" text;--> statement-breakpoint
ALTER TABLE "contributions" ADD COLUMN "rate_checked_by" text;--> statement-breakpoint
ALTER TABLE "contributions" ADD COLUMN "rate_checked_at" bigint;--> statement-breakpoint
ALTER TABLE "contributions" ADD COLUMN "received_counted" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "contributions" ADD COLUMN "fell_away_on" text;--> statement-breakpoint
ALTER TABLE "contributions" ADD COLUMN "fell_away_reason" text;--> statement-breakpoint
ALTER TABLE "contributions" ADD COLUMN "fell_away_evidence" text;--> statement-breakpoint
ALTER TABLE "contributions" ADD CONSTRAINT "contributions_rate_checked_by_people_id_fk" FOREIGN KEY ("rate_checked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
UPDATE "contribution_receipts" SET "counted" = "amount";--> statement-breakpoint
UPDATE "contributions" SET "received_counted" = "received_amount";

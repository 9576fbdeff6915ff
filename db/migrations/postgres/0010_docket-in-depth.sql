ALTER TABLE "deadlines" ADD COLUMN "event" text;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "event_on" text;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "period" text;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "term_adjustment_days" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "is_taken_over" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "notices_unread" ON "notices" USING btree ("person_id","read_at");
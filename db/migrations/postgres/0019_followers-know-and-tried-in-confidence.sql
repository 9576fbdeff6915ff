ALTER TABLE "needs" ADD COLUMN "is_tried_public" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "followed_technologies" ADD COLUMN "seen" jsonb;
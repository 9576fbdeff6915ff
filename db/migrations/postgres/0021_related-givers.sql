ALTER TABLE "contributions" ADD COLUMN "is_related" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "contributions" ADD COLUMN "relation" text DEFAULT '' NOT NULL;
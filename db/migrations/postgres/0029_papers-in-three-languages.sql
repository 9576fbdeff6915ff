ALTER TABLE "sponsor_invitations" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "letters" ADD COLUMN "texts" jsonb;
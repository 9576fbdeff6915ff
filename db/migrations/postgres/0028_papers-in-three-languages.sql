ALTER TABLE "letters" ADD COLUMN "texts" jsonb;--> statement-breakpoint
ALTER TABLE "sponsor_invitations" ADD COLUMN "language" text;
CREATE TABLE "disclosure_comments" (
	"id" text PRIMARY KEY NOT NULL,
	"disclosure_id" text NOT NULL,
	"step" text NOT NULL,
	"author_id" text,
	"author" text NOT NULL,
	"text" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "disclosure_participants" (
	"id" text PRIMARY KEY NOT NULL,
	"disclosure_id" text NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"part" text NOT NULL,
	"language" text NOT NULL,
	"invited_by" text NOT NULL,
	"invited_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"token_hash" text,
	"left_at" bigint
);
--> statement-breakpoint
ALTER TABLE "disclosures" ADD COLUMN "hands" jsonb;--> statement-breakpoint
ALTER TABLE "disclosure_comments" ADD CONSTRAINT "disclosure_comments_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_comments" ADD CONSTRAINT "disclosure_comments_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_participants" ADD CONSTRAINT "disclosure_participants_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_participants" ADD CONSTRAINT "disclosure_participants_invited_by_people_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "disclosure_comments_disclosure" ON "disclosure_comments" USING btree ("disclosure_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "disclosure_participants_person" ON "disclosure_participants" USING btree ("disclosure_id","email");--> statement-breakpoint
CREATE INDEX "disclosure_participants_email" ON "disclosure_participants" USING btree ("email");--> statement-breakpoint
CREATE INDEX "disclosure_participants_token" ON "disclosure_participants" USING btree ("token_hash");
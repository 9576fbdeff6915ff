CREATE TABLE "profile_answers" (
	"id" text PRIMARY KEY NOT NULL,
	"version_id" text NOT NULL,
	"inventor_id" text NOT NULL,
	"token_hash" text,
	"asked_at" bigint,
	"answer" text,
	"reason" text,
	"way" text,
	"answered_at" bigint
);
--> statement-breakpoint
ALTER TABLE "profile_answers" ADD CONSTRAINT "profile_answers_version_id_technology_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."technology_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile_answers" ADD CONSTRAINT "profile_answers_inventor_id_inventors_id_fk" FOREIGN KEY ("inventor_id") REFERENCES "public"."inventors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "profile_answers_inventor" ON "profile_answers" USING btree ("version_id","inventor_id");--> statement-breakpoint
CREATE INDEX "profile_answers_token" ON "profile_answers" USING btree ("token_hash");
CREATE TABLE "programme_versions" (
	"id" text PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"version" bigint NOT NULL,
	"rules" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"kind" text NOT NULL,
	"created_by" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "programme_version" bigint;--> statement-breakpoint
ALTER TABLE "programme_versions" ADD CONSTRAINT "programme_versions_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "programme_versions_number" ON "programme_versions" USING btree ("programme_id","version");
CREATE TABLE "viability_checks" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"party" text NOT NULL,
	"rating" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"confirmed_by" text NOT NULL,
	"confirmed_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "viability_checks" ADD CONSTRAINT "viability_checks_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "viability_checks" ADD CONSTRAINT "viability_checks_confirmed_by_people_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "viability_checks_party" ON "viability_checks" USING btree ("application_id","party");
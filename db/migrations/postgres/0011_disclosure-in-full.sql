CREATE TABLE "associates" (
	"id" text PRIMARY KEY NOT NULL,
	"disclosure_id" text NOT NULL,
	"kind" text NOT NULL,
	"position" bigint NOT NULL,
	"person_id" text,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"affiliation" text DEFAULT '' NOT NULL,
	"contribution" text DEFAULT '' NOT NULL,
	"confirmation" text NOT NULL,
	"confirmed_at" bigint,
	"dispute_reason" text,
	"token_hash" text
);
--> statement-breakpoint
CREATE TABLE "intakes" (
	"id" text PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"organisation_id" text NOT NULL,
	"language" text NOT NULL,
	"answers" jsonb NOT NULL,
	"expires_at" bigint NOT NULL,
	"taken_at" bigint,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reassignments" (
	"disclosure_id" text PRIMARY KEY NOT NULL,
	"on" text NOT NULL,
	"terms" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "disclosures" ADD COLUMN "advantages" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "disclosures" ADD COLUMN "stage" text;--> statement-breakpoint
ALTER TABLE "disclosures" ADD COLUMN "origin_rows" jsonb;--> statement-breakpoint
ALTER TABLE "disclosures" ADD COLUMN "materials" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "disclosures" ADD COLUMN "applications" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "disclosures" ADD COLUMN "firms" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "disclosures" ADD COLUMN "reply" text;--> statement-breakpoint
ALTER TABLE "disclosures" ADD COLUMN "filed" jsonb;--> statement-breakpoint
ALTER TABLE "outputs" ADD COLUMN "published_on" text;--> statement-breakpoint
ALTER TABLE "outputs" ADD COLUMN "affiliations" jsonb;--> statement-breakpoint
ALTER TABLE "outputs" ADD COLUMN "fundings" jsonb;--> statement-breakpoint
ALTER TABLE "outputs" ADD COLUMN "other_fields" jsonb;--> statement-breakpoint
ALTER TABLE "outputs" ADD COLUMN "goals" jsonb;--> statement-breakpoint
ALTER TABLE "outputs" ADD COLUMN "links" jsonb;--> statement-breakpoint
ALTER TABLE "outputs" ADD COLUMN "licence" text;--> statement-breakpoint
ALTER TABLE "associates" ADD CONSTRAINT "associates_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "associates" ADD CONSTRAINT "associates_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intakes" ADD CONSTRAINT "intakes_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reassignments" ADD CONSTRAINT "reassignments_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reassignments" ADD CONSTRAINT "reassignments_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "associates_disclosure" ON "associates" USING btree ("disclosure_id","position");--> statement-breakpoint
CREATE INDEX "associates_person" ON "associates" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "associates_token" ON "associates" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "intakes_hash" ON "intakes" USING btree ("hash");
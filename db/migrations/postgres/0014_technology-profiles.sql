CREATE TABLE "licence_invitations" (
	"id" text PRIMARY KEY NOT NULL,
	"technology_id" text NOT NULL,
	"closes_on" text NOT NULL,
	"terms" jsonb NOT NULL,
	"invited_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"opened_by" text,
	"opened_at" bigint
);
--> statement-breakpoint
CREATE TABLE "licence_offers" (
	"id" text PRIMARY KEY NOT NULL,
	"invitation_id" text NOT NULL,
	"partner_id" text NOT NULL,
	"person_id" text NOT NULL,
	"exclusivity" text NOT NULL,
	"field_of_use" text NOT NULL,
	"territory" text NOT NULL,
	"upfront" bigint NOT NULL,
	"currency" text NOT NULL,
	"royalty_basis_points" bigint NOT NULL,
	"plan" text NOT NULL,
	"seal" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "technology_pictures" (
	"id" text PRIMARY KEY NOT NULL,
	"technology_id" text NOT NULL,
	"hash" text NOT NULL,
	"small_hash" text NOT NULL,
	"width" bigint NOT NULL,
	"height" bigint NOT NULL,
	"created_by" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "technology_slugs" (
	"slug" text PRIMARY KEY NOT NULL,
	"technology_id" text NOT NULL,
	"retired_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "technology_versions" (
	"id" text PRIMARY KEY NOT NULL,
	"technology_id" text NOT NULL,
	"number" bigint NOT NULL,
	"content" jsonb NOT NULL,
	"made_by" text,
	"created_at" bigint NOT NULL,
	"asked_at" bigint,
	"agreed_by" text,
	"agreed_at" bigint,
	"published_by" text,
	"published_at" bigint
);
--> statement-breakpoint
ALTER TABLE "technologies" ADD COLUMN "stated" text DEFAULT 'available' NOT NULL;--> statement-breakpoint
ALTER TABLE "technologies" ADD COLUMN "availability" text DEFAULT 'available' NOT NULL;--> statement-breakpoint
ALTER TABLE "technologies" ADD COLUMN "published_version" bigint;--> statement-breakpoint
ALTER TABLE "licence_invitations" ADD CONSTRAINT "licence_invitations_technology_id_technologies_id_fk" FOREIGN KEY ("technology_id") REFERENCES "public"."technologies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licence_invitations" ADD CONSTRAINT "licence_invitations_invited_by_people_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licence_invitations" ADD CONSTRAINT "licence_invitations_opened_by_people_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licence_offers" ADD CONSTRAINT "licence_offers_invitation_id_licence_invitations_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."licence_invitations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licence_offers" ADD CONSTRAINT "licence_offers_partner_id_organisations_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licence_offers" ADD CONSTRAINT "licence_offers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "technology_pictures" ADD CONSTRAINT "technology_pictures_technology_id_technologies_id_fk" FOREIGN KEY ("technology_id") REFERENCES "public"."technologies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "technology_pictures" ADD CONSTRAINT "technology_pictures_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "technology_slugs" ADD CONSTRAINT "technology_slugs_technology_id_technologies_id_fk" FOREIGN KEY ("technology_id") REFERENCES "public"."technologies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "technology_versions" ADD CONSTRAINT "technology_versions_technology_id_technologies_id_fk" FOREIGN KEY ("technology_id") REFERENCES "public"."technologies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "technology_versions" ADD CONSTRAINT "technology_versions_made_by_people_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "technology_versions" ADD CONSTRAINT "technology_versions_agreed_by_people_id_fk" FOREIGN KEY ("agreed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "technology_versions" ADD CONSTRAINT "technology_versions_published_by_people_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "licence_invitations_technology" ON "licence_invitations" USING btree ("technology_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "licence_offers_partner" ON "licence_offers" USING btree ("invitation_id","partner_id");--> statement-breakpoint
CREATE INDEX "technology_pictures_technology" ON "technology_pictures" USING btree ("technology_id");--> statement-breakpoint
CREATE INDEX "technology_slugs_technology" ON "technology_slugs" USING btree ("technology_id");--> statement-breakpoint
CREATE UNIQUE INDEX "technology_versions_number" ON "technology_versions" USING btree ("technology_id","number");
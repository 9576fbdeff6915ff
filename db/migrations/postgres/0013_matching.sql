CREATE TABLE "alert_items" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"source_id" text NOT NULL,
	"kind" text NOT NULL,
	"technology_id" text NOT NULL,
	"change_at" bigint NOT NULL,
	"found_at" bigint NOT NULL,
	"told_at" bigint
);
--> statement-breakpoint
CREATE TABLE "alert_runs" (
	"name" text PRIMARY KEY NOT NULL,
	"looked_until" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "company_profiles" (
	"organisation_id" text PRIMARY KEY NOT NULL,
	"interests" text NOT NULL,
	"fields" jsonb NOT NULL,
	"regions" jsonb NOT NULL,
	"size" text,
	"sectors" jsonb NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"purpose" text NOT NULL,
	"given_by" text NOT NULL,
	"given_at" bigint NOT NULL,
	"withdrawn_by" text,
	"withdrawn_at" bigint
);
--> statement-breakpoint
CREATE TABLE "digests" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"period" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "followed_technologies" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"technology_id" text NOT NULL,
	"language" text NOT NULL,
	"frequency" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "guest_enquiries" (
	"id" text PRIMARY KEY NOT NULL,
	"technology_id" text NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"firm" text NOT NULL,
	"question" text NOT NULL,
	"language" text NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"confirmed_at" bigint,
	"deal_id" text
);
--> statement-breakpoint
CREATE TABLE "match_refusals" (
	"id" text PRIMARY KEY NOT NULL,
	"side" text NOT NULL,
	"subject_id" text NOT NULL,
	"technology_id" text NOT NULL,
	"need_id" text,
	"reason" text NOT NULL,
	"reason_text" text DEFAULT '' NOT NULL,
	"refused_by" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "matches" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"technology_id" text NOT NULL,
	"need_id" text NOT NULL,
	"score" bigint NOT NULL,
	"shown_at" bigint NOT NULL,
	"opened_at" bigint,
	"enquired_at" bigint
);
--> statement-breakpoint
CREATE TABLE "need_access" (
	"id" text PRIMARY KEY NOT NULL,
	"need_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"state" text NOT NULL,
	"asked_by" text,
	"decided_by" text,
	"created_at" bigint NOT NULL,
	"decided_at" bigint
);
--> statement-breakpoint
CREATE TABLE "need_answers" (
	"id" text PRIMARY KEY NOT NULL,
	"need_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"author_id" text NOT NULL,
	"technology_id" text,
	"proposal" text NOT NULL,
	"state" text NOT NULL,
	"state_since" bigint NOT NULL,
	"reason" text,
	"reason_text" text DEFAULT '' NOT NULL,
	"is_revealed" boolean DEFAULT false NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "need_messages" (
	"id" text PRIMARY KEY NOT NULL,
	"answer_id" text NOT NULL,
	"author_id" text NOT NULL,
	"side" text NOT NULL,
	"text" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "portal_keys" (
	"name" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "saved_searches" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"language" text NOT NULL,
	"frequency" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shortlist_items" (
	"id" text PRIMARY KEY NOT NULL,
	"shortlist_id" text NOT NULL,
	"technology_id" text NOT NULL,
	"added_by" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shortlist_notes" (
	"id" text PRIMARY KEY NOT NULL,
	"item_id" text NOT NULL,
	"author_id" text NOT NULL,
	"text" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shortlists" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"name" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "team_duties" (
	"membership_id" text PRIMARY KEY NOT NULL,
	"duty" text NOT NULL,
	"set_by" text NOT NULL,
	"set_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "needs" ADD COLUMN "tried" jsonb;--> statement-breakpoint
ALTER TABLE "needs" ADD COLUMN "confidential" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "needs" ADD COLUMN "is_anonymous" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "needs" ADD COLUMN "budget_band" text;--> statement-breakpoint
ALTER TABLE "needs" ADD COLUMN "state_since" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "declined_at" bigint;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "decline_reason" text;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "withdrawn_at" bigint;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "headers" jsonb;--> statement-breakpoint
ALTER TABLE "alert_items" ADD CONSTRAINT "alert_items_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_items" ADD CONSTRAINT "alert_items_technology_id_technologies_id_fk" FOREIGN KEY ("technology_id") REFERENCES "public"."technologies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "company_profiles" ADD CONSTRAINT "company_profiles_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "company_profiles" ADD CONSTRAINT "company_profiles_updated_by_people_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_given_by_people_id_fk" FOREIGN KEY ("given_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_withdrawn_by_people_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digests" ADD CONSTRAINT "digests_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "followed_technologies" ADD CONSTRAINT "followed_technologies_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "followed_technologies" ADD CONSTRAINT "followed_technologies_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "followed_technologies" ADD CONSTRAINT "followed_technologies_technology_id_technologies_id_fk" FOREIGN KEY ("technology_id") REFERENCES "public"."technologies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guest_enquiries" ADD CONSTRAINT "guest_enquiries_technology_id_technologies_id_fk" FOREIGN KEY ("technology_id") REFERENCES "public"."technologies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guest_enquiries" ADD CONSTRAINT "guest_enquiries_deal_id_deals_id_fk" FOREIGN KEY ("deal_id") REFERENCES "public"."deals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_refusals" ADD CONSTRAINT "match_refusals_technology_id_technologies_id_fk" FOREIGN KEY ("technology_id") REFERENCES "public"."technologies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_refusals" ADD CONSTRAINT "match_refusals_refused_by_people_id_fk" FOREIGN KEY ("refused_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matches" ADD CONSTRAINT "matches_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matches" ADD CONSTRAINT "matches_technology_id_technologies_id_fk" FOREIGN KEY ("technology_id") REFERENCES "public"."technologies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "need_access" ADD CONSTRAINT "need_access_need_id_needs_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."needs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "need_access" ADD CONSTRAINT "need_access_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "need_access" ADD CONSTRAINT "need_access_asked_by_people_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "need_access" ADD CONSTRAINT "need_access_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "need_answers" ADD CONSTRAINT "need_answers_need_id_needs_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."needs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "need_answers" ADD CONSTRAINT "need_answers_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "need_answers" ADD CONSTRAINT "need_answers_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "need_answers" ADD CONSTRAINT "need_answers_technology_id_technologies_id_fk" FOREIGN KEY ("technology_id") REFERENCES "public"."technologies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "need_messages" ADD CONSTRAINT "need_messages_answer_id_need_answers_id_fk" FOREIGN KEY ("answer_id") REFERENCES "public"."need_answers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "need_messages" ADD CONSTRAINT "need_messages_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_searches" ADD CONSTRAINT "saved_searches_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_searches" ADD CONSTRAINT "saved_searches_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist_items" ADD CONSTRAINT "shortlist_items_shortlist_id_shortlists_id_fk" FOREIGN KEY ("shortlist_id") REFERENCES "public"."shortlists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist_items" ADD CONSTRAINT "shortlist_items_technology_id_technologies_id_fk" FOREIGN KEY ("technology_id") REFERENCES "public"."technologies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist_items" ADD CONSTRAINT "shortlist_items_added_by_people_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist_notes" ADD CONSTRAINT "shortlist_notes_item_id_shortlist_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."shortlist_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist_notes" ADD CONSTRAINT "shortlist_notes_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlists" ADD CONSTRAINT "shortlists_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlists" ADD CONSTRAINT "shortlists_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_duties" ADD CONSTRAINT "team_duties_set_by_people_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alert_items_change" ON "alert_items" USING btree ("source_id","technology_id","change_at");--> statement-breakpoint
CREATE INDEX "alert_items_waiting" ON "alert_items" USING btree ("told_at","person_id");--> statement-breakpoint
CREATE INDEX "consents_organisation" ON "consents" USING btree ("organisation_id","purpose");--> statement-breakpoint
CREATE UNIQUE INDEX "digests_period" ON "digests" USING btree ("person_id","period");--> statement-breakpoint
CREATE UNIQUE INDEX "followed_technologies_person" ON "followed_technologies" USING btree ("person_id","technology_id");--> statement-breakpoint
CREATE INDEX "followed_technologies_technology" ON "followed_technologies" USING btree ("technology_id");--> statement-breakpoint
CREATE INDEX "guest_enquiries_deal" ON "guest_enquiries" USING btree ("deal_id");--> statement-breakpoint
CREATE UNIQUE INDEX "match_refusals_pair" ON "match_refusals" USING btree ("side","subject_id","technology_id");--> statement-breakpoint
CREATE INDEX "match_refusals_technology" ON "match_refusals" USING btree ("technology_id","side");--> statement-breakpoint
CREATE UNIQUE INDEX "matches_pair" ON "matches" USING btree ("organisation_id","technology_id","need_id");--> statement-breakpoint
CREATE INDEX "matches_technology" ON "matches" USING btree ("technology_id");--> statement-breakpoint
CREATE INDEX "matches_shown" ON "matches" USING btree ("shown_at");--> statement-breakpoint
CREATE UNIQUE INDEX "need_access_organisation" ON "need_access" USING btree ("need_id","organisation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "need_answers_technology" ON "need_answers" USING btree ("need_id","technology_id");--> statement-breakpoint
CREATE INDEX "need_answers_need" ON "need_answers" USING btree ("need_id","created_at");--> statement-breakpoint
CREATE INDEX "need_answers_organisation" ON "need_answers" USING btree ("organisation_id","created_at");--> statement-breakpoint
CREATE INDEX "need_messages_answer" ON "need_messages" USING btree ("answer_id","created_at");--> statement-breakpoint
CREATE INDEX "saved_searches_person" ON "saved_searches" USING btree ("person_id","created_at");--> statement-breakpoint
CREATE INDEX "saved_searches_organisation" ON "saved_searches" USING btree ("organisation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "shortlist_items_technology" ON "shortlist_items" USING btree ("shortlist_id","technology_id");--> statement-breakpoint
CREATE INDEX "shortlist_notes_item" ON "shortlist_notes" USING btree ("item_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "shortlists_name" ON "shortlists" USING btree ("organisation_id","name");--> statement-breakpoint
CREATE INDEX "needs_organisation" ON "needs" USING btree ("organisation_id","created_at");
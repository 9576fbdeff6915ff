CREATE TABLE "award_reports" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"kind" text NOT NULL,
	"from_on" text NOT NULL,
	"until_on" text NOT NULL,
	"due_on" text NOT NULL,
	"state" text NOT NULL,
	"state_since" bigint NOT NULL,
	"answers" jsonb NOT NULL,
	"submitted_at" bigint,
	"answer" text
);
--> statement-breakpoint
CREATE TABLE "awards" (
	"application_id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"state_since" bigint NOT NULL,
	"currency" text NOT NULL,
	"grants" jsonb NOT NULL,
	"stage_id" text NOT NULL,
	"conditions" jsonb NOT NULL,
	"agreement_seal" text,
	"signed_by" text,
	"signed_at" bigint,
	"starts_on" text,
	"ends_on" text,
	"reason" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "claim_lines" (
	"id" text PRIMARY KEY NOT NULL,
	"claim_id" text NOT NULL,
	"category" text NOT NULL,
	"description" text NOT NULL,
	"spent_on" text NOT NULL,
	"amount" bigint NOT NULL,
	"voucher_file_id" text,
	"state" text NOT NULL,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"stage_id" text NOT NULL,
	"number" bigint NOT NULL,
	"state" text NOT NULL,
	"state_since" bigint NOT NULL,
	"created_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "due_payments" (
	"id" text PRIMARY KEY NOT NULL,
	"due_id" text NOT NULL,
	"kind" text NOT NULL,
	"amount" bigint NOT NULL,
	"received_on" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"entered_by" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dues" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"term" text NOT NULL,
	"explanation" text NOT NULL,
	"amount" bigint NOT NULL,
	"paid_amount" bigint DEFAULT 0 NOT NULL,
	"waived_amount" bigint DEFAULT 0 NOT NULL,
	"currency" text NOT NULL,
	"due_on" text NOT NULL,
	"statement_id" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reconciliations" (
	"id" text PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"awards" bigint NOT NULL,
	"sums" bigint NOT NULL,
	"differences" jsonb NOT NULL,
	"problem" text
);
--> statement-breakpoint
CREATE TABLE "sales_statements" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"from_on" text NOT NULL,
	"until_on" text NOT NULL,
	"net_sales" bigint NOT NULL,
	"currency" text NOT NULL,
	"source" text NOT NULL,
	"entered_by" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "variations" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"kind" text NOT NULL,
	"change" jsonb NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"state_since" bigint NOT NULL,
	"answer" text,
	"requested_by" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "appeals" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"ground" text NOT NULL,
	"state" text NOT NULL,
	"answer" text,
	"filed_by" text NOT NULL,
	"filed_at" bigint NOT NULL,
	"decided_by" text,
	"decided_at" bigint
);
--> statement-breakpoint
CREATE TABLE "application_answers" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"name" text NOT NULL,
	"value" text NOT NULL,
	"updated_at" bigint NOT NULL,
	"updated_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "budget_lines" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"stage_id" text NOT NULL,
	"category" text NOT NULL,
	"payer" text NOT NULL,
	"amount" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contribution_receipts" (
	"id" text PRIMARY KEY NOT NULL,
	"contribution_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"received_on" text NOT NULL,
	"evidence" text DEFAULT '' NOT NULL,
	"confirmed_by" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "letters" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"hash" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organisation_facts" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"as_of" text NOT NULL,
	"may_reuse" boolean NOT NULL,
	"entered_by" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
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
CREATE TABLE "question_messages" (
	"id" text PRIMARY KEY NOT NULL,
	"question_id" text NOT NULL,
	"side" text NOT NULL,
	"author_name" text NOT NULL,
	"text" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "questions" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"subject" text NOT NULL,
	"subject_id" text NOT NULL,
	"title" text NOT NULL,
	"state" text NOT NULL,
	"held_amount" bigint DEFAULT 0 NOT NULL,
	"answer_by" text NOT NULL,
	"opened_by" text NOT NULL,
	"opened_at" bigint NOT NULL,
	"state_since" bigint NOT NULL,
	"closed_at" bigint,
	"outcome" text
);
--> statement-breakpoint
CREATE TABLE "reviewer_declarations" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"interests" jsonb NOT NULL,
	"declared_on" text NOT NULL,
	"valid_until" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sponsor_invitations" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"stage_id" text NOT NULL,
	"organisation_id" text,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"hash" text NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"contribution_id" text,
	"invited_by" text NOT NULL,
	"expires_at" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"answered_at" bigint
);
--> statement-breakpoint
CREATE TABLE "submissions" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"sequence" bigint NOT NULL,
	"facts" jsonb NOT NULL,
	"seal" text NOT NULL,
	"pack_hash" text NOT NULL,
	"submitted_by" text NOT NULL,
	"submitted_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "conditions" jsonb;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "version" bigint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "sponsor_note" text;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "decided_by" text;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "told_at" bigint;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "programme_version" bigint;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "opens_at" bigint;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "closes_at" bigint;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "rules" jsonb;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "rules_version" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "results_published_at" bigint;--> statement-breakpoint
ALTER TABLE "contributions" ADD COLUMN "received_amount" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "milestones" ADD COLUMN "stage_id" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "milestones" ADD COLUMN "measure" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "milestones" ADD COLUMN "from_month" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "milestones" ADD COLUMN "until_month" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "milestones" ADD COLUMN "answer" text;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "answer_by" text;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "decline_reason" text;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "reasons" jsonb;--> statement-breakpoint
ALTER TABLE "tranches" ADD COLUMN "stage_id" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "tranches" ADD COLUMN "proposed_by" text;--> statement-breakpoint
ALTER TABLE "tranches" ADD COLUMN "proposed_at" bigint;--> statement-breakpoint
ALTER TABLE "award_reports" ADD CONSTRAINT "award_reports_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_signed_by_people_id_fk" FOREIGN KEY ("signed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_lines" ADD CONSTRAINT "claim_lines_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "due_payments" ADD CONSTRAINT "due_payments_due_id_dues_id_fk" FOREIGN KEY ("due_id") REFERENCES "public"."dues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dues" ADD CONSTRAINT "dues_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dues" ADD CONSTRAINT "dues_statement_id_sales_statements_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."sales_statements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_statements" ADD CONSTRAINT "sales_statements_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "variations" ADD CONSTRAINT "variations_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_answers" ADD CONSTRAINT "application_answers_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_lines" ADD CONSTRAINT "budget_lines_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contribution_receipts" ADD CONSTRAINT "contribution_receipts_contribution_id_contributions_id_fk" FOREIGN KEY ("contribution_id") REFERENCES "public"."contributions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisation_facts" ADD CONSTRAINT "organisation_facts_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_versions" ADD CONSTRAINT "programme_versions_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_messages" ADD CONSTRAINT "question_messages_question_id_questions_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."questions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviewer_declarations" ADD CONSTRAINT "reviewer_declarations_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsor_invitations" ADD CONSTRAINT "sponsor_invitations_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsor_invitations" ADD CONSTRAINT "sponsor_invitations_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "award_reports_due" ON "award_reports" USING btree ("application_id","due_on");--> statement-breakpoint
CREATE INDEX "award_reports_queue" ON "award_reports" USING btree ("state","due_on");--> statement-breakpoint
CREATE INDEX "awards_state" ON "awards" USING btree ("state","state_since");--> statement-breakpoint
CREATE INDEX "claim_lines_claim" ON "claim_lines" USING btree ("claim_id");--> statement-breakpoint
CREATE UNIQUE INDEX "claims_number" ON "claims" USING btree ("application_id","number");--> statement-breakpoint
CREATE INDEX "due_payments_due" ON "due_payments" USING btree ("due_id");--> statement-breakpoint
CREATE INDEX "dues_application" ON "dues" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "dues_age" ON "dues" USING btree ("due_on");--> statement-breakpoint
CREATE INDEX "reconciliations_at" ON "reconciliations" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "sales_statements_period" ON "sales_statements" USING btree ("application_id","from_on");--> statement-breakpoint
CREATE INDEX "variations_application" ON "variations" USING btree ("application_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "appeals_once" ON "appeals" USING btree ("application_id");--> statement-breakpoint
CREATE UNIQUE INDEX "application_answers_name" ON "application_answers" USING btree ("application_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "budget_lines_cell" ON "budget_lines" USING btree ("application_id","stage_id","category","payer");--> statement-breakpoint
CREATE INDEX "contribution_receipts_of" ON "contribution_receipts" USING btree ("contribution_id");--> statement-breakpoint
CREATE INDEX "letters_application" ON "letters" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "organisation_facts_of" ON "organisation_facts" USING btree ("organisation_id","kind","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "programme_versions_number" ON "programme_versions" USING btree ("programme_id","version");--> statement-breakpoint
CREATE INDEX "question_messages_of" ON "question_messages" USING btree ("question_id","created_at");--> statement-breakpoint
CREATE INDEX "questions_application" ON "questions" USING btree ("application_id","state");--> statement-breakpoint
CREATE INDEX "questions_subject" ON "questions" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "reviewer_declarations_person" ON "reviewer_declarations" USING btree ("person_id","valid_until");--> statement-breakpoint
CREATE UNIQUE INDEX "sponsor_invitations_hash" ON "sponsor_invitations" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "sponsor_invitations_application" ON "sponsor_invitations" USING btree ("application_id");--> statement-breakpoint
CREATE UNIQUE INDEX "submissions_sequence" ON "submissions" USING btree ("application_id","sequence");--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tranches" ADD CONSTRAINT "tranches_proposed_by_people_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "applications_since" ON "applications" USING btree ("state_since","id");--> statement-breakpoint
CREATE INDEX "milestones_due" ON "milestones" USING btree ("state","due_on");
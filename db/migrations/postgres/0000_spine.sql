CREATE TABLE "events" (
	"sequence" bigint PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"actor_id" text,
	"actor_name" text NOT NULL,
	"actor_role" text,
	"organisation_id" text,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"case_id" text,
	"details" jsonb NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "needs" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"state" text NOT NULL,
	"original" text NOT NULL,
	"title" jsonb NOT NULL,
	"text" jsonb NOT NULL,
	"field" text NOT NULL,
	"wanted" jsonb NOT NULL,
	"min_trl" bigint,
	"budget_amount" bigint,
	"budget_currency" text,
	"landing_region" text,
	"keywords" jsonb NOT NULL,
	"open_until" text,
	"is_demonstration" boolean DEFAULT false NOT NULL,
	"created_by" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "technologies" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"case_id" text,
	"organisation_id" text,
	"state" text NOT NULL,
	"original" text NOT NULL,
	"title" jsonb NOT NULL,
	"value_line" jsonb NOT NULL,
	"profile" jsonb NOT NULL,
	"field" text NOT NULL,
	"trl" bigint,
	"pathway" text,
	"offers" jsonb NOT NULL,
	"landing" jsonb NOT NULL,
	"deployment" text,
	"ip" jsonb NOT NULL,
	"ipc" jsonb NOT NULL,
	"contact_id" text,
	"source" jsonb,
	"source_name" text,
	"source_id" text,
	"licence" text,
	"year" bigint,
	"is_demonstration" boolean DEFAULT false NOT NULL,
	"published_at" bigint,
	"updated_at" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"search_key" bigint NOT NULL,
	CONSTRAINT "technologies_trl" CHECK ("technologies"."trl" between 1 and 9)
);
--> statement-breakpoint
CREATE TABLE "agreements" (
	"id" text PRIMARY KEY NOT NULL,
	"deal_id" text NOT NULL,
	"case_id" text,
	"kind" text NOT NULL,
	"number" text NOT NULL,
	"state" text NOT NULL,
	"template_id" text NOT NULL,
	"language" text NOT NULL,
	"term_sheet_id" text,
	"policy_id" text,
	"seal" text NOT NULL,
	"file_hash" text,
	"created_at" bigint NOT NULL,
	"signed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "deal_messages" (
	"id" text PRIMARY KEY NOT NULL,
	"deal_id" text NOT NULL,
	"author_id" text NOT NULL,
	"side" text NOT NULL,
	"text" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deals" (
	"id" text PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"case_id" text,
	"technology_id" text NOT NULL,
	"licensor_id" text NOT NULL,
	"partner_id" text NOT NULL,
	"partner_person_id" text NOT NULL,
	"officer_id" text,
	"state" text NOT NULL,
	"state_since" bigint NOT NULL,
	"question" text NOT NULL,
	"is_demonstration" boolean DEFAULT false NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "distribution_shares" (
	"id" text PRIMARY KEY NOT NULL,
	"distribution_id" text NOT NULL,
	"payee" text NOT NULL,
	"person_id" text,
	"name" text NOT NULL,
	"basis_points" bigint,
	"amount" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "distributions" (
	"id" text PRIMARY KEY NOT NULL,
	"royalty_id" text NOT NULL,
	"case_id" text,
	"policy_id" text NOT NULL,
	"gross" bigint NOT NULL,
	"costs" bigint NOT NULL,
	"net" bigint NOT NULL,
	"carried_forward" bigint NOT NULL,
	"currency" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "royalties" (
	"id" text PRIMARY KEY NOT NULL,
	"sales_report_id" text NOT NULL,
	"agreement_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"steps" jsonb NOT NULL,
	"received_on" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sales_reports" (
	"id" text PRIMARY KEY NOT NULL,
	"agreement_id" text NOT NULL,
	"from_on" text NOT NULL,
	"until_on" text NOT NULL,
	"net_sales" bigint NOT NULL,
	"currency" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"reported_by" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signatures" (
	"id" text PRIMARY KEY NOT NULL,
	"agreement_id" text NOT NULL,
	"side" text NOT NULL,
	"person_id" text NOT NULL,
	"name" text NOT NULL,
	"seal" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "term_sheets" (
	"id" text PRIMARY KEY NOT NULL,
	"deal_id" text NOT NULL,
	"version" bigint NOT NULL,
	"side" text NOT NULL,
	"proposed_by" text NOT NULL,
	"terms" jsonb NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	"state" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" text PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"name" text NOT NULL,
	"mime" text NOT NULL,
	"size" bigint NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"label" text,
	"uploaded_by" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "assessments" (
	"id" text PRIMARY KEY NOT NULL,
	"disclosure_id" text NOT NULL,
	"case_id" text NOT NULL,
	"assessor_id" text NOT NULL,
	"readiness" jsonb NOT NULL,
	"answers" jsonb NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pathway_decisions" (
	"id" text PRIMARY KEY NOT NULL,
	"disclosure_id" text NOT NULL,
	"case_id" text NOT NULL,
	"pathway" text NOT NULL,
	"advised" text NOT NULL,
	"scores" jsonb NOT NULL,
	"reason" text NOT NULL,
	"decided_by" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "applications" (
	"id" text PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"call_id" text NOT NULL,
	"programme_id" text NOT NULL,
	"case_id" text,
	"venture_id" text,
	"lead_id" text NOT NULL,
	"title" jsonb NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"state" text NOT NULL,
	"state_since" bigint NOT NULL,
	"stages" jsonb NOT NULL,
	"currency" text NOT NULL,
	"team_benefit_basis_points" bigint,
	"officer_id" text,
	"reason" text,
	"is_demonstration" boolean DEFAULT false NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"submitted_at" bigint,
	"decided_at" bigint
);
--> statement-breakpoint
CREATE TABLE "calls" (
	"id" text PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"funder_id" text NOT NULL,
	"title" jsonb NOT NULL,
	"state" text NOT NULL,
	"opens_on" text NOT NULL,
	"closes_on" text NOT NULL,
	"budget" bigint,
	"currency" text NOT NULL,
	"is_demonstration" boolean DEFAULT false NOT NULL,
	"created_by" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contributions" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"stage_id" text NOT NULL,
	"payer_id" text,
	"payer_name" text NOT NULL,
	"side" text NOT NULL,
	"form" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"is_redeemable" boolean DEFAULT false NOT NULL,
	"is_repayable" boolean DEFAULT false NOT NULL,
	"is_public_money" boolean DEFAULT false NOT NULL,
	"status" text NOT NULL,
	"evidence_file_id" text,
	"evidence" text DEFAULT '' NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"status_since" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "milestones" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"position" bigint NOT NULL,
	"title" text NOT NULL,
	"due_on" text NOT NULL,
	"state" text NOT NULL,
	"report" text DEFAULT '' NOT NULL,
	"state_since" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"reviewer_id" text NOT NULL,
	"state" text NOT NULL,
	"scores" jsonb NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	"created_at" bigint NOT NULL,
	"finished_at" bigint
);
--> statement-breakpoint
CREATE TABLE "tranches" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"milestone_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"state" text NOT NULL,
	"released_by" text,
	"released_at" bigint
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"key" text PRIMARY KEY NOT NULL,
	"spent" bigint NOT NULL,
	"resets_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" text PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"email" text NOT NULL,
	"organisation_id" text NOT NULL,
	"role" text NOT NULL,
	"invited_by" text NOT NULL,
	"expires_at" bigint NOT NULL,
	"accepted_at" bigint,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"role" text NOT NULL,
	"title" jsonb,
	"unit" jsonb,
	"created_at" bigint NOT NULL,
	"ended_at" bigint
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" jsonb NOT NULL,
	"about" jsonb,
	"region" text NOT NULL,
	"province" text,
	"city" text,
	"country" text,
	"ror_id" text,
	"is_ugc_funded" boolean DEFAULT false NOT NULL,
	"is_demonstration" boolean DEFAULT false NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"names" jsonb,
	"password_hash" text,
	"email_confirmed_at" bigint,
	"totp_secret" text,
	"totp_confirmed_at" bigint,
	"language" text,
	"orcid" text,
	"is_demonstration" boolean DEFAULT false NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" bigint NOT NULL,
	"membership_id" text,
	"awaits_second_factor" boolean DEFAULT false NOT NULL,
	"user_agent" text,
	"address" text,
	"created_at" bigint NOT NULL,
	"last_seen_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"hash" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"person_id" text NOT NULL,
	"expires_at" bigint NOT NULL,
	"used_at" bigint
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"message" text NOT NULL,
	"params" jsonb NOT NULL,
	"link" text,
	"created_at" bigint NOT NULL,
	"read_at" bigint
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text PRIMARY KEY NOT NULL,
	"recipient" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"language" text NOT NULL,
	"state" text NOT NULL,
	"attempts" bigint DEFAULT 0 NOT NULL,
	"next_attempt_at" bigint NOT NULL,
	"last_error" text,
	"created_at" bigint NOT NULL,
	"sent_at" bigint
);
--> statement-breakpoint
CREATE TABLE "disclosures" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"number" text,
	"title" jsonb NOT NULL,
	"original" text NOT NULL,
	"state" text NOT NULL,
	"state_since" bigint NOT NULL,
	"problem" text DEFAULT '' NOT NULL,
	"solution" text DEFAULT '' NOT NULL,
	"novelty" text DEFAULT '' NOT NULL,
	"purpose" text DEFAULT '' NOT NULL,
	"origins" text DEFAULT '' NOT NULL,
	"market" text DEFAULT '' NOT NULL,
	"landing" text DEFAULT '' NOT NULL,
	"public_disclosures" jsonb NOT NULL,
	"officer_id" text,
	"reason" text,
	"seal" text,
	"version" bigint DEFAULT 1 NOT NULL,
	"is_demonstration" boolean DEFAULT false NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"submitted_at" bigint
);
--> statement-breakpoint
CREATE TABLE "inventors" (
	"id" text PRIMARY KEY NOT NULL,
	"disclosure_id" text NOT NULL,
	"position" bigint NOT NULL,
	"person_id" text,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"affiliation" text DEFAULT '' NOT NULL,
	"contribution" text DEFAULT '' NOT NULL,
	"share_basis_points" bigint NOT NULL,
	"confirmation" text NOT NULL,
	"confirmed_at" bigint,
	"dispute_reason" text,
	"token_hash" text,
	CONSTRAINT "inventors_share" CHECK ("inventors"."share_basis_points" between 0 and 10000)
);
--> statement-breakpoint
CREATE TABLE "outputs" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"kind" text NOT NULL,
	"title" jsonb NOT NULL,
	"original" text NOT NULL,
	"summary" jsonb NOT NULL,
	"field" text NOT NULL,
	"doi" text,
	"produced_on" text,
	"trl" bigint,
	"source" jsonb,
	"facts" jsonb,
	"is_demonstration" boolean DEFAULT false NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "outputs_trl" CHECK ("outputs"."trl" between 1 and 9)
);
--> statement-breakpoint
CREATE TABLE "deadlines" (
	"id" text PRIMARY KEY NOT NULL,
	"family_id" text NOT NULL,
	"filing_id" text NOT NULL,
	"rule_id" text NOT NULL,
	"act" jsonb NOT NULL,
	"jurisdiction" text NOT NULL,
	"statutory_on" text NOT NULL,
	"last_on" text NOT NULL,
	"safe_on" text NOT NULL,
	"source" text NOT NULL,
	"confidence" text NOT NULL,
	"done_on" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "families" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"disclosure_id" text,
	"organisation_id" text NOT NULL,
	"title" jsonb NOT NULL,
	"is_demonstration" boolean DEFAULT false NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "filings" (
	"id" text PRIMARY KEY NOT NULL,
	"family_id" text NOT NULL,
	"jurisdiction" text NOT NULL,
	"kind" text NOT NULL,
	"number" text,
	"filed_on" text NOT NULL,
	"priority_on" text,
	"state" text NOT NULL,
	"published_on" text,
	"granted_on" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "equity_events" (
	"id" text PRIMARY KEY NOT NULL,
	"venture_id" text NOT NULL,
	"sequence" bigint NOT NULL,
	"kind" text NOT NULL,
	"on_date" text NOT NULL,
	"share_class" text NOT NULL,
	"from_holder" text,
	"to_holder" text NOT NULL,
	"holder_kind" text NOT NULL,
	"holder_name" text NOT NULL,
	"shares" bigint NOT NULL,
	"price_per_share" bigint,
	"currency" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rounds" (
	"id" text PRIMARY KEY NOT NULL,
	"venture_id" text NOT NULL,
	"on_date" text NOT NULL,
	"kind" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"investor" text
);
--> statement-breakpoint
CREATE TABLE "ventures" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"case_id" text,
	"technology_id" text,
	"organisation_id" text NOT NULL,
	"name" jsonb NOT NULL,
	"line" jsonb NOT NULL,
	"about" jsonb NOT NULL,
	"stage" text NOT NULL,
	"incorporated_on" text,
	"region" text NOT NULL,
	"city" text,
	"landing" jsonb NOT NULL,
	"team_size" bigint,
	"incubator_id" text,
	"is_public" boolean DEFAULT true NOT NULL,
	"is_demonstration" boolean DEFAULT false NOT NULL,
	"created_by" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "needs" ADD CONSTRAINT "needs_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "needs" ADD CONSTRAINT "needs_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "technologies" ADD CONSTRAINT "technologies_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "technologies" ADD CONSTRAINT "technologies_contact_id_people_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_deal_id_deals_id_fk" FOREIGN KEY ("deal_id") REFERENCES "public"."deals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_term_sheet_id_term_sheets_id_fk" FOREIGN KEY ("term_sheet_id") REFERENCES "public"."term_sheets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_messages" ADD CONSTRAINT "deal_messages_deal_id_deals_id_fk" FOREIGN KEY ("deal_id") REFERENCES "public"."deals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_messages" ADD CONSTRAINT "deal_messages_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deals" ADD CONSTRAINT "deals_technology_id_technologies_id_fk" FOREIGN KEY ("technology_id") REFERENCES "public"."technologies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deals" ADD CONSTRAINT "deals_licensor_id_organisations_id_fk" FOREIGN KEY ("licensor_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deals" ADD CONSTRAINT "deals_partner_id_organisations_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deals" ADD CONSTRAINT "deals_partner_person_id_people_id_fk" FOREIGN KEY ("partner_person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deals" ADD CONSTRAINT "deals_officer_id_people_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "distribution_shares" ADD CONSTRAINT "distribution_shares_distribution_id_distributions_id_fk" FOREIGN KEY ("distribution_id") REFERENCES "public"."distributions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "distribution_shares" ADD CONSTRAINT "distribution_shares_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "distributions" ADD CONSTRAINT "distributions_royalty_id_royalties_id_fk" FOREIGN KEY ("royalty_id") REFERENCES "public"."royalties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "distributions" ADD CONSTRAINT "distributions_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "royalties" ADD CONSTRAINT "royalties_sales_report_id_sales_reports_id_fk" FOREIGN KEY ("sales_report_id") REFERENCES "public"."sales_reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "royalties" ADD CONSTRAINT "royalties_agreement_id_agreements_id_fk" FOREIGN KEY ("agreement_id") REFERENCES "public"."agreements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_reports" ADD CONSTRAINT "sales_reports_agreement_id_agreements_id_fk" FOREIGN KEY ("agreement_id") REFERENCES "public"."agreements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_reports" ADD CONSTRAINT "sales_reports_reported_by_people_id_fk" FOREIGN KEY ("reported_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signatures" ADD CONSTRAINT "signatures_agreement_id_agreements_id_fk" FOREIGN KEY ("agreement_id") REFERENCES "public"."agreements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signatures" ADD CONSTRAINT "signatures_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "term_sheets" ADD CONSTRAINT "term_sheets_deal_id_deals_id_fk" FOREIGN KEY ("deal_id") REFERENCES "public"."deals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "term_sheets" ADD CONSTRAINT "term_sheets_proposed_by_people_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_case_id_outputs_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."outputs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_assessor_id_people_id_fk" FOREIGN KEY ("assessor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pathway_decisions" ADD CONSTRAINT "pathway_decisions_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pathway_decisions" ADD CONSTRAINT "pathway_decisions_case_id_outputs_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."outputs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pathway_decisions" ADD CONSTRAINT "pathway_decisions_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_lead_id_organisations_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_officer_id_people_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_funder_id_organisations_id_fk" FOREIGN KEY ("funder_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contributions" ADD CONSTRAINT "contributions_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contributions" ADD CONSTRAINT "contributions_payer_id_organisations_id_fk" FOREIGN KEY ("payer_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contributions" ADD CONSTRAINT "contributions_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestones" ADD CONSTRAINT "milestones_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_reviewer_id_people_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tranches" ADD CONSTRAINT "tranches_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tranches" ADD CONSTRAINT "tranches_milestone_id_milestones_id_fk" FOREIGN KEY ("milestone_id") REFERENCES "public"."milestones"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tranches" ADD CONSTRAINT "tranches_released_by_people_id_fk" FOREIGN KEY ("released_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_people_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_people_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_membership_id_memberships_id_fk" FOREIGN KEY ("membership_id") REFERENCES "public"."memberships"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_case_id_outputs_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."outputs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_officer_id_people_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventors" ADD CONSTRAINT "inventors_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventors" ADD CONSTRAINT "inventors_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outputs" ADD CONSTRAINT "outputs_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outputs" ADD CONSTRAINT "outputs_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deadlines" ADD CONSTRAINT "deadlines_family_id_families_id_fk" FOREIGN KEY ("family_id") REFERENCES "public"."families"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deadlines" ADD CONSTRAINT "deadlines_filing_id_filings_id_fk" FOREIGN KEY ("filing_id") REFERENCES "public"."filings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "families" ADD CONSTRAINT "families_case_id_outputs_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."outputs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "families" ADD CONSTRAINT "families_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "filings" ADD CONSTRAINT "filings_family_id_families_id_fk" FOREIGN KEY ("family_id") REFERENCES "public"."families"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "equity_events" ADD CONSTRAINT "equity_events_venture_id_ventures_id_fk" FOREIGN KEY ("venture_id") REFERENCES "public"."ventures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rounds" ADD CONSTRAINT "rounds_venture_id_ventures_id_fk" FOREIGN KEY ("venture_id") REFERENCES "public"."ventures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ventures" ADD CONSTRAINT "ventures_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ventures" ADD CONSTRAINT "ventures_incubator_id_organisations_id_fk" FOREIGN KEY ("incubator_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ventures" ADD CONSTRAINT "ventures_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "events_subject" ON "events" USING btree ("subject_kind","subject_id","sequence");--> statement-breakpoint
CREATE INDEX "events_case" ON "events" USING btree ("case_id","sequence");--> statement-breakpoint
CREATE INDEX "needs_open" ON "needs" USING btree ("state","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "technologies_slug" ON "technologies" USING btree ("slug");--> statement-breakpoint
CREATE UNIQUE INDEX "technologies_source" ON "technologies" USING btree ("source_name","source_id");--> statement-breakpoint
CREATE UNIQUE INDEX "technologies_search_key" ON "technologies" USING btree ("search_key");--> statement-breakpoint
CREATE INDEX "technologies_case" ON "technologies" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "technologies_newest" ON "technologies" USING btree ("state","published_at","id");--> statement-breakpoint
CREATE INDEX "technologies_field" ON "technologies" USING btree ("state","field");--> statement-breakpoint
CREATE INDEX "technologies_organisation" ON "technologies" USING btree ("organisation_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "agreements_number" ON "agreements" USING btree ("number");--> statement-breakpoint
CREATE INDEX "agreements_deal" ON "agreements" USING btree ("deal_id","kind");--> statement-breakpoint
CREATE INDEX "deal_messages_deal" ON "deal_messages" USING btree ("deal_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "deals_number" ON "deals" USING btree ("number");--> statement-breakpoint
CREATE INDEX "deals_licensor" ON "deals" USING btree ("licensor_id","state","state_since");--> statement-breakpoint
CREATE INDEX "deals_partner" ON "deals" USING btree ("partner_id","state","state_since");--> statement-breakpoint
CREATE INDEX "deals_technology" ON "deals" USING btree ("technology_id");--> statement-breakpoint
CREATE INDEX "deals_case" ON "deals" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "distribution_shares_distribution" ON "distribution_shares" USING btree ("distribution_id");--> statement-breakpoint
CREATE INDEX "distribution_shares_person" ON "distribution_shares" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "distributions_royalty" ON "distributions" USING btree ("royalty_id");--> statement-breakpoint
CREATE INDEX "distributions_case" ON "distributions" USING btree ("case_id");--> statement-breakpoint
CREATE UNIQUE INDEX "royalties_report" ON "royalties" USING btree ("sales_report_id");--> statement-breakpoint
CREATE INDEX "royalties_agreement" ON "royalties" USING btree ("agreement_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sales_reports_period" ON "sales_reports" USING btree ("agreement_id","from_on");--> statement-breakpoint
CREATE UNIQUE INDEX "signatures_side" ON "signatures" USING btree ("agreement_id","side");--> statement-breakpoint
CREATE UNIQUE INDEX "term_sheets_version" ON "term_sheets" USING btree ("deal_id","version");--> statement-breakpoint
CREATE INDEX "files_subject" ON "files" USING btree ("subject_kind","subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "assessments_assessor" ON "assessments" USING btree ("disclosure_id","assessor_id");--> statement-breakpoint
CREATE INDEX "assessments_case" ON "assessments" USING btree ("case_id");--> statement-breakpoint
CREATE UNIQUE INDEX "pathway_decisions_disclosure" ON "pathway_decisions" USING btree ("disclosure_id");--> statement-breakpoint
CREATE UNIQUE INDEX "applications_number" ON "applications" USING btree ("number");--> statement-breakpoint
CREATE INDEX "applications_call" ON "applications" USING btree ("call_id","state");--> statement-breakpoint
CREATE INDEX "applications_lead" ON "applications" USING btree ("lead_id","state");--> statement-breakpoint
CREATE INDEX "applications_case" ON "applications" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "applications_desk" ON "applications" USING btree ("state","state_since");--> statement-breakpoint
CREATE INDEX "calls_programme" ON "calls" USING btree ("programme_id","closes_on");--> statement-breakpoint
CREATE INDEX "calls_open" ON "calls" USING btree ("state","closes_on");--> statement-breakpoint
CREATE INDEX "contributions_application" ON "contributions" USING btree ("application_id","stage_id");--> statement-breakpoint
CREATE UNIQUE INDEX "milestones_order" ON "milestones" USING btree ("application_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "reviews_reviewer" ON "reviews" USING btree ("application_id","reviewer_id");--> statement-breakpoint
CREATE INDEX "reviews_queue" ON "reviews" USING btree ("reviewer_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "tranches_milestone" ON "tranches" USING btree ("milestone_id");--> statement-breakpoint
CREATE INDEX "tranches_application" ON "tranches" USING btree ("application_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_hash" ON "invitations" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "invitations_organisation" ON "invitations" USING btree ("organisation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "memberships_place" ON "memberships" USING btree ("person_id","organisation_id","role");--> statement-breakpoint
CREATE INDEX "memberships_organisation" ON "memberships" USING btree ("organisation_id","role");--> statement-breakpoint
CREATE UNIQUE INDEX "people_email" ON "people" USING btree ("email");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "tokens_person" ON "tokens" USING btree ("person_id","kind");--> statement-breakpoint
CREATE INDEX "notices_person" ON "notices" USING btree ("person_id","created_at");--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "outbox" USING btree ("state","next_attempt_at");--> statement-breakpoint
CREATE INDEX "disclosures_case" ON "disclosures" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "disclosures_desk" ON "disclosures" USING btree ("organisation_id","state","state_since");--> statement-breakpoint
CREATE INDEX "disclosures_author" ON "disclosures" USING btree ("created_by","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "disclosures_number" ON "disclosures" USING btree ("organisation_id","number");--> statement-breakpoint
CREATE INDEX "inventors_disclosure" ON "inventors" USING btree ("disclosure_id","position");--> statement-breakpoint
CREATE INDEX "inventors_person" ON "inventors" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "inventors_token" ON "inventors" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "outputs_author" ON "outputs" USING btree ("created_by","created_at");--> statement-breakpoint
CREATE INDEX "outputs_organisation" ON "outputs" USING btree ("organisation_id","created_at");--> statement-breakpoint
CREATE INDEX "deadlines_family" ON "deadlines" USING btree ("family_id","last_on");--> statement-breakpoint
CREATE INDEX "deadlines_filing" ON "deadlines" USING btree ("filing_id");--> statement-breakpoint
CREATE INDEX "families_case" ON "families" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "families_organisation" ON "families" USING btree ("organisation_id","created_at");--> statement-breakpoint
CREATE INDEX "filings_family" ON "filings" USING btree ("family_id","filed_on");--> statement-breakpoint
CREATE UNIQUE INDEX "equity_events_order" ON "equity_events" USING btree ("venture_id","sequence");--> statement-breakpoint
CREATE INDEX "rounds_venture" ON "rounds" USING btree ("venture_id","on_date");--> statement-breakpoint
CREATE UNIQUE INDEX "ventures_slug" ON "ventures" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "ventures_case" ON "ventures" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "ventures_newest" ON "ventures" USING btree ("is_public","created_at");
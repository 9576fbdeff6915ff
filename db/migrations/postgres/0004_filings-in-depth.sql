CREATE TABLE "filing_costs" (
	"id" text PRIMARY KEY NOT NULL,
	"filing_id" text NOT NULL,
	"kind" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"spent_on" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "filing_costs_amount" CHECK ("filing_costs"."amount_minor" > 0)
);
--> statement-breakpoint
CREATE TABLE "filing_letters" (
	"id" text PRIMARY KEY NOT NULL,
	"filing_id" text NOT NULL,
	"event" text NOT NULL,
	"dated_on" text NOT NULL,
	"is_paper" boolean DEFAULT false NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "occurrence" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "opens_on" text;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "late_on" text;--> statement-breakpoint
ALTER TABLE "families" ADD COLUMN "budget_minor" bigint;--> statement-breakpoint
ALTER TABLE "families" ADD COLUMN "budget_currency" text;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "right" text DEFAULT 'invention' NOT NULL;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "based_on" text;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "agent" text;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "agent_reference" text;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "abandon_proposed_by" text;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "abandon_reason" text;--> statement-breakpoint
ALTER TABLE "filing_costs" ADD CONSTRAINT "filing_costs_filing_id_filings_id_fk" FOREIGN KEY ("filing_id") REFERENCES "public"."filings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "filing_letters" ADD CONSTRAINT "filing_letters_filing_id_filings_id_fk" FOREIGN KEY ("filing_id") REFERENCES "public"."filings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "filing_costs_filing" ON "filing_costs" USING btree ("filing_id","spent_on");--> statement-breakpoint
CREATE INDEX "filing_letters_filing" ON "filing_letters" USING btree ("filing_id","dated_on");--> statement-breakpoint
ALTER TABLE "filings" ADD CONSTRAINT "filings_abandon_proposed_by_people_id_fk" FOREIGN KEY ("abandon_proposed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;
DROP INDEX `disclosures_desk`;--> statement-breakpoint
CREATE INDEX `disclosures_public` ON `disclosures` (`organisation_id`,`state`) WHERE cast("disclosures"."public_disclosures" as text) <> '[]';--> statement-breakpoint
CREATE INDEX `disclosures_desk` ON `disclosures` (`organisation_id`,`state`,`state_since`,`officer_id`,`submitted_at`);--> statement-breakpoint
CREATE INDEX `filings_undated` ON `filings` (`family_id`) WHERE "filings"."filed_on" is null;
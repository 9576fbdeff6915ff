CREATE TABLE `participants` (
	`id` text PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`subject_id` text NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`part` text NOT NULL,
	`language` text NOT NULL,
	`invited_by` text NOT NULL,
	`invited_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`token_hash` text,
	`left_at` integer,
	FOREIGN KEY (`invited_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `participants_person` ON `participants` (`subject`,`subject_id`,`email`);--> statement-breakpoint
CREATE INDEX `participants_email` ON `participants` (`email`,`subject`);--> statement-breakpoint
CREATE INDEX `participants_token` ON `participants` (`token_hash`);--> statement-breakpoint
INSERT INTO participants (id, subject, subject_id, email, name, part, language, invited_by, invited_at, expires_at, token_hash, left_at)
SELECT id, 'disclosure', disclosure_id, email, name, part, language, invited_by, invited_at, expires_at, token_hash, left_at FROM disclosure_participants;--> statement-breakpoint
INSERT INTO participants (id, subject, subject_id, email, name, part, language, invited_by, invited_at, expires_at, token_hash, left_at)
SELECT id, 'application', application_id, email, name, part, language, invited_by, invited_at, expires_at, token_hash, left_at FROM application_participants;--> statement-breakpoint
DROP TABLE `application_participants`;--> statement-breakpoint
DROP TABLE `disclosure_participants`;
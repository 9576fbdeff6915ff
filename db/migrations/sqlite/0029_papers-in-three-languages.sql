ALTER TABLE `sponsor_invitations` ADD `language` text;--> statement-breakpoint
ALTER TABLE `letters` ADD `texts` text;
ALTER TABLE `letters` ADD `texts` text;--> statement-breakpoint
ALTER TABLE `sponsor_invitations` ADD `language` text;
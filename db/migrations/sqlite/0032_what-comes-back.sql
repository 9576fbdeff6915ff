ALTER TABLE `awards` ADD `reference_rates` text;--> statement-breakpoint
ALTER TABLE `dues` ADD `reckoning` text;
ALTER TABLE `awards` ADD `declared_elsewhere` text;--> statement-breakpoint
ALTER TABLE `sales_statements` ADD `elsewhere_basis_points` integer;
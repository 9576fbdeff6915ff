ALTER TABLE "awards" ADD COLUMN "declared_elsewhere" jsonb;--> statement-breakpoint
ALTER TABLE "sales_statements" ADD COLUMN "elsewhere_basis_points" bigint;
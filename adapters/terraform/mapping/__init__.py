"""Terraform's resources in CloudFormation's words; `docs/terraform-mapping.md` explains the tables."""

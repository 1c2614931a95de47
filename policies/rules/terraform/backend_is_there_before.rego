# METADATA
# title: What the backend needs is there before the first run
# description: >-
#   Terraform opens the state before it makes anything. A bucket or table for it that this configuration itself makes,
#   or that nobody made in a fresh account, ends `terraform init`.
# scope: package
# related_resources:
#   - https://developer.hashicorp.com/terraform/language/backend/s3
#   - https://developer.hashicorp.com/terraform/language/backend#partial-configuration
# custom:
#   id: FC_TERRAFORM_018
#   severity: high
#   category: operations
#   languages: [terraform]
#   types: [Stack]
#   failures: [E-remote_backend_blocks_deploy]
#   remediation:
#     terraform: |
#       terraform {
#         backend "s3" {} # and: terraform init -backend-config=test.s3.tfbackend
#       }
package stackgrade.rules.terraform.backend_is_there_before

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if input.terraform.backend.type in {"azurerm", "gcs", "s3"}

fail contains findings.proven_at(resources.stack, path, message) if {
	some name, place in _places
	some resource in resources.own(_made_as[name])
	names.physical(resource) == place
	path := concat(".", ["Terraform", "backend", name])
	message := concat("", [place, " is made by this configuration, after the state is opened"])
}

# A stack that has to deploy on its own finds nothing in its account.
fail contains findings.proven_at(resources.stack, path, message) if {
	input.profile.self_contained
	some name, place in _places
	path := concat(".", ["Terraform", "backend", name])
	message := concat("", [place, " has to be there before the stack"])
}

_places[name] := place if {
	input.terraform.backend.type in {"azurerm", "gcs", "s3"}
	some name in ["bucket", "dynamodb_table", "storage_account_name"]
	place := input.terraform.backend.arguments[name]
	is_string(place)
}

_made_as := {"bucket": "AWS::S3::Bucket", "dynamodb_table": "AWS::DynamoDB::Table"}

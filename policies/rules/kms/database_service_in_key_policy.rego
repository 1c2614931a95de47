# METADATA
# title: A database's key names the database service
# description: >-
#   RDS gets at a key through the grants of whoever creates the database, so that it works without. Reviewers
#   ask for the service by name, because the policy then says who uses the key and can be limited to it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html
# custom:
#   id: FC_KMS_005
#   severity: low
#   category: access
#   types: [AWS::KMS::Key]
#   attributes:
#     - KeyPolicy.Statement[].Principal
#   when: {opinions: true}
#   failures: [F-000-04]
#   remediation:
#     cloudformation: |
#       - Effect: Allow
#         Principal:
#           Service: rds.amazonaws.com
#         Action: [kms:Decrypt, kms:GenerateDataKey*, kms:CreateGrant, kms:DescribeKey]
#         Resource: "*"
#     terraform: |
#       principals {
#         type        = "Service"
#         identifiers = ["rds.amazonaws.com"]
#       }
package stackgrade.rules.kms.database_service_in_key_policy

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.of("AWS::KMS::Key")
	resources.has(resource, ["KeyPolicy"])
	some database in resources.of_any(databases.types)
	database.properties.KmsKeyId["$ref"] == resource.address
}

fail contains findings.at(resource, "KeyPolicy", "the policy does not name the database service") if {
	some resource in subject
	not _names_service(resource)
}

_names_service(key) if {
	some [_, statement] in policies.statements(key.properties.KeyPolicy)
	some service in policies.services(statement)
	startswith(service, "rds.")
}

_names_service(key) if {
	some [_, statement] in policies.statements(key.properties.KeyPolicy)
	"kms:viaservice" in policies.condition_keys(statement)
}

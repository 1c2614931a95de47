# METADATA
# title: A secret says what it is for
# description: >-
#   Secrets outlive the people who created them. A description tells who has to be asked before one is changed
#   or removed.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html
# custom:
#   id: FC_SECRET_004
#   severity: low
#   category: operations
#   types: [AWS::SecretsManager::Secret]
#   presence: [Description]
#   when: {opinions: true}
#   failures: [F-001-03.4, F-002-06a]
#   remediation:
#     cloudformation: |
#       Description: credentials of the shop database
#     terraform: |
#       description = "credentials of the shop database"
package stackgrade.rules.secretsmanager.described

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "Description", "the secret has no description") if {
	some resource in resources.of("AWS::SecretsManager::Secret")
	not resources.has(resource, ["Description"])
}

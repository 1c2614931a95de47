# METADATA
# title: A key has an alias
# description: >-
#   A key is a random identifier in every log and console. An alias says what it is for, and lets it be
#   replaced without touching who uses it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html
# custom:
#   id: FC_KMS_006
#   severity: low
#   category: naming
#   types: [AWS::KMS::Key]
#   companions: [AWS::KMS::Alias.TargetKeyId]
#   failures: [F-001-01.6]
#   remediation:
#     cloudformation: |
#       Alias:
#         Type: AWS::KMS::Alias
#         Properties:
#           AliasName: !Sub alias/app-${EnvironmentSuffix}
#           TargetKeyId: !Ref Key
#     terraform: |
#       resource "aws_kms_alias" "app" {
#         name          = "alias/app"
#         target_key_id = aws_kms_key.app.key_id
#       }
package stackgrade.rules.kms.alias

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.missing(resource, "the key has no alias") if {
	some resource in resources.of("AWS::KMS::Key")
	count(resources.referrers(resource.address, "AWS::KMS::Alias")) == 0
}

# METADATA
# title: A key is not for everyone
# description: >-
#   A key policy that allows the principal `*` without a condition lets any AWS account decrypt what the key
#   protects.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
# custom:
#   id: FC_KMS_003
#   severity: critical
#   category: access
#   types: [AWS::KMS::Key]
#   attributes:
#     - KeyPolicy.Statement[].Principal
#     - KeyPolicy.Statement[].Effect
#   presence: ["KeyPolicy.Statement[].NotPrincipal"]
#   failures: [E-kms_key_policy_too_permissive]
#   also: [CKV_AWS_33, F76, KMS_NO_WILDCARD_PRINCIPAL]
#   remediation:
#     cloudformation: |
#       Principal:
#         AWS: !Sub arn:${AWS::Partition}:iam::${AWS::AccountId}:root
#     terraform: |
#       principals {
#         type        = "AWS"
#         identifiers = ["arn:aws:iam::${data.aws_caller_identity.current.account_id}:root"]
#       }
package stackgrade.rules.kms.key_policy_not_public

import data.stackgrade.lib.findings
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, array.concat(["KeyPolicy"], path), "everyone may use the key") if {
	some resource in resources.of("AWS::KMS::Key")
	some [path, statement] in policies.statements(resource.properties.KeyPolicy)
	statement.Effect == "Allow"
	policies.admits_everyone(statement)
	count(policies.condition_keys(statement)) == 0
}

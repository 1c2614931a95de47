# METADATA
# title: A key can be managed by its account
# description: >-
#   Only its policy opens a KMS key. When no statement lets the account or an administrator change the policy,
#   nobody can manage the key any more, and KMS refuses such a policy at creation.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
# custom:
#   id: FC_KMS_004
#   severity: critical
#   category: access
#   types: [AWS::KMS::Key]
#   attributes:
#     - KeyPolicy.Statement[].Action
#     - KeyPolicy.Statement[].Effect
#   failures: [F-000-04]
#   remediation:
#     cloudformation: |
#       - Effect: Allow
#         Principal:
#           AWS: !Sub arn:${AWS::Partition}:iam::${AWS::AccountId}:root
#         Action: kms:*
#         Resource: "*"
#     terraform: |
#       statement { # of the key's policy
#         actions   = ["kms:*"]
#         resources = ["*"]
#
#         principals {
#           type        = "AWS"
#           identifiers = ["arn:aws:iam::${data.aws_caller_identity.current.account_id}:root"]
#         }
#       }
package stackgrade.rules.kms.account_can_administer

import data.stackgrade.lib.findings
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources
import data.stackgrade.lib.roles

metadata := rego.metadata.chain()[1].annotations

# Without a policy, KMS gives the key one that lets the account manage it.
subject[resource.address] := resource if {
	some resource in resources.of("AWS::KMS::Key")
	resources.has(resource, ["KeyPolicy"])
	not resource.properties.BypassPolicyLockoutSafetyCheck == true
}

fail contains findings.at(resource, "KeyPolicy", "no statement lets anyone change the policy") if {
	some resource in subject
	not _managed(resource)
}

_managed(key) if {
	some [_, statement] in policies.statements(key.properties.KeyPolicy)
	statement.Effect == "Allow"
	statement.Principal
	roles.covers(statement, "kms:PutKeyPolicy")
}

# METADATA
# title: A key for the volumes of a group lets Auto Scaling in
# description: >-
#   Auto Scaling starts instances with a role of its own, which no policy of the account reaches. When the key
#   of their volumes does not name it, every instance ends while it starts (`Client.InternalError`), and the
#   group never has one.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
# custom:
#   id: FC_KMS_010
#   severity: high
#   category: access
#   types: [AWS::KMS::Key]
#   attributes:
#     - KeyPolicy.Statement[].Effect
#     - KeyPolicy.Statement[].Principal
#   failures: [F-000-04]
#   remediation:
#     cloudformation: |
#       - Effect: Allow
#         Principal:
#           AWS: !Sub
#             - arn:${AWS::Partition}:iam::${AWS::AccountId}:role/aws-service-role/${Role}
#             - Role: autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling
#         Action: [kms:Encrypt, kms:Decrypt, kms:ReEncrypt*, kms:GenerateDataKey*, kms:DescribeKey, kms:CreateGrant]
#         Resource: "*"
#     terraform: |
#       locals {
#         roles = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/aws-service-role"
#       }
#
#       statement { # of the key's policy
#         resources = ["*"]
#         actions = [
#           "kms:CreateGrant",
#           "kms:Decrypt",
#           "kms:DescribeKey",
#           "kms:Encrypt",
#           "kms:GenerateDataKey*",
#           "kms:ReEncrypt*",
#         ]
#
#         principals {
#           type        = "AWS"
#           identifiers = ["${local.roles}/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"]
#         }
#       }
package stackgrade.rules.kms.auto_scaling_may_use_the_key

import data.stackgrade.lib.findings
import data.stackgrade.lib.keys
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[key.address] := key if {
	some group in resources.of("AWS::AutoScaling::AutoScalingGroup")
	some template in resources.referents(group.address, "AWS::EC2::LaunchTemplate")
	some mapping in template.properties.LaunchTemplateData.BlockDeviceMappings
	some key in resources.own("AWS::KMS::Key")
	mapping.Ebs.KmsKeyId["$ref"] in keys.names(key)
}

fail contains findings.at(key, "KeyPolicy", "the policy does not let Auto Scaling's role in") if {
	some key in subject
	not _admits(key)
}

_admits(key) if {
	some [_, statement] in policies.statements(key.properties.KeyPolicy)
	statement.Effect == "Allow"
	some principal in resources.as_list(object.get(statement, ["Principal", "AWS"], []))
	_is_its_role(principal)
}

_admits(key) if {
	some [_, statement] in policies.statements(key.properties.KeyPolicy)
	statement.Effect == "Allow"
	policies.is_public(statement)
}

# Terraform may grant the key to the role beside the policy.
_admits(key) if {
	some edge in resources.edges_to(key.address)
	grant := resources.at(edge.source)
	grant.source_type == "aws_kms_grant"
}

_is_its_role(principal) if contains(principal, "/AWSServiceRoleForAutoScaling")

_is_its_role(principal) if startswith(resources.target(principal).properties.AWSServiceName, "autoscaling.")

# METADATA
# title: A key lets in the services that encrypt with it
# description: >-
#   CloudWatch Logs and CloudTrail use a key in their own name. When the key's policy does not name them,
#   creating the log group or the trail fails with a message that does not mention the policy.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
# custom:
#   id: FC_KMS_002
#   severity: high
#   category: access
#   types: [AWS::KMS::Key]
#   attributes:
#     - KeyPolicy.Statement[].Principal
#     - KeyPolicy.Statement[].Effect
#   failures: [F-000-04]
#   remediation:
#     cloudformation: |
#       - Effect: Allow
#         Principal:
#           Service: !Sub logs.${AWS::Region}.amazonaws.com
#         Action: [kms:Encrypt*, kms:Decrypt*, kms:ReEncrypt*, kms:GenerateDataKey*, kms:Describe*]
#         Resource: "*"
#     terraform: |
#       principals {
#         type        = "Service"
#         identifiers = ["logs.${data.aws_region.current.name}.amazonaws.com"]
#       }
package stackgrade.rules.kms.key_policy_lets_the_service_in

import data.stackgrade.lib.findings
import data.stackgrade.lib.keys
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.of("AWS::KMS::Key")
	count(_users(resource)) > 0
}

fail contains findings.at(resource, "KeyPolicy", message) if {
	some resource in subject
	some service in _users(resource)
	not keys.admits_service(resource, service)
	message := concat("", ["the policy does not let ", service, " in, which encrypts with the key"])
}

# The services that use a key in their own name, by the resource that refers to it.
_services := {
	"AWS::Logs::LogGroup": {"property": "KmsKeyId", "service": "logs"},
	"AWS::CloudTrail::Trail": {"property": "KMSKeyId", "service": "cloudtrail"},
}

_users(key) := {user.service |
	some type, user in _services
	some resource in resources.of(type)
	resource.properties[user.property]["$ref"] in keys.names(key)
}

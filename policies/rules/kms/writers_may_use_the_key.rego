# METADATA
# title: A key lets in who delivers to the buckets that it encrypts
# description: >-
#   Flow logs, logs of CloudFront and Config's history are written by a service of AWS. When the bucket is encrypted
#   with a key whose policy does not let that service in, nothing arrives, and nobody is told.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-cmk-policy.html
#   - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html
#   - https://docs.aws.amazon.com/config/latest/developerguide/s3-kms-key-policy.html
# custom:
#   id: FC_KMS_012
#   severity: medium
#   category: access
#   types: [AWS::KMS::Key]
#   attributes:
#     - KeyPolicy.Statement[].Action
#     - KeyPolicy.Statement[].Effect
#     - KeyPolicy.Statement[].Principal
#   failures: [F-000-04]
#   remediation:
#     cloudformation: |
#       - Effect: Allow
#         Principal:
#           Service: delivery.logs.amazonaws.com # the one that the message names
#         Action: [kms:GenerateDataKey*, kms:Encrypt, kms:Decrypt, kms:ReEncrypt*, kms:DescribeKey]
#         Resource: "*"
#     terraform: |
#       statement { # of the key's policy
#         actions   = ["kms:GenerateDataKey*", "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:DescribeKey"]
#         resources = ["*"]
#
#         principals {
#           type        = "Service"
#           identifiers = ["delivery.logs.amazonaws.com"] # the one that the message names
#         }
#       }
package stackgrade.rules.kms.writers_may_use_the_key

import data.stackgrade.lib.deliveries
import data.stackgrade.lib.findings
import data.stackgrade.lib.keys
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[address] := input.resources[address] if some [address, _] in _written

fail contains findings.at(key, "KeyPolicy", message) if {
	some [address, service] in _written
	key := input.resources[address]
	refusal := keys.refusal(key, service, "kms:GenerateDataKey")
	message := concat("", ["the policy ", refusal, ", which writes to what the key encrypts"])
}

# The addresses of keys, and who writes to what they encrypt.
_written contains [key.address, service] if {
	some key in resources.own("AWS::KMS::Key")
	some bucket in resources.of("AWS::S3::Bucket")
	some rule in bucket.properties.BucketEncryption.ServerSideEncryptionConfiguration
	rule.ServerSideEncryptionByDefault.KMSMasterKeyID["$ref"] in keys.names(key)
	some service in _writers(bucket)
}

_writers(bucket) := {service |
	some edge in resources.edges_to(bucket.address)
	service := _services[resources.at(edge.source).type][edge.attribute]
} | {"config" |
	some delivery in deliveries.to_buckets
	delivery.bucket.address == bucket.address
	delivery.service == "config.amazonaws.com"
}

_services := {
	"AWS::CloudFront::Distribution": {"DistributionConfig.Logging.Bucket": "delivery.logs"},
	"AWS::EC2::FlowLog": {"LogDestination": "delivery.logs"},
}

# METADATA
# title: Replicas have a key where encrypted objects are replicated
# description: >-
#   Whether objects that a KMS key encrypts are replicated, and which key encrypts the replicas, is said in two places.
#   A rule that says one without the other is refused.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
#   - https://github.com/hashicorp/terraform-provider-aws/issues/26241
# custom:
#   id: FC_S3_052
#   severity: critical
#   category: encryption
#   types: [AWS::S3::Bucket]
#   attributes: ["ReplicationConfiguration.Rules[].SourceSelectionCriteria.SseKmsEncryptedObjects.Status"]
#   presence: ["ReplicationConfiguration.Rules[].Destination.EncryptionConfiguration"]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       SourceSelectionCriteria:
#         SseKmsEncryptedObjects:
#           Status: Enabled
#       Destination:
#         Bucket: !Sub arn:${AWS::Partition}:s3:::${ReplicaBucketName}
#         EncryptionConfiguration:
#           ReplicaKmsKeyID: !Ref ReplicaKeyArn
#     terraform: |
#       source_selection_criteria {
#         sse_kms_encrypted_objects {
#           status = "Enabled"
#         }
#       }
#
#       destination {
#         bucket = aws_s3_bucket.replica.arn
#
#         encryption_configuration {
#           replica_kms_key_id = aws_kms_key.replica.arn
#         }
#       }
package stackgrade.rules.s3.replicas_are_encrypted_as_chosen

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[bucket.address] := bucket if {
	some bucket in resources.own("AWS::S3::Bucket")
	count(bucket.properties.ReplicationConfiguration.Rules) > 0
}

fail contains findings.at(bucket, path, "whether encrypted objects are replicated is not said") if {
	some bucket in subject
	some i, rule in bucket.properties.ReplicationConfiguration.Rules
	object.get(rule, _key, null) != null
	object.get(rule, _choice, null) == null
	path := array.concat(["ReplicationConfiguration", "Rules", i], _choice)
}

fail contains findings.at(bucket, path, "encrypted objects are replicated, and no key encrypts the replicas") if {
	some bucket in subject
	some i, rule in bucket.properties.ReplicationConfiguration.Rules
	rule.SourceSelectionCriteria.SseKmsEncryptedObjects.Status == "Enabled"
	object.get(rule, _key, null) == null
	path := array.concat(["ReplicationConfiguration", "Rules", i], _key)
}

_choice := ["SourceSelectionCriteria", "SseKmsEncryptedObjects"]

_key := ["Destination", "EncryptionConfiguration"]

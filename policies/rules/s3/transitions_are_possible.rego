# METADATA
# title: Objects move and expire in an order that S3 takes
# description: >-
#   Objects move to infrequent access after 30 days at the earliest, and expire after they have moved: S3 says that
#   'Days' in the Expiration action "must be greater than 'Days' in the Transition action". A rule that says otherwise
#   is refused, and the bucket with it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
# custom:
#   id: FC_S3_051
#   severity: critical
#   category: operations
#   types: [AWS::S3::Bucket]
#   attributes:
#     - LifecycleConfiguration.Rules[].ExpirationInDays
#     - LifecycleConfiguration.Rules[].Transitions[].StorageClass
#     - LifecycleConfiguration.Rules[].Transitions[].TransitionInDays
#   failures: [E-invalid_property_value]
#   remediation:
#     cloudformation: |
#       Transitions:
#         - StorageClass: STANDARD_IA
#           TransitionInDays: 30
#       ExpirationInDays: 365
#     terraform: |
#       transition {
#         days          = 30
#         storage_class = "STANDARD_IA"
#       }
#
#       expiration {
#         days = 365
#       }
package stackgrade.rules.s3.transitions_are_possible

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[bucket.address] := bucket if {
	some bucket in resources.own("AWS::S3::Bucket")
	some rule in bucket.properties.LifecycleConfiguration.Rules
	count(object.get(rule, "Transitions", [])) > 0
}

fail contains findings.at(bucket, path, "objects can move to infrequent access after 30 days at the earliest") if {
	some bucket in subject
	some i, rule in bucket.properties.LifecycleConfiguration.Rules
	some j, transition in rule.Transitions
	transition.StorageClass in {"ONEZONE_IA", "STANDARD_IA"}
	transition.TransitionInDays < 30
	path := ["LifecycleConfiguration", "Rules", i, "Transitions", j, "TransitionInDays"]
}

fail contains findings.at(bucket, path, "objects expire before they move") if {
	some bucket in subject
	some i, rule in bucket.properties.LifecycleConfiguration.Rules
	some transition in rule.Transitions
	is_number(rule.ExpirationInDays)
	is_number(transition.TransitionInDays)
	rule.ExpirationInDays <= transition.TransitionInDays
	path := ["LifecycleConfiguration", "Rules", i, "ExpirationInDays"]
}

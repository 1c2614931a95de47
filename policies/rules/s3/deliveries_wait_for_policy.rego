# METADATA
# title: What delivers to a bucket waits for the bucket's policy
# description: >-
#   CloudTrail, Config and load balancers try the bucket when they are set up. They refer to the bucket, and
#   nothing leads from there to its policy: when that comes later, the deployment fails.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudtrail-trail.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
# custom:
#   id: FC_S3_011
#   severity: high
#   category: operations
#   types: [AWS::CloudTrail::Trail, AWS::Config::DeliveryChannel, AWS::ElasticLoadBalancingV2::LoadBalancer]
#   failures: [E-missing_depends_on]
#   remediation:
#     cloudformation: |
#       DependsOn: AuditBucketPolicy
#     terraform: |
#       depends_on = [aws_s3_bucket_policy.audit]
package stackgrade.rules.s3.deliveries_wait_for_policy

import data.stackgrade.lib.deliveries
import data.stackgrade.lib.findings
import data.stackgrade.lib.order

metadata := rego.metadata.chain()[1].annotations

subject[delivery.source.address] := delivery.source if some delivery in _delivered

fail contains findings.at(delivery.source, "DependsOn", "nothing makes it wait for the policy of its bucket") if {
	some delivery in _delivered
	not order.waits_for(delivery.source, _letting_in(delivery.bucket))
}

# What another stack has is there before.
_delivered contains delivery if {
	some delivery in deliveries.to_buckets
	every action in delivery.actions {
		deliveries.lets_in(delivery.bucket, delivery.service, action)
	}
	count(_letting_in(delivery.bucket)) > 0
}

# In Terraform the bucket may hold its policy itself.
_letting_in(bucket) := {policy.address |
	some policy in deliveries.of_bucket(bucket)
	not policy.foreign
	not policy.source_address
}

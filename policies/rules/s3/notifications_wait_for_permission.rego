# METADATA
# title: A bucket that notifies waits until it may
# description: >-
#   S3 tries the functions, queues and topics of a bucket's notifications when it takes them, and refuses them while the
#   permission or policy that lets it send is not there ("Unable to validate the following destination
#   configurations"). The bucket refers to the destination only.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
#   - https://repost.aws/knowledge-center/unable-validate-destination-s3
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_notification
# custom:
#   id: FC_S3_014
#   severity: high
#   category: operations
#   types: [AWS::S3::Bucket]
#   failures: [E-missing_depends_on]
#   remediation:
#     cloudformation: |
#       DependsOn: Permission # whose SourceArn is !Sub arn:${AWS::Partition}:s3:::<name>, as it comes before the bucket
#     terraform: |
#       resource "aws_s3_bucket_notification" "uploads" { # not the bucket, which the permission itself refers to
#         depends_on = [aws_lambda_permission.permission] # or the policy of the queue or topic
#       }
package stackgrade.rules.s3.notifications_wait_for_permission

import data.stackgrade.lib.callers
import data.stackgrade.lib.deliveries
import data.stackgrade.lib.findings
import data.stackgrade.lib.order
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[bucket.address] := bucket if {
	some [address, _, _] in _sends
	bucket := input.resources[address]
}

fail contains findings.at(bucket, _place, message) if {
	some [address, target, admitting] in _sends
	bucket := input.resources[address]
	not order.waits_for(bucket, admitting)
	message := concat("", ["nothing makes it wait for what lets it send to ", target])
}

# In Terraform the notification is a resource of its own, and what waits.
_place := "NotificationConfiguration" if resources.is_terraform

_place := "DependsOn" if not resources.is_terraform

# Buckets, where they send to, and what lets them. What another stack has is there before.
_sends contains [call.source, call.function, permissions] if {
	some call in callers.calls
	call.service == "s3.amazonaws.com"
	permissions := callers.permissions(call)
	_are_made_here(permissions)
}

_sends contains [bucket.address, edge.target, (admitting | holders)] if {
	some bucket in resources.own("AWS::S3::Bucket")
	some edge in resources.edges_from(bucket.address)
	regex.match(`^NotificationConfiguration\.(Queue|Topic)Configurations\[`, edge.attribute)
	admitting := deliveries.admitting(resources.at(edge.target), "s3")
	_are_made_here(admitting)

	# In Terraform the destination may hold its policy itself.
	holders := {holder | some address in admitting; holder := input.resources[address].source_address}
}

_are_made_here(addresses) if {
	count(addresses) > 0
	every address in addresses {
		input.resources[address]
	}
}

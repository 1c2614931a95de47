# METADATA
# title: A flow log has what its destination needs
# description: >-
#   Flow logs reach a log group with a role and by the group's name. A bucket lets them in by its policy: a role or a
#   group's name beside it is refused.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html
#   - https://github.com/aws-samples/aws-secure-environment-accelerator/issues/1111
# custom:
#   id: FC_EC2_050
#   severity: critical
#   category: operations
#   types: [AWS::EC2::FlowLog]
#   attributes: [LogDestinationType]
#   presence: [DeliverLogsPermissionArn, LogGroupName]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       LogDestinationType: s3
#       LogDestination: !GetAtt FlowLogs.Arn
#       # or, to a log group:
#       # LogGroupName: !Ref FlowLogGroup
#       # DeliverLogsPermissionArn: !GetAtt FlowLogRole.Arn
#     terraform: |
#       log_destination_type = "s3"
#       log_destination      = aws_s3_bucket.flow_logs.arn
#       # or, to a log group:
#       # log_destination = aws_cloudwatch_log_group.flow_logs.arn
#       # iam_role_arn    = aws_iam_role.flow_logs.arn
package stackgrade.rules.ec2.flow_log_fits_its_destination

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(log, property, concat("", ["a flow log to a bucket has no `", property, "`"])) if {
	some log in resources.own("AWS::EC2::FlowLog")
	log.properties.LogDestinationType == "s3"
	some property in metadata.custom.presence
	resources.has(log, [property])
}

fail contains findings.at(log, "DeliverLogsPermissionArn", "a flow log reaches a log group with a role") if {
	some log in resources.own("AWS::EC2::FlowLog")
	object.get(log.properties, "LogDestinationType", "cloud-watch-logs") == "cloud-watch-logs"
	not resources.has(log, ["DeliverLogsPermissionArn"])
}

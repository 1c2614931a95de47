# METADATA
# title: The traffic of a production network is logged
# description: >-
#   Flow logs show who talked to whom. Without them an intrusion, or a connection that does not come about,
#   leaves no trace.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
# custom:
#   id: FC_EC2_014
#   severity: medium
#   category: logging
#   types: [AWS::EC2::VPC]
#   companions: [AWS::EC2::FlowLog.ResourceId]
#   when: {environment: production}
#   failures: [E-missing_vpc_flow_logs]
#   also:
#     - AwsSolutions-VPC7
#     - CKV2_AWS_11
#     - HIPAA.Security-VPCFlowLogsEnabled
#     - NIST.800.53.R4-VPCFlowLogsEnabled
#     - NIST.800.53.R5-VPCFlowLogsEnabled
#     - PCI.DSS.321-VPCFlowLogsEnabled
#     - W60
#   remediation:
#     cloudformation: |
#       FlowLog:
#         Type: AWS::EC2::FlowLog
#         Properties:
#           ResourceId: !Ref Vpc
#           ResourceType: VPC
#           TrafficType: ALL
#           LogDestinationType: s3
#           LogDestination: !GetAtt FlowLogs.Arn
#     terraform: |
#       resource "aws_flow_log" "vpc" {
#         vpc_id               = aws_vpc.vpc.id
#         traffic_type         = "ALL"
#         log_destination_type = "s3"
#         log_destination      = aws_s3_bucket.flow_logs.arn
#       }
package stackgrade.rules.ec2.flow_logs

import data.stackgrade.lib.findings
import data.stackgrade.lib.network
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.missing(resource, "no flow log records the traffic") if {
	some resource in resources.of("AWS::EC2::VPC")
	not _is_logged(resource)
	not _are_all_logged(network.subnets(resource))
}

_is_logged(resource) if count(resources.referrers(resource.address, "AWS::EC2::FlowLog")) > 0

_are_all_logged(subnets) if {
	count(subnets) > 0
	every subnet in subnets {
		_is_logged(subnet)
	}
}

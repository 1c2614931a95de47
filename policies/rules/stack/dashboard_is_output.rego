# METADATA
# title: An output leads to the dashboard
# description: >-
#   A dashboard that nobody finds is looked at by nobody. An output with its address takes people there from
#   the stack.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Dashboards.html
# custom:
#   id: FC_STACK_022
#   severity: low
#   category: interface
#   types: [AWS::CloudWatch::Dashboard]
#   attributes: [DashboardName]
#   when: {opinions: true}
#   failures: [F-003-07.2]
#   remediation:
#     cloudformation: |
#       Outputs:
#         Dashboard:
#           Description: how the stack is doing
#           Value: !Sub https://${AWS::Region}.console.aws.amazon.com/cloudwatch/home#dashboards:name=${Dashboard}
#     terraform: |
#       output "dashboard" {
#         value = aws_cloudwatch_dashboard.board.dashboard_name
#       }
package stackgrade.rules.stack.dashboard_is_output

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.missing(resource, "no output leads to the dashboard") if {
	some resource in resources.of("AWS::CloudWatch::Dashboard")
	not _is_output(resource)
}

_is_output(dashboard) if {
	some output in input.outputs
	output.value["$ref"] == dashboard.address
}

_is_output(dashboard) if {
	some output in input.outputs
	some token in [concat("", ["${", dashboard.address, "}"]), dashboard.properties.DashboardName]
	is_string(token)
	contains(output.value, token)
}

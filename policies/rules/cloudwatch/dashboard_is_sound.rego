# METADATA
# title: A dashboard has a body that CloudWatch takes
# description: >-
#   CloudWatch refuses a dashboard whose body is no JSON, or has a widget or a metric in another form than its own, such
#   as dimensions in an object: the deployment fails there, after other resources were created.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html
# custom:
#   id: FC_CLOUDWATCH_080
#   severity: critical
#   category: monitoring
#   types: [AWS::CloudWatch::Dashboard]
#   attributes: [DashboardBody]
#   failures: [E-dashboard_body_invalid]
#   remediation:
#     cloudformation: |
#       DashboardBody: !Sub |
#         {
#           "widgets": [
#             {
#               "type": "metric",
#               "properties": {
#                 "region": "${AWS::Region}",
#                 "metrics": [["AWS/Lambda", "Errors", "FunctionName", "${Orders}", {"stat": "Sum"}]]
#               }
#             }
#           ]
#         }
#     terraform: |
#       dashboard_body = jsonencode({
#         widgets = [
#           {
#             type = "metric"
#             properties = {
#               region  = "eu-west-1"
#               metrics = [["AWS/Lambda", "Errors", "FunctionName", aws_lambda_function.orders.function_name]]
#             }
#           },
#         ]
#       })
package stackgrade.rules.cloudwatch.dashboard_is_sound

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.proven_at(dashboard, fault.attribute, fault.message) if {
	some dashboard in resources.own("AWS::CloudWatch::Dashboard")
	some fault in dashboard.faults
	fault.kind == "dashboard"
}

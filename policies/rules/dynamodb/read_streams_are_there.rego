# METADATA
# title: A table has the stream that is read of it
# description: >-
#   What refers to the stream of a table that has none finds nothing, and the deployment fails when the reference is
#   filled in.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
# custom:
#   id: FC_DYNAMODB_051
#   severity: critical
#   category: operations
#   types: [AWS::DynamoDB::Table]
#   attributes: [StreamSpecification]
#   failures: [E-invalid_getatt_attribute]
#   remediation:
#     cloudformation: |
#       StreamSpecification:
#         StreamViewType: NEW_AND_OLD_IMAGES
#     terraform: |
#       stream_enabled   = true
#       stream_view_type = "NEW_AND_OLD_IMAGES"
package stackgrade.rules.dynamodb.read_streams_are_there

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[table.address] := table if {
	some table in resources.own("AWS::DynamoDB::Table")
	some edge in resources.edges_to(table.address)
	edge.target_attribute == "StreamArn"
}

fail contains findings.at(table, "StreamSpecification", "its stream is referred to, and it has none") if {
	some table in subject
	not resources.has(table, ["StreamSpecification"])
}

# METADATA
# title: The endpoints of a regulated stack say what may pass
# description: >-
#   An endpoint without a policy lets everybody in the VPC reach the buckets and tables of any account: a way to carry
#   data off that no firewall sees.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
# custom:
#   id: FC_EC2_034
#   severity: medium
#   category: access
#   types: [AWS::EC2::VPCEndpoint]
#   attributes: [PolicyDocument, ServiceName]
#   when: {compliance: pci-dss}
#   failures: [E-vpc_endpoint_policy_too_permissive]
#   remediation:
#     cloudformation: |
#       PolicyDocument:
#         Version: "2012-10-17"
#         Statement:
#           - Effect: Allow
#             Principal: "*"
#             Action: [s3:GetObject, s3:PutObject]
#             Resource: !Sub ${Orders.Arn}/*
#     terraform: |
#       policy = jsonencode({
#         Version = "2012-10-17"
#         Statement = [{
#           Effect    = "Allow"
#           Principal = "*"
#           Action    = ["s3:GetObject", "s3:PutObject"]
#           Resource  = "${aws_s3_bucket.orders.arn}/*"
#         }]
#       })
package stackgrade.rules.ec2.endpoint_policy

import data.stackgrade.lib.findings
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# The two services that data can be carried off with through their gateways. One whose service is open stays a subject,
# to be unknown.
subject[endpoint.address] := endpoint if {
	some endpoint in resources.own("AWS::EC2::VPCEndpoint")
	regex.match(`\.(s3|dynamodb)$`, endpoint.properties.ServiceName)
}

subject[endpoint.address] := endpoint if {
	some endpoint in resources.own("AWS::EC2::VPCEndpoint")
	is_object(endpoint.properties.ServiceName)
}

fail contains findings.at(endpoint, "PolicyDocument", "it lets everything through") if {
	some endpoint in subject
	not resources.has(endpoint, ["PolicyDocument"])
}

fail contains findings.at(endpoint, array.concat(["PolicyDocument"], path), "it lets everything through") if {
	some endpoint in subject
	some [path, statement] in policies.statements(endpoint.properties.PolicyDocument)
	statement.Effect == "Allow"
	"*" in policies.targets(statement)
	not statement.Condition
	some action in policies.actions(statement)
	regex.match(`^([a-z0-9]+:)?\*$`, action)
}

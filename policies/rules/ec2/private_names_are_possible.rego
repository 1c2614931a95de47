# METADATA
# title: An endpoint with private names lies in a network that has names
# description: >-
#   An endpoint takes over the service's own name inside of the VPC only where the VPC resolves names and gives host
#   names, and is refused where it does not. A VPC gives host names only when it is told to.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
#   - https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html
# custom:
#   id: FC_EC2_051
#   severity: critical
#   category: network
#   types: [AWS::EC2::VPCEndpoint]
#   attributes: [PrivateDnsEnabled, AWS::EC2::VPC.EnableDnsHostnames, AWS::EC2::VPC.EnableDnsSupport]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       Vpc:
#         Type: AWS::EC2::VPC
#         Properties:
#           CidrBlock: 10.0.0.0/16
#           EnableDnsHostnames: true
#           EnableDnsSupport: true
#     terraform: |
#       resource "aws_vpc" "vpc" {
#         cidr_block           = "10.0.0.0/16"
#         enable_dns_hostnames = true
#         enable_dns_support   = true
#       }
package stackgrade.rules.ec2.private_names_are_possible

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# The default network of an account has both.
subject[endpoint.address] := endpoint if {
	some endpoint in resources.own("AWS::EC2::VPCEndpoint")
	resources.has(endpoint, ["PrivateDnsEnabled"])
	resources.target(endpoint.properties.VpcId).source_type in {"AWS::EC2::VPC", "aws_vpc"}
}

fail contains findings.at(endpoint, "PrivateDnsEnabled", concat("", ["`", property, "` of the VPC is off"])) if {
	some endpoint in subject
	endpoint.properties.PrivateDnsEnabled == true
	vpc := resources.target(endpoint.properties.VpcId)
	some property, default_value in {"EnableDnsHostnames": false, "EnableDnsSupport": true}
	object.get(vpc.properties, property, default_value) == false
}

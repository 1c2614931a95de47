# METADATA
# title: The address ranges of subnets fit into their network
# description: >-
#   AWS refuses a subnet whose range lies outside of its VPC's or overlaps that of another subnet, in the
#   middle of the deployment.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
# custom:
#   id: FC_EC2_020
#   severity: critical
#   category: network
#   types: [AWS::EC2::Subnet]
#   attributes: [CidrBlock, AWS::EC2::VPC.CidrBlock]
#   failures: [F-000-08.2]
#   remediation:
#     cloudformation: |
#       CidrBlock: !Select [0, !Cidr [!GetAtt Vpc.CidrBlock, 4, 8]]
#     terraform: |
#       cidr_block = cidrsubnet(aws_vpc.vpc.cidr_block, 8, 0)
package stackgrade.rules.ec2.subnet_ranges_fit

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.of("AWS::EC2::Subnet")
	some vpc in _vpcs(resource)
	resources.has(vpc, ["CidrBlock"])
	resources.has(resource, ["CidrBlock"])
}

fail contains findings.at(resource, "CidrBlock", "the range lies outside of that of the VPC") if {
	some resource in subject
	some vpc in _vpcs(resource)
	_is_range(vpc.properties.CidrBlock)
	_is_range(resource.properties.CidrBlock)
	not net.cidr_contains(vpc.properties.CidrBlock, resource.properties.CidrBlock)
	count(resources.referrers(vpc.address, "AWS::EC2::VPCCidrBlock")) == 0
}

fail contains findings.at(resource, "CidrBlock", message) if {
	some resource in subject
	some other in subject
	other.address < resource.address
	other.properties.VpcId == resource.properties.VpcId
	_is_range(other.properties.CidrBlock)
	_is_range(resource.properties.CidrBlock)
	net.cidr_intersects(other.properties.CidrBlock, resource.properties.CidrBlock)
	message := concat("", ["the range overlaps that of ", other.address])
}

_vpcs(subnet) := {vpc |
	some vpc in resources.of("AWS::EC2::VPC")
	subnet.properties.VpcId["$ref"] == vpc.address
}

_is_range(value) if regex.match(`^([0-9]{1,3}\.){3}[0-9]{1,3}/([0-9]|[12][0-9]|3[0-2])$`, value)

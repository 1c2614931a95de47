# METADATA
# title: The stack creates the network that it needs
# description: >-
#   In an account without exactly this VPC, these subnets or these exports the deployment fails, and how safe a network
#   from elsewhere is cannot be seen.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/what-is-amazon-vpc.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/vpc
# custom:
#   id: FC_STACK_008
#   severity: critical
#   category: network
#   types: ["*", Stack]
#   when: {self_contained: true}
#   failures: [F-004-01, E-template_requires_preexisting_resource]
#   remediation:
#     cloudformation: |
#       Resources:
#         Vpc:
#           Type: AWS::EC2::VPC
#           Properties:
#             CidrBlock: 10.0.0.0/16
#         PrivateSubnet:
#           Type: AWS::EC2::Subnet
#           Properties:
#             VpcId: !Ref Vpc
#             CidrBlock: 10.0.1.0/24
#     cloudformation/security group: |
#       ApplicationGroup:
#         Type: AWS::EC2::SecurityGroup
#         Properties:
#           GroupDescription: the application
#           VpcId: !Ref Vpc
#     terraform: |
#       resource "aws_vpc" "main" {
#         cidr_block = "10.0.0.0/16"
#       }
#
#       resource "aws_subnet" "private" {
#         vpc_id     = aws_vpc.main.id
#         cidr_block = "10.0.1.0/24"
#       }
#     terraform/security group: |
#       resource "aws_security_group" "application" {
#         description = "the application"
#         vpc_id      = aws_vpc.main.id
#       }
package stackgrade.rules.stack.self_contained_network

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

# The stack answers for its parameters and data sources, a resource for what it imports.
subject[resources.stack.address] := resources.stack if count(names.network_parameters) > 0

subject[resources.stack.address] := resources.stack if resources.any_of(["AWS::EC2::VPC"])

subject[resources.stack.address] := resources.stack if count(_looked_up) > 0

subject[resource.address] := resource if {
	some resource in input.resources
	count(_imports(resource)) > 0
}

fail contains findings.of_case(finding, _case(name)) if {
	some name in names.network_parameters
	names.is_required(input.parameters[name])
	message := concat(" ", ["the", names.word_for_parameter, name, "wants a network that is there already"])
	finding := findings.at(resources.stack, concat(".", ["Parameters", name]), message)
}

fail contains findings.at(resources.stack, address, "it looks up a network that is there already") if {
	some address in _looked_up
}

fail contains findings.at(resource, path, "a part of the network is imported from another stack") if {
	some resource in subject
	some path in _imports(resource)
}

default _case(_) := "network"

_case(name) := "security group" if contains(input.parameters[name].type, "SecurityGroup")

_case(name) := "security group" if regex.match(`(?i)security_?groups?_?(id|ids|name|names)?$`, name)

_imports(resource) := {path |
	count(resource.unknowns) > 0
	walk(resource.properties, [path, value])
	values.is_unknown(value)
	value.kind == "import"
	regex.match(`(?i)(vpc|subnet|securitygroup|routetable)`, findings.path(path))
}

# The default network is in every account, and what a parameter asks for is said of the parameter.
_looked_up contains address if {
	some address, lookup in input.terraform.lookups
	lookup.type in {"aws_security_group", "aws_subnet", "aws_subnets", "aws_vpc"}
	not lookup.waits
	every name in lookup.parameters {
		not name in names.network_parameters
	}
	wanted := _wanted(lookup)
	count(wanted) > 0
	every argument in wanted {
		not argument in _of_every_account
	}
}

# What it has to be: arguments, and the filters among them. An empty one asks for nothing.
_wanted(lookup) := {[name, value] |
	some name, value in lookup.arguments
	not name in {"filter", "region", "state", "timeouts"}
	not value in {"", false}
} | {[filter.name, value] |
	some filter in lookup.arguments.filter
	some value in filter.values
}

_of_every_account := {
	["cidr_block", "172.31.0.0/16"],
	["default", true],
	["default_for_az", true],
	["default-for-az", "true"],
	["group-name", "default"],
	["is-default", "true"],
	["isDefault", "true"],
	["name", "default"],
}

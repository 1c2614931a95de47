# METADATA
# title: A stack goes to the region that is wanted
# description: >-
#   The profile says which region the stack is meant for. In another one its data lies where it must not, and what it
#   connects to is elsewhere.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs#provider-configuration
# custom:
#   id: FC_STACK_062
#   severity: high
#   category: operations
#   types: [AWS::EC2::Subnet, AWS::EC2::Volume, AWS::RDS::DBInstance, Stack]
#   attributes: [AvailabilityZone]
#   failures: [E-wrong_region]
#   remediation:
#     cloudformation: |
#       AvailabilityZone: !Select [0, !GetAZs ""] # and deploy into the region
#     terraform: |
#       provider "aws" {
#         region = "eu-central-1"
#       }
package stackgrade.rules.stack.wanted_region

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A further provider, with an alias, is for another region on purpose.
subject[resources.stack.address] := resources.stack if {
	is_string(input.profile.region)
	input.terraform.regions.aws
}

subject[resources.stack.address] := resources.stack if {
	is_string(input.profile.region)
	count(_region_parameters) > 0
}

subject[resource.address] := resource if {
	is_string(input.profile.region)
	some resource in resources.own_any(["AWS::EC2::Subnet", "AWS::EC2::Volume", "AWS::RDS::DBInstance"])
	resources.has(resource, ["AvailabilityZone"])
}

fail contains findings.proven_at(resources.stack, "Providers.aws", _message(input.terraform.regions.aws)) if {
	input.terraform.regions.aws != input.profile.region
}

# The default of a variable that the provider takes is reported as the provider's.
fail contains findings.proven_at(resources.stack, concat(".", ["Parameters", name, "Default"]), message) if {
	not input.terraform.regions.aws
	some name in _region_parameters
	region := input.parameters[name].default
	region != input.profile.region
	message := _message(region)
}

fail contains findings.at(resource, "AvailabilityZone", _message(zone)) if {
	some resource in subject
	zone := resource.properties.AvailabilityZone
	regex.match(`^[a-z]{2}(-[a-z]+)+-[0-9][a-z]?$`, zone)
	not startswith(zone, input.profile.region)
	not _is_elsewhere(resource)
}

# Of a provider with an alias.
_is_elsewhere(resource) if resource.region != input.terraform.regions.aws

_region_parameters contains name if {
	some name, parameter in input.parameters
	lower(replace(name, "_", "")) in {"awsregion", "region"}
	parameter.default
}

_message(place) := concat(" ", [place, "is not in the wanted region,", input.profile.region])

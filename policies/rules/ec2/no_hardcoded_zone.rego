# METADATA
# title: Availability zones are not written down
# description: >-
#   A zone name, or the zones of a region that is written down, ties the template to one region, and not every account
#   has every zone. A parameter's default is only a proposal.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html
# custom:
#   id: FC_EC2_013
#   severity: medium
#   category: operations
#   types: [AWS::EC2::Subnet, AWS::EC2::Instance, AWS::EC2::Volume]
#   attributes: [AvailabilityZone]
#   failures: [E-hardcoded_az, E-hardcoded_region]
#   remediation:
#     cloudformation: |
#       AvailabilityZone: !Select [0, !GetAZs ""] # 1, 2 and so on for the others
#     terraform: |
#       availability_zone = data.aws_availability_zones.available.names[0] # 1, 2 and so on for the others
package stackgrade.rules.ec2.no_hardcoded_zone

import data.stackgrade.lib.constructs
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# CDK writes the zones of the environment that a stack is for.
subject[resource.address] := resource if {
	not constructs.is_synthesized
	some resource in resources.of_any(metadata.custom.types)
	resources.has(resource, ["AvailabilityZone"])
}

fail contains findings.at(resource, "AvailabilityZone", "the zone is written down") if {
	some resource in subject
	count(resources.parameters(resource, "AvailabilityZone")) == 0
	regex.match(`^[a-z]{2}(-[a-z]+)+-[0-9][a-z]$`, resource.properties.AvailabilityZone)
}

fail contains findings.at(resource, "AvailabilityZone", message) if {
	some resource in subject
	[[_, region]] := regex.find_all_string_submatch_n(
		`^\$\{AWS::AvailabilityZones\.([a-z]+-[a-z-]+-[0-9])\.`,
		resource.properties.AvailabilityZone,
		1,
	)
	region != object.get(input.profile, "region", null)
	message := concat(" ", ["the zone is one of", region, "wherever the stack goes"])
}

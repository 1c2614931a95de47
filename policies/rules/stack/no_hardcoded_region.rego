# METADATA
# title: No ARN or endpoint holds a fixed region
# description: >-
#   Deployed into another region, the stack goes on to talk to the first one, or fails on names that exist only there.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
# custom:
#   id: FC_STACK_015
#   severity: low
#   category: interface
#   types: ["*"]
#   failures: [F-004-06.1, E-hardcoded_region]
#   remediation:
#     cloudformation: |
#       # in the place of the region that is written down, here in the name of an endpoint
#       ServiceName: !Sub com.amazonaws.${AWS::Region}.s3
#     terraform: |
#       # in the place of the region that is written down, here in the name of an endpoint
#       data "aws_region" "current" {}
#
#       service_name = "com.amazonaws.${data.aws_region.current.name}.s3"
package stackgrade.rules.stack.no_hardcoded_region

import data.stackgrade.lib.constructs
import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.texts

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	not constructs.has_lost_its_environment
	some address, _ in _places
	resource := input.resources[address]
}

fail contains findings.proven_at(resource, path, concat(" ", ["the region", region, "is fixed"])) if {
	some resource in subject
	some [path, text] in _places[resource.address]
	some region in _regions(path, text)
	region != object.get(input.profile, "region", null)
	not region in _chosen
	not names.is_given(resource, path, region)
}

# CloudFront lives in one region, whatever the region of the stack.
_places[address] contains [path, text] if {
	some address, resource in input.resources
	not startswith(resource.type, "AWS::CloudFront::")
	regex.match(`arn:|amazonaws|"region"`, texts.joined[address])
	some [path, text] in texts.of[address]
	regex.match(`arn:|amazonaws|"region"`, text)
}

_places[address] contains [path, text] if {
	some type in ["AWS::Batch::JobDefinition", "AWS::ECS::TaskDefinition", "AWS::Lambda::Function"]
	some address in input.types[type]
	some [path, text] in texts.of[address]
	_is_own_region(path)
}

# Where a region says to whom the stack talks. Elsewhere, as in a list of replicas, it is meant.
_regions(path, text) := {match[2] |
	some shape in _shapes
	some match in regex.find_all_string_submatch_n(shape, text, -1)
	not _is_global(match[1], match[2])
} | {text |
	_is_own_region(path)
	regex.match(concat("", ["^", _region, "$"]), text)
}

# Where a provider is given its region, the configuration is written for that one.
_chosen contains region if some region in input.terraform.regions

# Variables of another name, such as REPLICA_REGION, mean another region.
_is_own_region(path) if path[count(path) - 1] in {"awslogs-region", "REGION"}

# Certificates and firewalls of CloudFront, cost reports, and metrics of billing, are in us-east-1.
_is_global(before, "us-east-1") if regex.match(`:(acm|cur|wafv2):$|"region"`, before)

_shapes := [concat("", [before, "(", _region, ")", after]) |
	some [before, after] in [
		# With an account written down it is the name of something that is there, which FC_STACK_014 asks about.
		[`(arn:(?:[a-z-]+|\$\{[^}]*\}):[a-z0-9-]+:)`, `:(?:[^0-9]|$)`],
		[`(\b)`, `\.amazonaws\.com`],
		[`(\bcom\.amazonaws\.)`, `\.`],
		[`("region"\s*:\s*")`, `"`],
	]
]

_region := concat("", [
	`(?:us-gov|us|af|ap|ca|cn|eu|il|me|mx|sa)-`,
	`(?:central|north|south|east|west|northeast|northwest|southeast|southwest)-[1-9]`,
])

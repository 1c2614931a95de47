# METADATA
# title: No two resources have one name
# description: >-
#   Names are unique within an account and region, or within what holds them. The second resource of a type and name is
#   refused, or takes over the first.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
# custom:
#   id: FC_NAMING_050
#   severity: high
#   category: naming
#   types: ["*"]
#   failures: [E-duplicate_resource]
#   remediation:
#     cloudformation: |
#       TableName: !Sub orders-archive-${EnvironmentSuffix}
#     terraform: |
#       name = "orders-archive-${var.environment_suffix}"
package stackgrade.rules.naming.names_are_given_once

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.network
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in names.with_physical
	names.is_comparable(names.physical(resource))
	not resource.source_address
	_is_in_one_place
}

fail contains findings.at(resource, names.properties[resource.type], message) if {
	some [_, name, _, _], addresses in _called
	count(addresses) > 1
	some address in addresses
	resource := input.resources[address]
	others := concat(", ", sort(addresses - {address}))
	message := concat("", ["the name ", name, " is also that of ", others])
}

_called[[resource.type, name, _holder(resource), _region(resource)]] contains resource.address if {
	some resource in subject
	name := names.physical(resource)
}

# Resources of another provider may lie in another region, and which one is each one's is not told.
_is_in_one_place if not resources.is_terraform

_is_in_one_place if {
	not _takes_providers
	count([provider | some provider in _providers; regex.match(`^(.*/)?aws(\.|$)`, provider)]) < 2
}

# A module that others call may be handed several.
_takes_providers if {
	some provider in input.terraform.required_providers
	count(provider.configuration_aliases) > 0
}

_providers contains provider if some provider in input.terraform.providers

_providers contains provider if some provider in input.terraform.chosen_providers

# What chooses none has the one without an alias, wherever that is configured.
_providers contains "aws" if count(input.terraform.chosen_providers) > 0

_region(resource) := network.identity(object.get(resource, ["raw", "region"], ""))

# Two names that are the same in what holds one of them each are none of the other's business.
_holder(resource) := network.identity(object.get(resource.properties, property, "")) if {
	property := _holders[resource.type]
}

_holder(resource) := "" if not _holders[resource.type]

_holders := {
	"AWS::EC2::SecurityGroup": "VpcId",
	"AWS::Events::Rule": "EventBusName",
	"AWS::Scheduler::Schedule": "GroupName",
	"AWS::WAFv2::IPSet": "Scope",
	"AWS::WAFv2::RuleGroup": "Scope",
	"AWS::WAFv2::WebACL": "Scope",
}

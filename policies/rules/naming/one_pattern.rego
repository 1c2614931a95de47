# METADATA
# title: Names follow one pattern
# description: >-
#   Policies, bills and searches go by how names begin and where their parts end. `order-events`, `order_table` and
#   `OrderLog` in one application are found by no pattern, and every new name is a guess.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html
# custom:
#   id: FC_NAMING_006
#   severity: low
#   category: naming
#   types:
#     - AWS::DynamoDB::Table
#     - AWS::ECS::Cluster
#     - AWS::ElastiCache::ReplicationGroup
#     - AWS::Events::EventBus
#     - AWS::Kinesis::Stream
#     - AWS::Lambda::Function
#     - AWS::Logs::LogGroup
#     - AWS::SNS::Topic
#     - AWS::SQS::Queue
#     - AWS::SecretsManager::Secret
#     - AWS::StepFunctions::StateMachine
#   when: {environment: production, opinions: true}
#   failures: [F-001-14.3]
#   remediation:
#     cloudformation: |
#       QueueName: !Sub shop-orders-${EnvironmentSuffix}
#     terraform: |
#       name = "shop-orders-${var.environment_suffix}"
package stackgrade.rules.naming.one_pattern

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Two names make no pattern. What is more than half of them is the pattern; with less, there is none.
subject[resource.address] := resource if {
	count(_styles) > 2
	some resource in resources.of_any(metadata.custom.types)
	_styles[resource.address]
}

fail contains findings.proven_at(resource, names.properties[resource.type], message) if {
	some resource in subject
	style := _styles[resource.address]
	alike := [address | some address, other in _styles; other == style]
	count(alike) * 2 <= count(_styles)
	message := concat("", ["the name is spelled ", _said[style], ", most others are not"])
}

# How names are spelled that could be spelled in any way, here and in the stacks that this one hangs together with. A
# single word is spelled in no particular way.
_styles[resource.address] := style if {
	some resource in resources.of_any(metadata.custom.types)
	name := names.physical(resource)
	is_string(name)
	parts := split(name, "/")
	style := _style(parts[count(parts) - 1])
}

_style(name) := "kebab" if regex.match(`^([a-z0-9]|\$\{[^}]*\})+(-([a-z0-9]|\$\{[^}]*\})+)+$`, name)

_style(name) := "snake" if regex.match(`^([a-z0-9]|\$\{[^}]*\})+(_([a-z0-9]|\$\{[^}]*\})+)+$`, name)

_style(name) := "camel" if regex.match(`^[A-Za-z]*[a-z][0-9]*[A-Z][A-Za-z0-9]*$`, name)

_said := {"camel": "with capitals", "kebab": "with hyphens", "snake": "with underscores"}

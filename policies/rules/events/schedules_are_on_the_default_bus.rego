# METADATA
# title: A schedule is on the default event bus
# description: >-
#   EventBridge takes schedules on the default bus of the account only, and refuses them on one that the stack made.
#   Schedules of EventBridge Scheduler need no bus.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html
#   - https://github.com/aws-controllers-k8s/community/issues/1984
# custom:
#   id: FC_EVENTS_052
#   severity: critical
#   category: operations
#   types: [AWS::Events::Rule]
#   attributes: [EventBusName]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       # without EventBusName
#       ScheduleExpression: rate(5 minutes)
#     terraform: |
#       # without event_bus_name
#       schedule_expression = "rate(5 minutes)"
package stackgrade.rules.events.schedules_are_on_the_default_bus

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject[rule.address] := rule if {
	some rule in resources.own("AWS::Events::Rule")
	object.get(rule.properties, "ScheduleExpression", "") != ""
}

fail contains findings.at(rule, "EventBusName", "schedules are possible on the default bus only") if {
	some rule in subject
	_is_another(rule.properties.EventBusName)
}

_is_another(bus) if values.is_reference(bus)

_is_another(bus) if {
	values.is_literal(bus)
	not regex.match(`^((arn:.*:event-bus/)?default)?$`, bus)
}

# METADATA
# title: Schedules are written as EventBridge reads them
# description: >-
#   A cron expression of five fields, or one that states both the day of the month and the day of the week, is refused,
#   and so is a rate in seconds. Rules want the unit in the singular after 1, which schedules of EventBridge Scheduler
#   do not.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rate-expressions.html
#   - https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cron-expressions.html
#   - https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
#   - https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
# custom:
#   id: FC_EVENTS_050
#   severity: critical
#   category: operations
#   types: [AWS::Events::Rule, AWS::Scheduler::Schedule]
#   attributes: [ScheduleExpression]
#   failures: [E-invalid_property_value]
#   remediation:
#     cloudformation: |
#       ScheduleExpression: rate(5 minutes) # or cron(0 3 * * ? *)
#     terraform: |
#       schedule_expression = "rate(5 minutes)" # or "cron(0 3 * * ? *)"
package stackgrade.rules.events.schedules_are_expressions

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own_any(metadata.custom.types)
	object.get(resource.properties, "ScheduleExpression", "") != ""
}

fail contains findings.at(resource, "ScheduleExpression", message) if {
	some resource in subject
	values.is_literal(resource.properties.ScheduleExpression)
	message := _wrong(resource.type, trim_space(resource.properties.ScheduleExpression))
}

_wrong(type, text) := "it is neither `rate(...)` nor `cron(...)`" if {
	type == "AWS::Events::Rule"
	not regex.match(`^(rate|cron)\(.*\)$`, text)
}

_wrong(type, text) := "it is none of `rate(...)`, `cron(...)` and `at(...)`" if {
	type == "AWS::Scheduler::Schedule"
	not regex.match(`^(rate|cron|at)\(.*\)$`, text)
}

_wrong(type, text) := _rate[type].message if {
	startswith(text, "rate(")
	not regex.match(_rate[type].pattern, text)
}

_wrong(_, text) := "a cron expression has six fields: minutes, hours, day of month, month, day of week, year" if {
	startswith(text, "cron(")
	count(_fields(text)) != 6
}

_wrong(_, text) := "one of day of month and day of week, the third and the fifth field, has to be `?`" if {
	fields := _fields(text)
	count(fields) == 6
	not "?" in {fields[2], fields[4]}
}

_rate := {
	"AWS::Events::Rule": {
		"pattern": `^rate\((1 +(minute|hour|day)|([2-9]|[1-9][0-9]+) +(minutes|hours|days))\)$`,
		"message": "a rate is a number of minutes, hours or days, singular after 1: `rate(1 hour)`, `rate(5 minutes)`",
	},
	"AWS::Scheduler::Schedule": {
		"pattern": `^rate\([1-9][0-9]* +(minutes?|hours?|days?)\)$`,
		"message": "a rate is a number of minutes, hours or days, such as `rate(5 minutes)`",
	},
}

_fields(text) := [field |
	some field in split(trim_suffix(trim_prefix(text, "cron("), ")"), " ")
	field != ""
] if {
	startswith(text, "cron(")
}

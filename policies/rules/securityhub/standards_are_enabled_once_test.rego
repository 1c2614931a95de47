package stackgrade.rules.securityhub.standards_are_enabled_once_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.securityhub.standards_are_enabled_once

_stack(hub, arn) := testing.stack(
	{
		"Hub": {"type": "AWS::SecurityHub::Hub", "properties": hub},
		"It": {"type": "AWS::SecurityHub::Standard", "properties": {"StandardsArn": arn}},
	},
	{},
)

_best := "arn:${AWS::Partition}:securityhub:${AWS::Region}::standards/aws-foundational-security-best-practices/v/1.0.0"

_oldest := "arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0"

_newer := "arn:aws:securityhub:eu-west-1::standards/cis-aws-foundations-benchmark/v/3.0.0"

_off := {"EnableDefaultStandards": false}

test_fails_for_what_the_hub_enables_by_itself if {
	every arn in [_best, _oldest] {
		testing.statuses(standards_are_enabled_once) == {"Hub": "fail"} with input as _stack({}, arn)
	}
	on := {"EnableDefaultStandards": true}
	testing.statuses(standards_are_enabled_once) == {"Hub": "fail"} with input as _stack(on, _best)
}

test_passes_when_the_hub_enables_none if {
	every hub in [_off, {"EnableDefaultStandards": "false"}] {
		testing.statuses(standards_are_enabled_once) == {"Hub": "pass"} with input as _stack(hub, _best)
	}
}

test_passes_for_another_standard if {
	testing.statuses(standards_are_enabled_once) == {"Hub": "pass"} with input as _stack({}, _newer)
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter X has no default")
	stack := _stack({"EnableDefaultStandards": open}, _best)
	testing.statuses(standards_are_enabled_once) == {"Hub": "unknown"} with input as stack
	testing.statuses(standards_are_enabled_once) == {"Hub": "unknown"} with input as _stack({}, open)
}

test_leaves_out_a_hub_without_standards if {
	stack := testing.stack({"Hub": {"type": "AWS::SecurityHub::Hub"}}, {})
	testing.statuses(standards_are_enabled_once) == {} with input as stack
}

package stackgrade.rules.logs.wildcard_where_wanted_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.logs.wildcard_where_wanted

_stack(type, properties) := testing.stack(
	{
		"Group": {"type": "AWS::Logs::LogGroup", "source_type": "aws_cloudwatch_log_group"},
		"Writer": {"type": type, "properties": properties},
	},
	{"format": "terraform"},
)

_trail(arn) := _stack("AWS::CloudTrail::Trail", {"CloudWatchLogsLogGroupArn": arn})

_machine(arn) := _stack(
	"AWS::StepFunctions::StateMachine",
	{"LoggingConfiguration": {"Destinations": [{"CloudWatchLogsLogGroup": {"LogGroupArn": arn}}]}},
)

_group := testing.ref("Group", "Arn")

test_fails_without_the_streams if {
	testing.statuses(wildcard_where_wanted) == {"Writer": "fail"} with input as _trail(_group)
	testing.statuses(wildcard_where_wanted) == {"Writer": "fail"} with input as _machine(_group)
	testing.statuses(wildcard_where_wanted) == {"Writer": "fail"} with input as _trail("arn:aws:logs:x:1:log-group:y")
}

test_passes_with_them if {
	testing.statuses(wildcard_where_wanted) == {"Writer": "pass"} with input as _trail("${Group.Arn}:*")
	testing.statuses(wildcard_where_wanted) == {"Writer": "pass"} with input as _machine("${Group.Arn}:*")
}

test_unknown_when_a_variable_decides if {
	open := testing.unknown("variable x has no default")
	testing.statuses(wildcard_where_wanted) == {"Writer": "unknown"} with input as _trail(open)
}

test_leaves_out_what_writes_no_logs if {
	testing.statuses(wildcard_where_wanted) == {} with input as _stack("AWS::CloudTrail::Trail", {})
}

test_leaves_out_groups_of_an_old_provider if {
	older := {"terraform": {"required_providers": {"aws": {"version": "~> 2.70"}}}}
	testing.statuses(wildcard_where_wanted) == {"Writer": "pass"} with input as object.union(_trail(_group), older)
}

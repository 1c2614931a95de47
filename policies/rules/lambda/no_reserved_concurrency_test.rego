package stackgrade.rules.lambda.no_reserved_concurrency_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.lambda.no_reserved_concurrency

_stack(properties) := testing.stack(
	{"It": {"type": "AWS::Lambda::Function", "properties": properties}},
	{"profile": testing.disposable},
)

test_fails_for_a_reservation if {
	found := testing.verdicts(no_reserved_concurrency) with input as _stack({"ReservedConcurrentExecutions": 100})
	{[verdict.status, verdict.message] | some verdict in found} == {[
		"fail",
		"it reserves 100 of the account's concurrent executions",
	]}
}

test_passes_without_one if {
	testing.statuses(no_reserved_concurrency) == {"It": "pass"} with input as _stack({})
}

test_passes_when_the_function_is_stopped if {
	testing.statuses(no_reserved_concurrency) == {"It": "pass"} with input as _stack({"ReservedConcurrentExecutions": 0})
}

test_unknown_when_open if {
	testing.statuses(no_reserved_concurrency) == {"It": "unknown"} with input as _stack({
		"ReservedConcurrentExecutions": testing.unknown("parameter Reserved has no default"),
	})
}

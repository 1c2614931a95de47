package stackgrade.rules.ecs.container_insights_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ecs.container_insights

_cluster(settings) := {"Cluster": {"type": "AWS::ECS::Cluster", "properties": {"ClusterSettings": settings}}}

_insights(value) := [{"Name": "containerInsights", "Value": value}]

test_fails_when_it_is_off if {
	every settings in [[], _insights("disabled")] {
		testing.statuses(container_insights) == {"Cluster": "fail"} with input as testing.stack(_cluster(settings), {})
	}
}

test_fails_when_nothing_is_said if {
	testing.statuses(container_insights) == {"Cluster": "fail"} with input as testing.stack(
		{"Cluster": {"type": "AWS::ECS::Cluster"}},
		{},
	)
}

test_passes_when_it_is_on if {
	every value in ["enabled", "enhanced"] {
		testing.statuses(container_insights) == {"Cluster": "pass"} with input as testing.stack(
			_cluster(_insights(value)),
			{},
		)
	}
}

test_passes_where_the_account_has_it_on if {
	account := {"Account": {
		"type": "aws_ecs_account_setting_default",
		"properties": {"Name": "containerInsights", "Value": "enabled"},
	}}
	every settings, status in {[]: "pass", _insights("disabled"): "fail"} {
		testing.statuses(container_insights) == {"Cluster": status} with input as testing.stack(
			object.union(_cluster(settings), account),
			{},
		)
	}
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(container_insights) == {"Cluster": "unknown"} with input as testing.stack(
		_cluster(_insights(testing.unknown("parameter Insights has no default"))),
		{},
	)
}

test_is_for_production if {
	testing.statuses(container_insights) == {} with input as testing.stack(
		_cluster([]),
		{"profile": testing.disposable},
	)
}

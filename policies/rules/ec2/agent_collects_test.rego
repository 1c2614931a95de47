package stackgrade.rules.ec2.agent_collects_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.agent_collects

_with(lines, more) := testing.stack(
	object.union(
		{"It": {
			"type": "AWS::EC2::Instance",
			"properties": {"UserData": concat("\n", array.concat(["#!/bin/bash"], lines))},
		}},
		more,
	),
	{},
)

_install := "yum install -y amazon-cloudwatch-agent"

_start := "amazon-cloudwatch-agent-ctl -a fetch-config -s -c file:agent.json"

_messages contains verdict.message if some verdict in testing.verdicts(agent_collects)

test_fails_when_nothing_starts_it if {
	every install in [_install, "rpm -U ./amazon-cloudwatch-agent.rpm", "dpkg -i -E ./amazon-cloudwatch-agent.deb"] {
		_messages == {"the agent is installed, and nothing starts it"} with input as _with([install], {})
	}
}

test_fails_when_it_collects_too_little if {
	config := `echo '{"metrics": {"metrics_collected": {"cpu": {}}}}' > agent.json`
	_messages == {
		"the agent collects nothing of the disks",
		"the agent collects nothing of the memory",
	} with input as _with([_install, config, _start], {})
}

test_passes_when_it_collects_both if {
	config := `echo '{"metrics": {"metrics_collected": {"mem": {}, "disk": {}}}}' > agent.json`
	testing.statuses(agent_collects) == {"It": "pass"} with input as _with([_install, config, _start], {})
}

test_passes_when_the_configuration_is_out_of_sight if {
	every line in [_start, "curl -s https://example.com/start.sh | sudo bash", "bash /opt/shop/start.sh"] {
		testing.statuses(agent_collects) == {"It": "pass"} with input as _with([_install, line], {})
	}
	more := {"Association": {"type": "AWS::SSM::Association", "properties": {}}}
	testing.statuses(agent_collects) == {"It": "pass"} with input as _with([_install], more)
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(agent_collects) == {"It": "unknown"} with input as testing.stack(
		{"It": {
			"type": "AWS::EC2::Instance",
			"properties": {"UserData": testing.unknown("parameter Script has no default")},
		}},
		{},
	)
}

test_says_nothing_without_the_agent if {
	testing.statuses(agent_collects) == {} with input as _with(["yum install -y httpd"], {})
}

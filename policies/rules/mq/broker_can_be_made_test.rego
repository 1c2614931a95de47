package stackgrade.rules.mq.broker_can_be_made_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.mq.broker_can_be_made

_stack(properties) := testing.stack({"Broker": {"type": "AWS::AmazonMQ::Broker", "properties": properties}}, {})

_rabbit := {"AutoMinorVersionUpgrade": true, "DeploymentMode": "CLUSTER_MULTI_AZ", "EngineType": "RABBITMQ"}

_active := {"AutoMinorVersionUpgrade": true, "DeploymentMode": "SINGLE_INSTANCE", "EngineType": "ActiveMQ"}

test_fails_for_what_the_engine_does_not_take if {
	every case in [
		[_rabbit, "AutoMinorVersionUpgrade", {"AutoMinorVersionUpgrade": false}],
		[_rabbit, "AutoMinorVersionUpgrade", {"AutoMinorVersionUpgrade": false, "EngineVersion": "3.13"}],
		[_active, "AutoMinorVersionUpgrade", {"AutoMinorVersionUpgrade": false, "EngineVersion": "5.18"}],
		[_rabbit, "DeploymentMode", {"DeploymentMode": "ACTIVE_STANDBY_MULTI_AZ"}],
		[_active, "DeploymentMode", {"DeploymentMode": "CLUSTER_MULTI_AZ"}],
		[_active, "SubnetIds", {"SubnetIds": ["subnet-1", "subnet-2"]}],
		[_active, "SubnetIds", {"DeploymentMode": "ACTIVE_STANDBY_MULTI_AZ", "SubnetIds": ["subnet-1"]}],
		[_rabbit, "StorageType", {"StorageType": "efs"}],
		[_rabbit, "Logs.Audit", {"Logs": {"Audit": true}}],
		[_rabbit, "Users", {"Users": [{"Username": "orders"}, {"Username": "stock"}]}],
	] {
		verdicts := testing.verdicts(broker_can_be_made) with input as _stack(object.union(case[0], case[2]))
		{[verdict.status, verdict.attribute] | some verdict in verdicts} == {["fail", case[1]]}
	}
}

test_passes_for_what_it_takes if {
	every properties in [
		_rabbit,
		_active,
		object.union(_rabbit, {"SubnetIds": ["subnet-1", "subnet-2", "subnet-3"]}),
		object.union(_active, {"SubnetIds": ["subnet-1"], "StorageType": "EFS", "Logs": {"Audit": true}}),
		object.union(_active, {"AutoMinorVersionUpgrade": false, "EngineVersion": "5.17.6"}),
	] {
		testing.statuses(broker_can_be_made) == {"Broker": "pass"} with input as _stack(properties)
	}
}

test_unknown_when_a_parameter_decides if {
	open := {"DeploymentMode": testing.unknown("parameter Mode has no default")}
	testing.statuses(broker_can_be_made) == {"Broker": "unknown"} with input as _stack(object.union(_rabbit, open))
}

test_passes_whatever_the_password_is if {
	users := {"Users": [{"Username": "orders", "Password": testing.unknown("a secret")}]}
	testing.statuses(broker_can_be_made) == {"Broker": "pass"} with input as _stack(object.union(_rabbit, users))
}

package stackgrade.rules.mq.version_is_offered_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.mq.version_is_offered

_stack(properties) := testing.stack({"Broker": {"type": "AWS::AmazonMQ::Broker", "properties": properties}}, {})

_of(engine, version) := _stack({"EngineType": engine, "EngineVersion": version})

test_fails_for_what_is_out_of_service if {
	every case in [["ACTIVEMQ", "5.17.6"], ["ActiveMQ", "5.9"], ["RABBITMQ", "3.8.22"], ["RabbitMQ", "3.12"]] {
		testing.statuses(version_is_offered) == {"Broker": "fail"} with input as _of(case[0], case[1])
	}
}

test_fails_for_a_third_number if {
	testing.statuses(version_is_offered) == {"Broker": "fail"} with input as _of("RABBITMQ", "3.13.7")
}

test_passes_for_what_is_offered_and_what_comes if {
	every case in [["ACTIVEMQ", "5.18"], ["ACTIVEMQ", "6.1"], ["RABBITMQ", "3.13"], ["RabbitMQ", "4.2"]] {
		testing.statuses(version_is_offered) == {"Broker": "pass"} with input as _of(case[0], case[1])
	}
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Version has no default")
	testing.statuses(version_is_offered) == {"Broker": "unknown"} with input as _of("RABBITMQ", open)
	testing.statuses(version_is_offered) == {"Broker": "unknown"} with input as _of(open, "5.17.6")
}

test_leaves_out_the_newest if {
	testing.statuses(version_is_offered) == {} with input as _stack({"EngineType": "RABBITMQ"})
}

package stackgrade.rules.ecs.service_waits_for_listener_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ecs.service_waits_for_listener

_stack(more) := testing.stack(
	{
		"Service": object.union(
			{
				"type": "AWS::ECS::Service",
				"properties": {"LoadBalancers": [{"TargetGroupArn": testing.ref("Targets", "Ref")}]},
			},
			more,
		),
		"Targets": {"type": "AWS::ElasticLoadBalancingV2::TargetGroup", "properties": {}},
		"Listener": {
			"type": "AWS::ElasticLoadBalancingV2::Listener",
			"properties": {"DefaultActions": [{"TargetGroupArn": testing.ref("Targets", "Ref")}]},
		},
	},
	{},
)

test_fails_when_nothing_orders_them if {
	testing.statuses(service_waits_for_listener) == {"Service": "fail"} with input as _stack({})
}

test_passes_when_it_waits if {
	testing.statuses(service_waits_for_listener) == {"Service": "pass"} with input as _stack({"depends_on": ["Listener"]})
}

test_leaves_out_services_without_a_listener_here if {
	testing.statuses(service_waits_for_listener) == {} with input as _stack({"properties": {"LoadBalancers": [{
		"TargetGroupArn": testing.unknown("parameter X has no default"),
	}]}})
}

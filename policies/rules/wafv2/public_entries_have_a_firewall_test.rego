package stackgrade.rules.wafv2.public_entries_have_a_firewall_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.wafv2.public_entries_have_a_firewall

_stack(resources) := testing.stack(
	resources,
	{"profile": object.union(testing.production, {"compliance": ["pci-dss"]})},
)

_balancer(properties) := {"Web": {"type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "properties": properties}}

_stage(types) := {
	"Api": {"type": "AWS::ApiGateway::RestApi", "properties": {"EndpointConfiguration": {"Types": types}}},
	"Stage": {"type": "AWS::ApiGateway::Stage", "properties": {"RestApiId": testing.ref("Api", "Ref")}},
}

_distribution(config) := {"Cdn": {
	"type": "AWS::CloudFront::Distribution",
	"properties": {"DistributionConfig": config},
}}

_association(target) := {"Association": {
	"type": "AWS::WAFv2::WebACLAssociation",
	"properties": {"ResourceArn": target, "WebACLArn": "arn:aws:wafv2:eu-west-1:1:regional/webacl/a/b"},
}}

test_fails_without if {
	every_entry := object.union_n([_balancer({}), _stage(["REGIONAL"]), _distribution({})])
	expected := {"Web": "fail", "Stage": "fail", "Cdn": "fail"}
	testing.statuses(public_entries_have_a_firewall) == expected with input as _stack(every_entry)
}

test_fails_when_none_is_named if {
	named := _distribution({"WebACLId": ""})
	testing.statuses(public_entries_have_a_firewall) == {"Cdn": "fail"} with input as _stack(named)
}

test_passes_with if {
	testing.statuses(public_entries_have_a_firewall) == {"Web": "pass"} with input as _stack(object.union(
		_balancer({}),
		_association(testing.ref("Web", "Ref")),
	))
	testing.statuses(public_entries_have_a_firewall) == {"Stage": "pass"} with input as _stack(object.union(
		_stage(["EDGE"]),
		_association("arn:aws:apigateway:eu-west-1::/restapis/${Api}/stages/${Stage}"),
	))
	testing.statuses(public_entries_have_a_firewall) == {"Cdn": "pass"} with input as _stack(_distribution({
		"WebACLId": testing.unknown("parameter Firewall has no default"),
	}))
}

test_leaves_out_what_the_public_does_not_reach if {
	every stack in [
		_stack(_balancer({"Scheme": "internal"})),
		_stack(_balancer({"Type": "network"})),
		_stack(_stage(["PRIVATE"])),
	] {
		testing.statuses(public_entries_have_a_firewall) == {} with input as stack
	}
}

test_leaves_out_what_is_behind_a_distribution if {
	testing.statuses(public_entries_have_a_firewall) == {"Cdn": "fail"} with input as _stack(object.union(
		_balancer({}),
		_distribution({"Origins": [{"DomainName": testing.ref("Web", "DNSName")}]}),
	))
}

test_unknown_when_something_is_open if {
	open := testing.unknown("parameter X has no default")
	every stack in [
		_stack(_balancer({"Scheme": open})),
		_stack(object.union(_balancer({}), _association(open))),
	] {
		testing.statuses(public_entries_have_a_firewall) == {"Web": "unknown"} with input as stack
	}
}

test_does_not_apply_elsewhere if {
	testing.statuses(public_entries_have_a_firewall) == {} with input as testing.stack(_balancer({}), {})
}

test_a_stage_may_be_called_by_its_name if {
	testing.statuses(public_entries_have_a_firewall) == {"Stage": "pass"} with input as _associated("prod")
	testing.statuses(public_entries_have_a_firewall) == {"Stage": "fail"} with input as _associated("test")
}

_associated(name) := _stack(object.union_n([
	_stage(["EDGE"]),
	{"Stage": {"properties": {"StageName": "prod"}}},
	_association(concat("", ["arn:aws:apigateway:eu-west-1::/restapis/${Api}/stages/", name])),
]))

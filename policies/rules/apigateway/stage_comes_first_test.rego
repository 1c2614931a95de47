package stackgrade.rules.apigateway.stage_comes_first_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.apigateway.stage_comes_first

_api := testing.ref("Api", "Ref")

_stack(plan) := testing.stack(
	{
		"Api": {"type": "AWS::ApiGateway::RestApi"},
		"Stage": {"type": "AWS::ApiGateway::Stage", "properties": {"RestApiId": _api, "StageName": "prod"}},
		"Plan": object.union({"type": "AWS::ApiGateway::UsagePlan"}, plan),
	},
	{},
)

_naming(stage) := {"properties": {"ApiStages": [{"ApiId": _api, "Stage": stage}]}}

test_fails_when_nothing_makes_it_wait if {
	{[verdict.status, verdict.attribute] | some verdict in testing.verdicts(stage_comes_first)} == {[
		"fail",
		"ApiStages[0].Stage",
	]} with input as _stack(_naming("prod"))
}

test_fails_for_mappings_and_for_stages_of_deployments if {
	testing.statuses(stage_comes_first) == {"Mapping": "fail"} with input as testing.stack(
		{
			"Mapping": {
				"type": "AWS::ApiGateway::BasePathMapping",
				"properties": {"RestApiId": _api, "Stage": "prod"},
			},
			"Deployment": {
				"type": "AWS::ApiGateway::Deployment",
				"properties": {"RestApiId": _api, "StageName": "prod"},
			},
		},
		{},
	)
}

_association(stage) := testing.stack(
	{
		"Api": {"type": "AWS::ApiGateway::RestApi"},
		"Stage": {"type": "AWS::ApiGateway::Stage", "properties": {"RestApiId": _api, "StageName": "prod"}},
		"Association": {
			"type": "AWS::WAFv2::WebACLAssociation",
			"properties": {"ResourceArn": concat("", ["arn:aws:apigateway:eu-west-1::/restapis/${Api}/stages/", stage])},
		},
	},
	{},
)

test_fails_for_the_association_of_a_firewall if {
	testing.statuses(stage_comes_first) == {"Association": "fail"} with input as _association("prod")
	testing.statuses(stage_comes_first) == {"Association": "pass"} with input as _association("${Stage}")
}

test_fails_for_mappings_of_http_apis if {
	testing.statuses(stage_comes_first) == {"Mapping": "fail"} with input as testing.stack(
		{
			"Mapping": {"type": "AWS::ApiGatewayV2::ApiMapping", "properties": {"ApiId": _api, "Stage": "prod"}},
			"Stage": {"type": "AWS::ApiGatewayV2::Stage", "properties": {"ApiId": _api, "StageName": "prod"}},
		},
		{},
	)
}

test_passes_when_it_waits if {
	testing.statuses(stage_comes_first) == {"Plan": "pass"} with input as _stack(object.union(
		_naming("prod"),
		{"depends_on": ["Stage"]},
	))
}

test_leaves_out_references_and_other_stages if {
	testing.statuses(stage_comes_first) == {} with input as _stack(_naming(testing.ref("Stage", "Ref")))
	testing.statuses(stage_comes_first) == {"Plan": "pass"} with input as _stack(_naming("dev"))
}

package stackgrade.rules.cloudfront.error_pages_are_complete_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.cloudfront.error_pages_are_complete

_stack(format, answer) := testing.stack(
	{"Cdn": {
		"type": "AWS::CloudFront::Distribution",
		"properties": {"DistributionConfig": {"CustomErrorResponses": [object.union({"ErrorCode": 404}, answer)]}},
	}},
	{"format": format},
)

_page := {"ResponsePagePath": "/index.html"}

_code := {"ResponseCode": 200}

test_fails_with_one_of_the_two if {
	testing.statuses(error_pages_are_complete) == {"Cdn": "fail"} with input as _stack("cloudformation", _page)
	testing.statuses(error_pages_are_complete) == {"Cdn": "fail"} with input as _stack("terraform", _page)
	testing.statuses(error_pages_are_complete) == {"Cdn": "fail"} with input as _stack("terraform", _code)
}

test_passes_with_both_or_neither if {
	every answer in [object.union(_page, _code), {"ErrorCachingMinTTL": 10}] {
		testing.statuses(error_pages_are_complete) == {"Cdn": "pass"} with input as _stack("terraform", answer)
	}
}

test_leaves_a_code_alone_to_the_schema if {
	testing.statuses(error_pages_are_complete) == {"Cdn": "pass"} with input as _stack("cloudformation", _code)
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(error_pages_are_complete) == {"Cdn": "unknown"} with input as _stack(
		"cloudformation",
		{"ResponsePagePath": testing.unknown("parameter X has no default")},
	)
}

test_leaves_out_distributions_without_pages if {
	testing.statuses(error_pages_are_complete) == {} with input as testing.stack(
		{"Cdn": {"type": "AWS::CloudFront::Distribution"}},
		{},
	)
}

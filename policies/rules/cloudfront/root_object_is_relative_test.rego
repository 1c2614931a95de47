package stackgrade.rules.cloudfront.root_object_is_relative_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.cloudfront.root_object_is_relative

_stack(config) := testing.stack(
	{"It": {"type": "AWS::CloudFront::Distribution", "properties": {"DistributionConfig": config}}},
	{},
)

test_fails_with_a_slash_in_front if {
	every root in ["/", "/index.html", "/${Page}"] {
		stack := _stack({"DefaultRootObject": root})
		testing.statuses(root_object_is_relative) == {"It": "fail"} with input as stack
	}
}

test_passes_without_one if {
	every root in ["index.html", "pages/index.html"] {
		stack := _stack({"DefaultRootObject": root})
		testing.statuses(root_object_is_relative) == {"It": "pass"} with input as stack
	}
}

test_unknown_when_a_parameter_decides if {
	stack := _stack({"DefaultRootObject": testing.unknown("parameter Start has no default")})
	testing.statuses(root_object_is_relative) == {"It": "unknown"} with input as stack
}

test_leaves_out_distributions_without_one if {
	testing.statuses(root_object_is_relative) == {} with input as _stack({})
	testing.statuses(root_object_is_relative) == {} with input as _stack({"DefaultRootObject": ""})
}

package stackgrade.rules.cloudfront.behaviors_have_origins_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.cloudfront.behaviors_have_origins

_site(config) := testing.stack(
	{"Site": {
		"type": "AWS::CloudFront::Distribution",
		"properties": {"DistributionConfig": object.union({"Origins": [{"Id": "site"}]}, config)},
	}},
	{},
)

_to(id) := {"DefaultCacheBehavior": {"TargetOriginId": id}}

test_fails_with_an_id_that_no_origin_has if {
	testing.statuses(behaviors_have_origins) == {"Site": "fail"} with input as _site(_to("other"))
	another := {"CacheBehaviors": [{"PathPattern": "/api/*", "TargetOriginId": "api"}]}
	testing.statuses(behaviors_have_origins) == {"Site": "fail"} with input as _site(object.union(_to("site"), another))
}

test_passes_with_origins_and_groups if {
	testing.statuses(behaviors_have_origins) == {"Site": "pass"} with input as _site(_to("site"))
	group := {"OriginGroups": {"Items": [{"Id": "both"}]}}
	testing.statuses(behaviors_have_origins) == {"Site": "pass"} with input as _site(object.union(_to("both"), group))
}

test_unknown_when_an_id_is if {
	testing.statuses(behaviors_have_origins) == {"Site": "unknown"} with input as _site({
		"Origins": [{"Id": testing.unknown("parameter Id has no default")}],
		"DefaultCacheBehavior": {"TargetOriginId": "site"},
	})
	testing.statuses(behaviors_have_origins) == {"Site": "unknown"} with input as _site({
		"Origins": testing.unknown("variable origins has no default"),
		"DefaultCacheBehavior": {"TargetOriginId": "site"},
	})
}

package stackgrade.rules.stack.wanted_region_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.wanted_region

_profile := object.union(testing.production, {"region": "eu-central-1"})

_provider(region) := testing.stack({}, {
	"format": "terraform",
	"profile": _profile,
	"terraform": {"regions": {"aws": region, "aws.global": "us-east-1"}},
})

_subnet(zone) := testing.stack(
	{"Subnet": {"type": "AWS::EC2::Subnet", "properties": {"AvailabilityZone": zone}}},
	{"profile": _profile},
)

test_fails_with_another_provider_zone_or_default if {
	testing.statuses(wanted_region) == {"": "fail"} with input as _provider("us-west-2")
	testing.statuses(wanted_region) == {"Subnet": "fail"} with input as _subnet("us-west-2a")
	testing.statuses(wanted_region) == {"": "fail"} with input as testing.stack({}, {
		"profile": _profile,
		"parameters": {"AwsRegion": {"type": "String", "default": "us-west-2"}},
	})
}

test_passes_in_the_region if {
	testing.statuses(wanted_region) == {"": "pass"} with input as _provider("eu-central-1")
	testing.statuses(wanted_region) == {"Subnet": "pass"} with input as _subnet("eu-central-1a")
	testing.statuses(wanted_region) == {"Subnet": "pass"} with input as _subnet("${AWS::AvailabilityZones.0}")
}

test_unknown_when_the_zone_is if {
	zone := testing.unknown("parameter Zone has no default")
	testing.statuses(wanted_region) == {"Subnet": "unknown"} with input as _subnet(zone)
}

test_passes_for_a_further_provider if {
	testing.statuses(wanted_region) == {"": "pass", "Subnet": "pass"} with input as testing.stack(
		{"Subnet": {
			"type": "AWS::EC2::Subnet",
			"properties": {"AvailabilityZone": "us-west-2a"},
			"region": "us-west-2",
		}},
		{"format": "terraform", "profile": _profile, "terraform": {"regions": {"aws": "eu-central-1"}}},
	)
}

test_leaves_out_profiles_without_a_region if {
	testing.statuses(wanted_region) == {} with input as object.union(_provider("us-west-2"), {"profile": {"region": null}})
	testing.statuses(wanted_region) == {} with input as testing.stack({}, {})
}

package stackgrade.rules.eks.cluster_can_be_made_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.eks.cluster_can_be_made

_subnet(zone) := {"type": "AWS::EC2::Subnet", "properties": {"AvailabilityZone": zone}}

_stack(zones, more) := testing.stack(
	{
		"A": _subnet(zones[0]),
		"B": _subnet(zones[1]),
		"Cluster": {
			"type": "AWS::EKS::Cluster",
			"properties": {"ResourcesVpcConfig": object.union(
				{"SubnetIds": [testing.ref("A", "Ref"), testing.ref("B", "Ref")]},
				more,
			)},
		},
	},
	{},
)

test_fails_in_one_zone if {
	testing.statuses(cluster_can_be_made) == {"Cluster": "fail"} with input as _stack(["a", "a"], {})
	testing.statuses(cluster_can_be_made) == {"Cluster": "fail"} with input as _stack(
		["a", "b"],
		{"SubnetIds": [testing.ref("A", "Ref")]},
	)
}

test_passes_on_an_outpost if {
	testing.statuses(cluster_can_be_made) == {"Cluster": "pass"} with input as testing.stack(
		{
			"A": _subnet("a"),
			"Cluster": {"type": "AWS::EKS::Cluster", "properties": {
				"OutpostConfig": {"ControlPlaneInstanceType": "m5.large"},
				"ResourcesVpcConfig": {"SubnetIds": [testing.ref("A", "Ref")]},
			}},
		},
		{},
	)
}

test_fails_without_an_endpoint if {
	testing.statuses(cluster_can_be_made) == {"Cluster": "fail"} with input as _stack(
		["a", "b"],
		{"EndpointPublicAccess": false},
	)
}

test_passes_in_two_zones if {
	testing.statuses(cluster_can_be_made) == {"Cluster": "pass"} with input as _stack(["a", "b"], {})
	testing.statuses(cluster_can_be_made) == {"Cluster": "pass"} with input as _stack(
		["a", "b"],
		{"EndpointPublicAccess": false, "EndpointPrivateAccess": true},
	)
}

test_passes_where_the_zones_are_out_of_sight if {
	testing.statuses(cluster_can_be_made) == {"Cluster": "pass"} with input as _stack(
		["a", "b"],
		{"SubnetIds": ["subnet-1", "subnet-2"]},
	)
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter X has no default")
	testing.statuses(cluster_can_be_made) == {"Cluster": "unknown"} with input as _stack(["a", open], {})
	testing.statuses(cluster_can_be_made) == {"Cluster": "unknown"} with input as _stack(
		["a", "b"],
		{"EndpointPublicAccess": open},
	)
}

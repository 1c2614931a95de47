package stackgrade.rules.elasticloadbalancing.tls_policy_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticloadbalancing.tls_policy

_listener(properties) := testing.stack(
	{"Listener": {"type": "AWS::ElasticLoadBalancingV2::Listener", "properties": properties}},
	{},
)

_with(policy) := _listener({"Protocol": "HTTPS", "SslPolicy": policy})

test_fails_without_a_policy_or_with_an_old_one if {
	every stack in [
		_listener({"Protocol": "HTTPS"}),
		_listener({"Protocol": "TLS"}),
		_with("ELBSecurityPolicy-2016-08"),
		_with("ELBSecurityPolicy-FS-1-1-2019-08"),
		_with("ELBSecurityPolicy-FS-2018-06"),
		_with("ELBSecurityPolicy-TLS-1-0-2015-04"),
		_with("ELBSecurityPolicy-TLS-1-1-2017-01"),
		_with("ELBSecurityPolicy-TLS13-1-0-PQ-2025-09"),
		_with("ELBSecurityPolicy-TLS13-1-1-FIPS-2023-04"),
	] {
		testing.statuses(tls_policy) == {"Listener": "fail"} with input as stack
	}
}

test_passes_with_a_current_one if {
	every policy in [
		"ELBSecurityPolicy-FS-1-2-Res-2020-10",
		"ELBSecurityPolicy-TLS-1-2-Ext-2018-06",
		"ELBSecurityPolicy-TLS13-1-2-2021-06",
		"ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
		"ELBSecurityPolicy-TLS13-1-3-2021-06",
		"ELBSecurityPolicy-TLS13-1-2-Ext0-FIPS-PQ-2025-09",
		"ELBSecurityPolicy-TLS14-1-3-2030-01",
	] {
		testing.statuses(tls_policy) == {"Listener": "pass"} with input as _with(policy)
	}
}

test_leaves_out_what_is_not_encrypted if {
	every protocol in ["HTTP", "TCP"] {
		testing.statuses(tls_policy) == {} with input as _listener({"Protocol": protocol})
	}
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter X has no default")
	every stack in [_with(open), _listener({"Protocol": open})] {
		testing.statuses(tls_policy) == {"Listener": "unknown"} with input as stack
	}
}

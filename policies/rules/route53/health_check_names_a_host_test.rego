package stackgrade.rules.route53.health_check_names_a_host_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.route53.health_check_names_a_host

_check(host) := testing.stack(
	{
		"Api": {"type": "AWS::ApiGatewayV2::Api"},
		"Check": {
			"type": "AWS::Route53::HealthCheck",
			"properties": {"HealthCheckConfig": {"Type": "HTTPS", "FullyQualifiedDomainName": host}},
		},
	},
	{},
)

test_fails_with_a_url if {
	every host in ["https://nord-shop.eu", "nord-shop.eu/health", testing.ref("Api", "ApiEndpoint")] {
		testing.statuses(health_check_names_a_host) == {"Check": "fail"} with input as _check(host)
	}
}

test_passes_with_a_host if {
	every host in ["nord-shop.eu", "${Api}.execute-api.${AWS::Region}.amazonaws.com"] {
		testing.statuses(health_check_names_a_host) == {"Check": "pass"} with input as _check(host)
	}
}

test_unknown_when_the_host_is if {
	host := testing.unknown("parameter Host has no default")
	testing.statuses(health_check_names_a_host) == {"Check": "unknown"} with input as _check(host)
}

test_leaves_out_checks_of_alarms if {
	testing.statuses(health_check_names_a_host) == {} with input as testing.stack(
		{"Check": {
			"type": "AWS::Route53::HealthCheck",
			"properties": {"HealthCheckConfig": {"Type": "CLOUDWATCH_METRIC"}},
		}},
		{},
	)
}

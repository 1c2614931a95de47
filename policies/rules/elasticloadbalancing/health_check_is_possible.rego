# METADATA
# title: A health check asks only what its protocol can answer
# description: >-
#   A check by TCP has no path and no code to compare; targets that speak HTTP are not checked by TCP, and give up on an
#   answer before the next check; those of a network load balancer wait no longer than until then. A target group that
#   says otherwise is refused.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html
#   - https://github.com/hashicorp/terraform-provider-aws/pull/2170
#   - https://github.com/aws/aws-cdk/issues/3703
# custom:
#   id: FC_ELB_052
#   severity: critical
#   category: operations
#   types: [AWS::ElasticLoadBalancingV2::TargetGroup]
#   attributes: [HealthCheckIntervalSeconds, HealthCheckProtocol, HealthCheckTimeoutSeconds, Protocol]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       HealthCheckProtocol: HTTP
#       HealthCheckPath: /health
#       HealthCheckIntervalSeconds: 30
#       HealthCheckTimeoutSeconds: 5
#     terraform: |
#       health_check {
#         protocol = "HTTP"
#         path     = "/health"
#         interval = 30
#         timeout  = 5
#       }
package stackgrade.rules.elasticloadbalancing.health_check_is_possible

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject[group.address] := group if {
	some group in resources.own("AWS::ElasticLoadBalancingV2::TargetGroup")
	some property in _settings
	resources.has(group, [property])
}

fail contains findings.at(group, property, message) if {
	some group in subject
	_is_checked_by_tcp(group)
	some property, message in {
		"HealthCheckPath": "a check by TCP asks for no path",
		"Matcher": "a check by TCP gets no code to compare",
	}
	not object.get(group.properties, _values[property], null) in {null, ""}
}

fail contains findings.at(group, "HealthCheckProtocol", "targets that speak HTTP are not checked by TCP") if {
	some group in subject
	group.properties.HealthCheckProtocol == "TCP"
	group.properties.Protocol in {"HTTP", "HTTPS"}
}

fail contains findings.at(group, "HealthCheckProtocol", "a health check speaks HTTP, HTTPS or TCP") if {
	some group in subject
	group.properties.HealthCheckProtocol in {"GENEVE", "QUIC", "TCP_QUIC", "TCP_UDP", "TLS", "UDP"}
}

fail contains findings.at(group, "HealthCheckTimeoutSeconds", message) if {
	some group in subject
	waits := values.number(group.properties.HealthCheckTimeoutSeconds)
	pause := values.number(group.properties.HealthCheckIntervalSeconds)
	_is_too_long(group, waits, pause)
	message := concat("", [
		"a check waits ",
		format_int(waits, 10),
		" seconds for an answer, and the next one comes after ",
		format_int(pause, 10),
	])
}

# An empty text says nothing.
_values := {"HealthCheckPath": ["HealthCheckPath"], "Matcher": ["Matcher", "HttpCode"]}

_is_too_long(_, waits, pause) if waits > pause

# A network load balancer may wait until that very moment.
_is_too_long(group, waits, pause) if {
	waits == pause
	group.properties.Protocol in {"HTTP", "HTTPS"}
}

_is_checked_by_tcp(group) if group.properties.HealthCheckProtocol == "TCP"

# Terraform's provider asks by HTTP where nothing is said.
_is_checked_by_tcp(group) if {
	not resources.is_terraform
	not resources.has(group, ["HealthCheckProtocol"])
	group.properties.Protocol in {"QUIC", "TCP", "TCP_QUIC", "TCP_UDP", "TLS", "UDP"}
}

_settings := array.concat(metadata.custom.attributes, ["HealthCheckPath", "Matcher"])

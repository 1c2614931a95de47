# METADATA
# title: A target group says what it asks its targets
# description: >-
#   Without a path the health check asks for `/`. An application that answers there with a redirect or a sign-in
#   counts as broken, and one that shows its first page without a database counts as well. That every group names a
#   path made for the purpose is what reviews ask for.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
# custom:
#   id: FC_ELB_003
#   severity: low
#   category: availability
#   types: [AWS::ElasticLoadBalancingV2::TargetGroup]
#   attributes: [Protocol, HealthCheckProtocol]
#   presence: [HealthCheckPath]
#   when: {opinions: true}
#   failures: [E-target_group_healthcheck_inadequate]
#   also: [CKV_AWS_261]
#   remediation:
#     cloudformation: |
#       HealthCheckPath: /health
#     terraform: |
#       health_check {
#         path = "/health"
#       }
package stackgrade.rules.elasticloadbalancing.health_check

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

# Targets that are not asked by HTTP have no path. One whose protocol is open stays a subject, to be unknown.
subject[group.address] := group if {
	some group in resources.own("AWS::ElasticLoadBalancingV2::TargetGroup")
	_is_http(resources.get(group, ["HealthCheckProtocol"], _protocol(group)))
}

fail contains findings.at(group, "HealthCheckPath", "its targets are asked for /") if {
	some group in subject
	not resources.has(group, ["HealthCheckPath"])
}

# Load balancers that work below HTTP ask by TCP unless they are told otherwise.
_protocol(group) := resources.get(group, ["Protocol"], "")

_is_http(protocol) if protocol in {"HTTP", "HTTPS"}

_is_http(protocol) if values.is_unknown(protocol)

# METADATA
# title: A listener takes TLS 1.2 or later
# description: >-
#   TLS 1.0 and 1.1 can be broken and no browser needs them any more. A listener whose policy is not stated gets
#   `ELBSecurityPolicy-2016-08`, which admits both.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
# custom:
#   id: FC_ELB_002
#   severity: medium
#   category: encryption
#   types: [AWS::ElasticLoadBalancingV2::Listener]
#   attributes: [SslPolicy, Protocol]
#   failures: [E-alb_weak_tls_policy]
#   also: [CKV_AWS_103, W55]
#   remediation:
#     cloudformation: |
#       SslPolicy: ELBSecurityPolicy-TLS13-1-2-2021-06
#     terraform: |
#       ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
package stackgrade.rules.elasticloadbalancing.tls_policy

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

# One whose protocol is open stays a subject, to be unknown.
subject[listener.address] := listener if {
	some listener in resources.own("AWS::ElasticLoadBalancingV2::Listener")
	_is_encrypted(object.get(listener.properties, "Protocol", ""))
}

fail contains findings.at(listener, "SslPolicy", "the policy admits TLS 1.0 or 1.1") if {
	some listener in subject
	regex.match(_old, object.get(listener.properties, "SslPolicy", "ELBSecurityPolicy-2016-08"))
}

# By the tables of the page above; what comes after them is let through.
_old := `^ELBSecurityPolicy-(20\d\d-\d\d$|(TLS13|TLS|FS)-1-[01]-|FS-2018-06$)`

_is_encrypted(protocol) if protocol in {"HTTPS", "TLS"}

_is_encrypted(protocol) if values.is_unknown(protocol)

# METADATA
# title: A listener that speaks TLS has a certificate
# description: >-
#   A listener for HTTPS or TLS shows a certificate. Without one AWS refuses it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/network/tls-listener-certificates.html
# custom:
#   id: FC_ELB_007
#   severity: critical
#   category: operations
#   languages: [terraform]
#   types: [AWS::ElasticLoadBalancingV2::Listener]
#   attributes: [Protocol]
#   presence: [Certificates]
#   failures: [E-invalid_property_combination]
#   remediation:
#     terraform: |
#       certificate_arn = aws_acm_certificate_validation.shop.certificate_arn
package stackgrade.rules.elasticloadbalancing.tls_has_a_certificate

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[listener.address] := listener if {
	some listener in resources.own("AWS::ElasticLoadBalancingV2::Listener")
	resources.has(listener, ["Protocol"])
}

fail contains findings.at(listener, "Certificates", "no certificate is given") if {
	some listener in subject
	listener.properties.Protocol in {"HTTPS", "TLS"}
	not resources.has(listener, ["Certificates"])
}

# METADATA
# title: Domains of zones and certificates are ones that somebody can own
# description: >-
#   `example.com`, `.net` and `.org` are kept for documentation. Route 53 refuses a public zone for one of them, and
#   nobody can prove to own it, so that a certificate for it is never issued.
# scope: package
# related_resources:
#   - https://www.rfc-editor.org/rfc/rfc2606.html
#   - https://docs.aws.amazon.com/acm/latest/userguide/domain-ownership-validation.html
# custom:
#   id: FC_ROUTE53_001
#   severity: high
#   category: operations
#   types: [AWS::Route53::HostedZone, AWS::CertificateManager::Certificate]
#   attributes: [Name, DomainName]
#   failures: [E-invalid_property_value, E-placeholder_values, E-acm_certificate_not_validated]
#   remediation:
#     cloudformation: |
#       Parameters:
#         DomainName:
#           Type: String # and no default
#       # Name of a zone, DomainName of a certificate: !Ref DomainName
#     terraform: |
#       variable "domain_name" {
#         type = string # and no default
#       }
package stackgrade.rules.route53.zone_can_be_owned

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A private zone takes any name, and a private authority asks nobody.
subject[zone.address] := zone if {
	some zone in resources.own("AWS::Route53::HostedZone")
	not resources.has(zone, ["VPCs"])
}

subject[certificate.address] := certificate if {
	some certificate in resources.own("AWS::CertificateManager::Certificate")
	resources.has(certificate, ["DomainName"])
	not resources.has(certificate, ["CertificateAuthorityArn"])
}

fail contains findings.at(resource, property, concat(" ", [name, "is kept for documentation, and nobody's"])) if {
	some resource in subject
	some property in ["DomainName", "Name"]
	name := resource.properties[property]
	regex.match(`(?i)^([a-z0-9*_-]+\.)*example\.(com|net|org)\.?$`, name)
}

# METADATA
# title: The stack validates the certificates that it asks for
# description: >-
#   A certificate is issued when its domain's owner has confirmed it, by a record in the domain's zone. When the stack
#   does not write that record, CloudFormation waits for somebody to do so, and fails after hours; in Terraform, what
#   uses the certificate is refused.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
#   - https://docs.aws.amazon.com/acm/latest/userguide/domain-ownership-validation.html
# custom:
#   id: FC_ACM_001
#   severity: high
#   category: operations
#   types: [AWS::CertificateManager::Certificate]
#   presence: [CertificateAuthorityArn, DomainValidationOptions, "DomainValidationOptions[].HostedZoneId"]
#   when: {self_contained: true}
#   failures: [E-acm_certificate_not_validated]
#   remediation:
#     cloudformation: |
#       ValidationMethod: DNS
#       DomainValidationOptions:
#         - DomainName: shop.example.com
#           HostedZoneId: !Ref Zone
#     terraform: |
#       resource "aws_route53_record" "validation" {
#         for_each = { for option in aws_acm_certificate.shop.domain_validation_options : option.domain_name => option }
#         zone_id  = aws_route53_zone.main.zone_id
#         name     = each.value.resource_record_name
#         type     = each.value.resource_record_type
#         records  = [each.value.resource_record_value]
#         ttl      = 60
#       }
#
#       resource "aws_acm_certificate_validation" "shop" {
#         certificate_arn         = aws_acm_certificate.shop.arn
#         validation_record_fqdns = [for record in aws_route53_record.validation : record.fqdn]
#       }
package stackgrade.rules.acm.certificate_is_validated

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# What is imported has been issued, and a private authority asks nobody.
subject[certificate.address] := certificate if {
	some certificate in resources.own("AWS::CertificateManager::Certificate")
	resources.has(certificate, ["DomainName"])
	not resources.has(certificate, ["CertificateAuthorityArn"])
}

fail contains findings.missing(certificate, "the stack does not confirm its domain") if {
	some certificate in subject
	not _is_validated(certificate)
}

_is_validated(certificate) if {
	some option in certificate.properties.DomainValidationOptions
	option.HostedZoneId
}

_is_validated(certificate) if {
	some type in ["AWS::Route53::RecordSet", "aws_acm_certificate_validation"]
	count(resources.referrers(certificate.address, type)) > 0
}

# Records for each of the options, whose number only the deployment tells.
_is_validated(_) if {
	some record in resources.of("AWS::Route53::RecordSet")
	contains(record.properties.Name.expression, "resource_record_name")
}

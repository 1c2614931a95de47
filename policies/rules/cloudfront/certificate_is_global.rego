# METADATA
# title: A distribution with names of its own has a certificate of us-east-1
# description: >-
#   CloudFront answers to a domain name only with a certificate for it, and takes certificates of the region us-east-1
#   alone. Anything else it refuses.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html
#   - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html
# custom:
#   id: FC_CLOUDFRONT_003
#   severity: critical
#   category: operations
#   types: [AWS::CloudFront::Distribution]
#   attributes:
#     - DistributionConfig.Aliases
#     - DistributionConfig.ViewerCertificate.AcmCertificateArn
#     - DistributionConfig.ViewerCertificate.CloudFrontDefaultCertificate
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       # in a stack of us-east-1, or handed in as a parameter
#       ViewerCertificate:
#         AcmCertificateArn: !Ref GlobalCertificateArn
#         SslSupportMethod: sni-only
#         MinimumProtocolVersion: TLSv1.2_2021
#     terraform: |
#       provider "aws" {
#         alias  = "global"
#         region = "us-east-1"
#       }
#
#       resource "aws_acm_certificate" "shop" {
#         provider = aws.global
#       }
package stackgrade.rules.cloudfront.certificate_is_global

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[distribution.address] := distribution if {
	some distribution in resources.own("AWS::CloudFront::Distribution")
	_has_names(distribution)
}

subject[distribution.address] := distribution if {
	some distribution in resources.own("AWS::CloudFront::Distribution")
	resources.has(distribution, _arn)
}

fail contains findings.at(distribution, "DistributionConfig.Aliases", "no certificate is for these names") if {
	some distribution in subject
	_has_names(distribution)
	not _has_certificate(distribution)
}

fail contains findings.at(distribution, _arn, concat("", ["the certificate is of ", region, ", not of us-east-1"])) if {
	some distribution in subject
	region := _region(object.get(distribution.properties, _arn, null))
	region != "us-east-1"
}

_arn := ["DistributionConfig", "ViewerCertificate", "AcmCertificateArn"]

_has_names(distribution) if count(distribution.properties.DistributionConfig.Aliases) > 0

_has_certificate(distribution) if {
	some property in ["AcmCertificateArn", "IamCertificateId"]
	resources.has(distribution, ["DistributionConfig", "ViewerCertificate", property])
}

# What is written in an ARN, and in Terraform what the provider of the certificate says.
_region(certificate) := regex.find_all_string_submatch_n(`^arn:aws:acm:([a-z0-9-]+):`, certificate, 1)[0][1]

_region(certificate) := resources.target(certificate).region

_region(certificate) := _stack_region if {
	target := resources.target(certificate)
	target.type == "AWS::CertificateManager::Certificate"
	not target.foreign
}

# What a template makes lies in the region that the profile wants for it.
_stack_region := input.profile.region if {
	not resources.is_terraform
	is_string(input.profile.region)
}

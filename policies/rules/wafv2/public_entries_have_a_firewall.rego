# METADATA
# title: A web application firewall stands before the public entries of a regulated stack
# description: >-
#   Injections and scans that everybody tries reach the application unless something before it filters them. PCI DSS
#   asks for it on applications that the public reaches (6.4.2).
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/waf/latest/developerguide/how-aws-waf-works-resources.html
# custom:
#   id: FC_WAF_001
#   severity: medium
#   category: network
#   types:
#     - AWS::ApiGateway::Stage
#     - AWS::CloudFront::Distribution
#     - AWS::ElasticLoadBalancingV2::LoadBalancer
#   attributes:
#     - Scheme
#     - AWS::ApiGateway::RestApi.EndpointConfiguration.Types
#   presence: [DistributionConfig.WebACLId]
#   companions: [AWS::WAFv2::WebACLAssociation.ResourceArn]
#   when: {compliance: pci-dss}
#   failures: [E-missing_waf]
#   also:
#     - CKV2_AWS_28
#     - CKV2_AWS_29
#     - CKV_AWS_68
#     - HIPAA.Security-ALBWAFEnabled
#     - NIST.800.53.R4-ALBWAFEnabled
#     - NIST.800.53.R5-ALBWAFEnabled
#     - PCI.DSS.321-ALBWAFEnabled
#   remediation:
#     cloudformation: |
#       Association: # a distribution has DistributionConfig.WebACLId instead
#         Type: AWS::WAFv2::WebACLAssociation
#         Properties:
#           ResourceArn: !Ref LoadBalancer
#           WebACLArn: !GetAtt Firewall.Arn
#     terraform: |
#       resource "aws_wafv2_web_acl_association" "web" { # a distribution has web_acl_id instead
#         resource_arn = aws_lb.web.arn
#         web_acl_arn  = aws_wafv2_web_acl.firewall.arn
#       }
package stackgrade.rules.wafv2.public_entries_have_a_firewall

import data.stackgrade.lib.apis
import data.stackgrade.lib.findings
import data.stackgrade.lib.log_groups
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[stage.address] := stage if {
	some stage in resources.own("AWS::ApiGateway::Stage")
	not apis.is_private(stage)
	not _is_behind_a_distribution(resources.target(stage.properties.RestApiId))
}

subject[distribution.address] := distribution if some distribution in resources.own("AWS::CloudFront::Distribution")

subject[balancer.address] := balancer if {
	some balancer in resources.own("AWS::ElasticLoadBalancingV2::LoadBalancer")
	object.get(balancer.properties, "Type", "application") == "application"
	object.get(balancer.properties, "Scheme", "internet-facing") != "internal"
	not _is_behind_a_distribution(balancer)
}

fail contains findings.missing(entry, "no firewall stands before it") if {
	some entry in subject
	resources.get(entry, ["DistributionConfig", "WebACLId"], null) in {null, ""}
	not _is_associated(entry)
}

_is_associated(entry) if count(resources.referrers(entry.address, "AWS::WAFv2::WebACLAssociation")) > 0

# A stage by its name, such as one that SAM makes.
_is_associated(entry) if {
	api := resources.target(entry.properties.RestApiId)
	ending := concat("/", ["/stages", log_groups.spelled(entry.properties.StageName)])
	some association in resources.referrers(api.address, "AWS::WAFv2::WebACLAssociation")
	endswith(association.properties.ResourceArn, ending)
}

# Then the distribution is the entry.
_is_behind_a_distribution(origin) if count(resources.referrers(origin.address, "AWS::CloudFront::Distribution")) > 0

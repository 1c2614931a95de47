# METADATA
# title: A firewall has the scope of what it protects
# description: >-
#   A web ACL is either for CloudFront and Amplify, and then made in us-east-1, or for the load balancers, APIs and the
#   like of its region. AWS refuses to attach one to what belongs to the other scope.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-wafv2-webacl.html
#   - https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html
#   - https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html
# custom:
#   id: FC_WAF_002
#   severity: critical
#   category: operations
#   types: [AWS::WAFv2::WebACL]
#   attributes: [Scope]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       Scope: REGIONAL # CLOUDFRONT for a distribution, in a stack of us-east-1
#     terraform: |
#       provider = aws.global # in us-east-1
#       scope    = "CLOUDFRONT"
package stackgrade.rules.wafv2.scope_fits

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(firewall, "Scope", concat(" ", [site.address, "takes firewalls of scope CLOUDFRONT"])) if {
	some firewall in resources.own("AWS::WAFv2::WebACL")
	firewall.properties.Scope == "REGIONAL"
	some site in resources.of("AWS::CloudFront::Distribution")
	site.properties.DistributionConfig.WebACLId["$ref"] == firewall.address
}

fail contains findings.at(firewall, "Scope", message) if {
	some firewall in resources.own("AWS::WAFv2::WebACL")
	firewall.properties.Scope == "CLOUDFRONT"
	some association in resources.referrers(firewall.address, "AWS::WAFv2::WebACLAssociation")
	_is_of_a_region(association.properties.ResourceArn)
	message := concat(" ", [association.address, "attaches it to what takes firewalls of scope REGIONAL"])
}

fail contains findings.at(firewall, "Scope", message) if {
	some firewall in resources.own("AWS::WAFv2::WebACL")
	firewall.properties.Scope == "CLOUDFRONT"
	region := object.get(firewall, "region", _stack_region)
	region != "us-east-1"
	message := concat("", ["firewalls for CloudFront are made in us-east-1, not ", region])
}

# Applications of Amplify are served by CloudFront.
_is_of_a_region(attached) if not contains(lower(resources.target(attached).type), "amplify")

_is_of_a_region(attached) if {
	is_string(attached)
	not contains(attached, ":amplify:")
}

default _stack_region := "us-east-1"

# What a template makes lies in the region that the profile wants for it.
_stack_region := input.profile.region if {
	not resources.is_terraform
	is_string(input.profile.region)
}

# METADATA
# title: An alias names its target and the zone of that target
# description: >-
#   An alias record takes the name of its target and the zone that this name lies in, which is AWS's and not one's own.
#   With another zone, or the address that an API has by itself, Route 53 refuses the record.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-alias-common.html
#   - https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-regional-api-custom-domain-create.html
# custom:
#   id: FC_ROUTE53_002
#   severity: critical
#   category: operations
#   types: [AWS::Route53::RecordSet]
#   attributes: [AliasTarget.DNSName, AliasTarget.HostedZoneId]
#   failures: [E-invalid_property_value]
#   remediation:
#     cloudformation: |
#       AliasTarget:
#         DNSName: !GetAtt LoadBalancer.DNSName
#         HostedZoneId: !GetAtt LoadBalancer.CanonicalHostedZoneID
#       # of a distribution: !GetAtt Site.DomainName and Z2FDTNDATAQYW2
#       # of an API: !GetAtt ApiDomain.RegionalDomainName and !GetAtt ApiDomain.RegionalHostedZoneId
#     terraform: |
#       alias {
#         name                   = aws_lb.web.dns_name
#         zone_id                = aws_lb.web.zone_id
#         evaluate_target_health = true
#       }
#       # of an API: regional_domain_name and regional_zone_id of its aws_api_gateway_domain_name
package stackgrade.rules.route53.aliases_name_their_zone

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[record.address] := record if {
	some record in resources.own("AWS::Route53::RecordSet")
	resources.has(record, ["AliasTarget"])
}

fail contains findings.at(record, "AliasTarget.HostedZoneId", message) if {
	some record in subject
	alias := record.properties.AliasTarget
	target := resources.target(alias.DNSName)
	target.type in {"AWS::CloudFront::Distribution", "AWS::ElasticLoadBalancingV2::LoadBalancer"}
	not _is_zone_of(alias.HostedZoneId, target)
	message := concat("", ["this is not the zone of ", target.address])
}

fail contains findings.at(record, "AliasTarget.DNSName", "no alias leads to the address that an API has by itself") if {
	some record in subject
	regex.match(_own_address, record.properties.AliasTarget.DNSName)
}

# The id of an API; what a domain name of a region leads to begins with `d-`.
_own_address := `^([a-z0-9]+|\$\{[\w.\[\]"]+\})\.execute-api\.`

# The one zone of all distributions, and that of those in China.
_is_zone_of(zone, target) if {
	zone in {"Z2FDTNDATAQYW2", "Z3RFFRIM2A3IF5"}
	target.type == "AWS::CloudFront::Distribution"
}

_is_zone_of(zone, target) if {
	zone["$ref"] == target.address
	zone.attribute != "Ref"
}

# Each region has two for load balancers, which may be written down.
_is_zone_of(zone, target) if {
	is_string(zone)
	target.type == "AWS::ElasticLoadBalancingV2::LoadBalancer"
	zone != "Z2FDTNDATAQYW2"
}

# METADATA
# title: The behaviors of a distribution name its origins
# description: >-
#   A cache behavior sends requests to an origin by its id. CloudFront refuses a distribution in which no origin or
#   group of origins has that id.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DefaultCacheBehavior.html
# custom:
#   id: FC_CLOUDFRONT_002
#   severity: critical
#   category: operations
#   types: [AWS::CloudFront::Distribution]
#   attributes:
#     - DistributionConfig.DefaultCacheBehavior.TargetOriginId
#     - "DistributionConfig.CacheBehaviors[].TargetOriginId"
#     - "DistributionConfig.Origins[].Id"
#     - "DistributionConfig.OriginGroups.Items[].Id"
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       Origins:
#         - Id: site
#           DomainName: !GetAtt Bucket.RegionalDomainName
#       DefaultCacheBehavior:
#         TargetOriginId: site
#     terraform: |
#       origin {
#         origin_id   = "site"
#         domain_name = aws_s3_bucket.site.bucket_regional_domain_name
#       }
#
#       default_cache_behavior {
#         target_origin_id = "site"
#       }
package stackgrade.rules.cloudfront.behaviors_have_origins

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject[distribution.address] := distribution if {
	some distribution in resources.own("AWS::CloudFront::Distribution")
	resources.has(distribution, ["DistributionConfig", "Origins"])
}

fail contains findings.at(distribution, path, concat(" ", ["no origin has the id", id])) if {
	some distribution in subject
	some [path, id] in _targets(distribution)
	values.is_literal(id)
	not id in _ids(distribution)
}

_targets(distribution) := [[path, id] |
	walk(distribution.properties.DistributionConfig, [inner, id])
	inner[count(inner) - 1] == "TargetOriginId"
	path := array.concat(["DistributionConfig"], inner)
]

_ids(distribution) := {member.Id |
	some list in [["Origins"], ["OriginGroups", "Items"]]
	some member in object.get(distribution.properties, array.concat(["DistributionConfig"], list), [])
}

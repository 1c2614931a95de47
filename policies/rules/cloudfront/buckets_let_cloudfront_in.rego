# METADATA
# title: A bucket lets the distribution read that it is the origin of
# description: >-
#   CloudFront reads from a bucket like anybody else: the bucket's policy has to allow it, to the service with origin
#   access control, or to an older origin access identity. Otherwise every page is answered with "access denied".
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
# custom:
#   id: FC_CLOUDFRONT_004
#   severity: high
#   category: access
#   types: [AWS::CloudFront::Distribution]
#   companions:
#     - AWS::S3::BucketPolicy.Bucket
#     - AWS::S3::BucketPolicy.PolicyDocument.Statement[].Action
#     - AWS::S3::BucketPolicy.PolicyDocument.Statement[].Effect
#     - AWS::S3::BucketPolicy.PolicyDocument.Statement[].Principal
#   failures: [E-missing_bucket_policy_for_service_delivery]
#   remediation:
#     cloudformation: |
#       # with OriginAccessControlId on the origin, and in the bucket's policy:
#       - Effect: Allow
#         Principal: {Service: cloudfront.amazonaws.com}
#         Action: s3:GetObject
#         Resource: !Sub ${Bucket.Arn}/*
#         Condition:
#           StringEquals:
#             AWS:SourceArn: !Sub arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${Site}
#     terraform: |
#       # with origin_access_control_id on the origin, and in the bucket's policy:
#       statement {
#         actions   = ["s3:GetObject"]
#         resources = ["${aws_s3_bucket.site.arn}/*"]
#
#         principals {
#           type        = "Service"
#           identifiers = ["cloudfront.amazonaws.com"]
#         }
#
#         condition {
#           test     = "StringEquals"
#           variable = "AWS:SourceArn"
#           values   = [aws_cloudfront_distribution.site.arn]
#         }
#       }
package stackgrade.rules.cloudfront.buckets_let_cloudfront_in

import data.stackgrade.lib.deliveries
import data.stackgrade.lib.findings
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources
import data.stackgrade.lib.roles

metadata := rego.metadata.chain()[1].annotations

subject[distribution.address] := distribution if {
	some distribution in resources.own("AWS::CloudFront::Distribution")
	count(_buckets(distribution)) > 0
}

fail contains findings.missing(distribution, concat(" ", [bucket.address, "does not let CloudFront read"])) if {
	some distribution in subject
	some bucket in _buckets(distribution)
	not _lets_in(bucket)
}

# The origins that CloudFront reads by S3's own protocol; a website is one for everybody.
_buckets(distribution) := [bucket |
	some i, origin in distribution.properties.DistributionConfig.Origins
	not origin.CustomOriginConfig
	some edge in resources.edges_from(distribution.address)
	edge.attribute == findings.path(["DistributionConfig", "Origins", i, "DomainName"])
	bucket := resources.at(edge.target)
	bucket.type == "AWS::S3::Bucket"
	not startswith(object.get(bucket.properties, "AccessControl", ""), "Public")
]

_lets_in(bucket) if {
	some policy in deliveries.of_bucket(bucket)
	some [_, statement] in policies.statements(policy.properties.PolicyDocument)
	statement.Effect == "Allow"
	roles.covers(statement, "s3:GetObject")
	_may_be_cloudfront(statement)
}

_may_be_cloudfront(statement) if "cloudfront.amazonaws.com" in policies.services(statement)

# An access identity is named in many ways.
_may_be_cloudfront(statement) if count(policies.services(statement)) == 0

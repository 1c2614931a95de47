# METADATA
# title: A page for errors has a code, and a code a page
# description: >-
#   CloudFront answers an error with a page and a code of one's own, or with neither. It refuses one without the other;
#   how long an error is kept may stand alone.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CustomErrorResponse.html
# custom:
#   id: FC_CLOUDFRONT_050
#   severity: critical
#   category: operations
#   types: [AWS::CloudFront::Distribution]
#   attributes: ["DistributionConfig.CustomErrorResponses"]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       CustomErrorResponses:
#         - ErrorCode: 404
#           ResponseCode: 200
#           ResponsePagePath: /index.html
#     terraform: |
#       custom_error_response {
#         error_code         = 404
#         response_code      = 200
#         response_page_path = "/index.html"
#       }
package stackgrade.rules.cloudfront.error_pages_are_complete

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[distribution.address] := distribution if {
	some distribution in resources.own("AWS::CloudFront::Distribution")
	count(distribution.properties.DistributionConfig.CustomErrorResponses) > 0
}

fail contains findings.at(distribution, path, concat("", ["`", there, "` stands without `", missing, "`"])) if {
	some distribution in subject
	some i, answer in distribution.properties.DistributionConfig.CustomErrorResponses
	some [there, missing] in _pairs
	not object.get(answer, there, "") in _nothing
	object.get(answer, missing, "") in _nothing
	path := ["DistributionConfig", "CustomErrorResponses", i, missing]
}

# In CloudFormation the schema says that a code needs a page.
_pairs contains ["ResponsePagePath", "ResponseCode"]

_pairs contains ["ResponseCode", "ResponsePagePath"] if resources.is_terraform

_nothing := {"", 0, null}

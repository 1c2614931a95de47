# METADATA
# title: The root object of a distribution begins without a slash
# description: >-
#   CloudFront puts the slash there itself. With a second one it asks the origin for something that is not there, or
#   sends whoever opens the site to and fro without end; CloudFront's reference rules it out.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html
#   - https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html
# custom:
#   id: FC_CLOUDFRONT_052
#   severity: high
#   category: operations
#   types: [AWS::CloudFront::Distribution]
#   attributes: [DistributionConfig.DefaultRootObject]
#   failures: [E-invalid_property_value]
#   remediation:
#     cloudformation: |
#       DefaultRootObject: index.html # where the origin answers the root itself, remove the property
#     terraform: |
#       default_root_object = "index.html" # where the origin answers the root itself, remove the argument
package stackgrade.rules.cloudfront.root_object_is_relative

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[distribution.address] := distribution if {
	some distribution in resources.own("AWS::CloudFront::Distribution")
	not object.get(distribution.properties, ["DistributionConfig", "DefaultRootObject"], "") in {"", null}
}

fail contains findings.at(distribution, "DistributionConfig.DefaultRootObject", "it begins with a slash") if {
	some distribution in subject
	startswith(distribution.properties.DistributionConfig.DefaultRootObject, "/")
}

# METADATA
# title: Data events of a trail name objects by their ARN
# description: >-
#   CloudTrail wants the ARN of a bucket and a slash, or of a prefix. It refuses the name of a bucket, an ARN
#   without the slash, and a wildcard for the bucket: the trail is not created.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DataResource.html
# custom:
#   id: FC_CLOUDTRAIL_001
#   severity: critical
#   category: operations
#   types: [AWS::CloudTrail::Trail]
#   attributes:
#     - EventSelectors[].DataResources[].Type
#     - EventSelectors[].DataResources[].Values[]
#   failures: [E-cloudtrail_data_resource_invalid_arn]
#   remediation:
#     cloudformation: |
#       Values:
#         - !Sub ${Files.Arn}/
#     terraform: |
#       values = ["${aws_s3_bucket.files.arn}/"]
package stackgrade.rules.cloudtrail.data_events_name_objects

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, ["EventSelectors", i, "DataResources", j, "Values", k], message) if {
	some resource in resources.of("AWS::CloudTrail::Trail")
	some i, selector in resource.properties.EventSelectors
	some j, events in selector.DataResources
	events.Type == "AWS::S3::Object"
	some k, value in events.Values
	message := _fault(value)
}

_fault(value) := "this is the bucket's name, not the ARN of objects" if {
	resources.target(value).type == "AWS::S3::Bucket"
	value.attribute == "Ref"
}

_fault(value) := "the ARN of the bucket alone is refused: a slash belongs behind it" if {
	resources.target(value).type == "AWS::S3::Bucket"
	value.attribute == "Arn"
}

_fault(value) := "this is no ARN of objects" if {
	is_string(value)
	_is_name(value)
}

_fault(value) := "an ARN of objects has a slash behind the bucket" if {
	is_string(value)
	regex.match(`^arn:[^:]+:s3:::[^/]+$`, value)
	not endswith(value, ":::")
}

_fault(value) := "CloudTrail takes no wildcard for the bucket" if {
	is_string(value)
	regex.match(`^arn:[^:]+:s3:::[^/]*\*[^/]*/`, value)
}

# What starts with a token may be an ARN, unless the token is that of a bucket's name.
_is_name(value) if {
	regex.match(`^[a-z0-9]`, value)
	not startswith(value, "arn:")
}

_is_name(value) if {
	some bucket in resources.of("AWS::S3::Bucket")
	startswith(value, concat("", ["${", bucket.address, "}"]))
}

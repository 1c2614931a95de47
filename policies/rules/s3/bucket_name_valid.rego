# METADATA
# title: A bucket name is one that S3 accepts
# description: >-
#   S3 refuses names with upper-case letters, underscores or more than 63 characters, and some beginnings and ends, so
#   that the deployment fails, often only once a parameter has filled the name in.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
# custom:
#   id: FC_S3_008
#   severity: critical
#   category: naming
#   types: [AWS::S3::Bucket]
#   attributes: [BucketName]
#   failures: [E-s3_bucket_name_uppercase]
#   remediation:
#     cloudformation: |
#       BucketName: !Sub app-data-${AWS::AccountId} # lower case, digits, hyphens; at most 63
#     terraform: |
#       bucket = "app-data-${data.aws_caller_identity.current.account_id}" # lower case, digits, hyphens; at most 63
package stackgrade.rules.s3.bucket_name_valid

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.of("AWS::S3::Bucket")
	resources.has(resource, ["BucketName"])
	not values.is_dynamic(resource.properties.BucketName)
	not names.is_not_given(resource, "BucketName")
}

fail contains findings.at(resource, "BucketName", message) if {
	some resource in subject
	text := _literal(resource.properties.BucketName)
	some pattern, message in _wrong
	regex.match(pattern, text)
}

fail contains findings.at(resource, "BucketName", message) if {
	some resource in subject
	text := _filled_in(resource.properties.BucketName)
	some pattern, message in _wrong_as_a_whole
	regex.match(pattern, text)
}

_wrong := {
	`[A-Z]`: "the name has upper-case letters",
	`_`: "the name has an underscore",
	`[^\w.-]`: "the name has characters other than letters, digits, periods and hyphens",
	`^.{64}`: "the name is longer than 63 characters",
}

# Where it begins and ends, and where parts meet: a token there may be filled with anything.
_wrong_as_a_whole := {
	`\.\.`: "the name has two periods beside each other",
	`^.{1,2}$`: "the name is shorter than three characters",
	`^[.-]|[.-]$`: "the name does not begin and end with a letter or a digit",
	`^(\d+\.){3}\d+$`: "the name has the form of an IP address",
	`^(xn--|sthree-|amzn-s3-demo-)`: "the name has a reserved beginning",
	`(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$`: "the name has a reserved end",
}

# The parts of a name that the template decides: tokens are left out.
_literal(name) := concat("", _parts(name))

# A name with something in the place of its tokens, which hold expressions in Terraform.
_filled_in(name) := concat("xxx", _parts(name))

_parts(name) := [part |
	some i, piece in split(name, "${")
	part := _after_token(i, piece)
]

_after_token(0, piece) := piece

_after_token(i, piece) := concat("}", array.slice(split(piece, "}"), 1, 9)) if i > 0

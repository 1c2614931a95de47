# METADATA
# title: A standard of Security Hub is called by its ARN
# description: >-
#   The ARN has the region of the account in it, but for that of the oldest standard, and cannot be guessed from the
#   name. Security Hub refuses any other, when the hub itself and whatever came before it are made.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference.html
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/securityhub_standards_subscription
# custom:
#   id: FC_SECURITYHUB_070
#   severity: high
#   category: operations
#   types: [AWS::SecurityHub::Standard]
#   attributes: [StandardsArn]
#   failures: [E-invalid_arn_value]
#   remediation:
#     cloudformation: |
#       StandardsArn:
#         !Sub arn:aws:securityhub:${AWS::Region}::standards/aws-foundational-security-best-practices/v/1.0.0
#       # of the CIS benchmark standards/cis-aws-foundations-benchmark/v/3.0.0
#       # A hub of the same stack needs EnableDefaultStandards: false, or it enables the best practices by itself,
#       # which are then refused; and each standard needs a DependsOn that names the hub.
#     terraform: |
#       standards_arn = "arn:aws:securityhub:eu-west-1::standards/aws-foundational-security-best-practices/v/1.0.0"
#       # of the CIS benchmark standards/cis-aws-foundations-benchmark/v/3.0.0
#       # An aws_securityhub_account of the same configuration has to be in its depends_on.
package stackgrade.rules.securityhub.standards_exist

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(standard, "StandardsArn", message) if {
	some standard in resources.own("AWS::SecurityHub::Standard")
	is_string(standard.properties.StandardsArn)
	message := _wrong(standard.properties.StandardsArn)
}

# The one standard that is called a ruleset, and has no region.
_wrong(arn) := "only version 1.2.0 of the CIS benchmark is a ruleset, and without a region" if {
	contains(arn, "ruleset/")
	not endswith(arn, ":securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0")
}

_wrong(arn) := "the ARN has no region" if contains(arn, ":securityhub:::standards/")

_wrong(arn) := message if {
	not contains(arn, "ruleset/")
	not contains(arn, ":securityhub:::standards/")
	every name in _names {
		not contains(arn, concat("", ["::standards/", name, "/v/"]))
	}
	message := concat(" ", ["the standards are", concat(", ", sort(_names)), "(as of 2026-11)"])
}

_names := {
	"aws-foundational-security-best-practices",
	"aws-resource-tagging-standard",
	"cis-aws-foundations-benchmark",
	"nist-800-171",
	"nist-800-53",
	"pci-dss",
}

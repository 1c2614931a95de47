# METADATA
# title: A standard of Security Hub is enabled once
# description: >-
#   A new hub enables two standards by itself: AWS's best practices 1.0.0 and version 1.2.0 of the CIS benchmark.
#   CloudFormation is then refused a standard of the same stack that is one of these, and takes back the whole stack.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_EnableSecurityHub.html
#   - https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-auto-enabled-standards.html
# custom:
#   id: FC_SECURITYHUB_072
#   severity: high
#   category: operations
#   types: [AWS::SecurityHub::Hub]
#   attributes: [EnableDefaultStandards, AWS::SecurityHub::Standard.StandardsArn]
#   languages: [cloudformation]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       EnableDefaultStandards: false # each standard that is wanted is then an AWS::SecurityHub::Standard
package stackgrade.rules.securityhub.standards_are_enabled_once

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[hub.address] := hub if {
	count(resources.own("AWS::SecurityHub::Standard")) > 0
	some hub in resources.own("AWS::SecurityHub::Hub")
}

fail contains findings.at(hub, "EnableDefaultStandards", message) if {
	some hub in subject
	not object.get(hub.properties, "EnableDefaultStandards", true) in {false, "false"}
	some standard in resources.own("AWS::SecurityHub::Standard")
	some ending in _by_itself
	endswith(standard.properties.StandardsArn, ending)
	message := concat(" ", ["the hub enables the standard of", standard.address, "by itself"])
}

_by_itself := {
	":standards/aws-foundational-security-best-practices/v/1.0.0",
	":ruleset/cis-aws-foundations-benchmark/v/1.2.0",
}

# METADATA
# title: A standard of Security Hub waits for the hub
# description: >-
#   A standard does not name the hub, so that nothing leads from one to the other. While the hub is not there yet,
#   Security Hub refuses the standard, depending on which of them was faster.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/securityhub/latest/userguide/enable-standards.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/securityhub_standards_subscription
# custom:
#   id: FC_SECURITYHUB_071
#   severity: high
#   category: operations
#   types: [AWS::SecurityHub::Standard]
#   failures: [E-missing_depends_on]
#   remediation:
#     cloudformation: |
#       DependsOn: Hub
#     terraform: |
#       depends_on = [aws_securityhub_account.hub]
package stackgrade.rules.securityhub.standard_waits_for_hub

import data.stackgrade.lib.findings
import data.stackgrade.lib.order
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[standard.address] := standard if {
	count(_hubs) > 0
	some standard in resources.own("AWS::SecurityHub::Standard")
}

fail contains findings.at(standard, "DependsOn", "nothing makes it wait for the hub") if {
	some standard in subject
	not order.waits_for(standard, _hubs)
}

# That of another stack is there before.
_hubs contains hub.address if some hub in resources.own("AWS::SecurityHub::Hub")

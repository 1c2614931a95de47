# METADATA
# title: Parameters are grouped for those who fill them in
# description: >-
#   Without `AWS::CloudFormation::Interface` the console lists the parameters by the alphabet and without labels.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudformation-interface.html
# custom:
#   id: FC_STACK_011
#   severity: low
#   category: interface
#   languages: [cloudformation]
#   types: [Stack]
#   failures: [E-missing_parameter_metadata_interface]
#   remediation:
#     cloudformation: |
#       Metadata:
#         AWS::CloudFormation::Interface:
#           ParameterGroups:
#             - Label:
#                 default: Network
#               Parameters: [VpcCidr, AllowedCidr]
#           ParameterLabels:
#             VpcCidr:
#               default: Which range does the VPC have?
package stackgrade.rules.stack.parameter_interface

import data.stackgrade.lib.constructs
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Few parameters need no order, and only templates that people write are filled in by people.
subject[resources.stack.address] := resources.stack if {
	input.format in {"cloudformation", "sam"}
	count(object.keys(input.parameters) - constructs.asset_parameters) > 5
}

fail contains findings.at(stack, "Metadata", "the parameters are not grouped") if {
	some stack in subject
	not input.metadata.interface
}

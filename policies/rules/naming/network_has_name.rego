# METADATA
# title: A network has a name
# description: >-
#   A network is known by nothing but its tag Name: without it the console shows a bare identifier, and without the
#   environment in it the networks of two environments look alike.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/create-vpc.html
# custom:
#   id: FC_NAMING_004
#   severity: low
#   category: naming
#   types: [AWS::EC2::VPC]
#   attributes: ["Tags[].Key"]
#   failures: [F-001-05.3, F-001-14.1]
#   remediation:
#     cloudformation: |
#       Tags:
#         - Key: Name
#           Value: !Sub shop-vpc-${EnvironmentSuffix}
#     terraform: |
#       tags = {
#         Name = "shop-vpc-${var.environment_suffix}"
#       }
package stackgrade.rules.naming.network_has_name

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources
import data.stackgrade.lib.tags

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "Tags", "the network has no name") if {
	some resource in resources.of("AWS::EC2::VPC")
	not "Name" in tags.keys(resource)
}

fail contains findings.at(resource, tag.path, "the name does not carry the environment suffix") if {
	names.has_suffix
	some resource in resources.of("AWS::EC2::VPC")
	some tag in tags.entries(resource)
	tag.key == "Name"
	is_string(tag.value)
	not names.is_unique(tag.value)
	not names.carries_suffix(resource, tag.path, tag.value)
	count(resources.parameters(resource, findings.path(tag.path)) & names.environment_parameters) == 0
}

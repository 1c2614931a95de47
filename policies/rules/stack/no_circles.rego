# METADATA
# title: Resources do not depend on each other in a circle
# description: >-
#   What a resource refers to is created before it. In a circle there is nothing to begin with, and
#   CloudFormation and Terraform refuse the stack before creating anything.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html
# custom:
#   id: FC_STACK_020
#   severity: critical
#   category: operations
#   types: [Stack]
#   failures: [E-circular_dependency]
#   remediation:
#     cloudformation: |
#       # one of the references goes: rules between security groups and policies of roles can be resources of their own,
#       # and a key's policy or a bucket's notification takes a name in place of a reference
#       DatabaseIngress:
#         Type: AWS::EC2::SecurityGroupIngress
#         Properties:
#           GroupId: !Ref DatabaseGroup
#           SourceSecurityGroupId: !Ref ApplicationGroup
#           IpProtocol: tcp
#           FromPort: 5432
#           ToPort: 5432
#     terraform: |
#       # one of the references goes: rules between security groups and policies can be resources of their own
#       resource "aws_vpc_security_group_ingress_rule" "database" {
#         security_group_id            = aws_security_group.database.id
#         referenced_security_group_id = aws_security_group.application.id
#       }
package stackgrade.rules.stack.no_circles

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if count(input.resources) > 1

fail contains findings.at(resources.stack, concat(".", ["Resources", circle[0]]), message) if {
	some circle in object.get(input, "circles", [])
	message := concat("", ["a circle: ", concat(" -> ", circle), " -> ", circle[0]])
}

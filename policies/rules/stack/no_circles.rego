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
#       # one reference of the circle goes: in its place stands the name, as text that both have
#       Orders:
#         Type: AWS::Lambda::Function
#         Properties:
#           FunctionName: !Sub orders-${EnvironmentSuffix}
#       OrdersLogs:
#         Type: AWS::Logs::LogGroup
#         Properties:
#           LogGroupName: !Sub /aws/lambda/orders-${EnvironmentSuffix} # not !Ref Orders
#     cloudformation/bucket: |
#       # what the bucket refers to, and comes before it, takes the bucket's name as text
#       Resource: !Sub arn:${AWS::Partition}:s3:::orders-${AWS::AccountId}/* # not !Sub ${OrdersBucket.Arn}/*
#     cloudformation/key: |
#       # the key's policy lets in the account, and the roles' own policies say who of it uses the key
#       KeyPolicy:
#         Version: "2012-10-17"
#         Statement:
#           - Effect: Allow
#             Principal:
#               AWS: !Sub arn:${AWS::Partition}:iam::${AWS::AccountId}:root
#             Action: kms:*
#             Resource: "*"
#     cloudformation/role: |
#       # the policy is no longer part of the role: it comes after the role, and after what it names
#       OrdersPolicy:
#         Type: AWS::IAM::RolePolicy
#         Properties:
#           RoleName: !Ref OrdersRole
#           PolicyName: orders
#           PolicyDocument:
#             Version: "2012-10-17"
#             Statement:
#               - Effect: Allow
#                 Action: lambda:InvokeFunction
#                 Resource: !GetAtt Orders.Arn
#     cloudformation/security group: |
#       # the rule is no longer part of the group: it comes after both groups
#       DatabaseIngress:
#         Type: AWS::EC2::SecurityGroupIngress
#         Properties:
#           GroupId: !Ref DatabaseGroup
#           SourceSecurityGroupId: !Ref ApplicationGroup
#           IpProtocol: tcp
#           FromPort: 5432
#           ToPort: 5432
#     terraform: |
#       # one of the references goes: a policy or a rule can be a resource of its own, or a name stands there as text
#       resource "aws_iam_role_policy" "orders" {
#         role   = aws_iam_role.orders.name
#         policy = data.aws_iam_policy_document.orders.json
#       }
#     terraform/security group: |
#       # the rule is no longer part of the group: it comes after both groups
#       resource "aws_vpc_security_group_ingress_rule" "database" {
#         security_group_id            = aws_security_group.database.id
#         referenced_security_group_id = aws_security_group.application.id
#         ip_protocol                  = "tcp"
#         from_port                    = 5432
#         to_port                      = 5432
#       }
package stackgrade.rules.stack.no_circles

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if count(input.resources) > 1

fail contains findings.of_case(finding, _case({input.resources[address].type | some address in circle})) if {
	some circle in object.get(input, "circles", [])
	message := concat("", ["a circle: ", concat(" -> ", circle), " -> ", circle[0]])
	finding := findings.at(resources.stack, concat(".", ["Resources", circle[0]]), message)
}

# What the fix is about: the first of these that the circle runs through.
default _case(_) := "name"

_case(types) := [case | some [type, case] in _fixed; type in types][0]

_fixed := [
	["AWS::KMS::Key", "key"],
	["AWS::S3::Bucket", "bucket"],
	["AWS::IAM::Role", "role"],
	["AWS::EC2::SecurityGroup", "security group"],
]

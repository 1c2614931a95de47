# METADATA
# title: A network ACL lets something through
# description: >-
#   A network ACL that a stack makes has no entry but the last, which refuses everything, in both directions. Subnets
#   that are given it are cut off from all others.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html
# custom:
#   id: FC_EC2_063
#   severity: high
#   category: network
#   types: [AWS::EC2::NetworkAcl]
#   companions:
#     - AWS::EC2::NetworkAclEntry.Egress
#     - AWS::EC2::NetworkAclEntry.NetworkAclId
#     - AWS::EC2::NetworkAclEntry.RuleAction
#   failures: [F-000-02.2, F-002-01.1, F-002-01.2, F-002-01.3, F-002-10]
#   remediation:
#     cloudformation: |
#       # and one with Egress: true; answers come back on the ports from 1024 on
#       Inbound:
#         Type: AWS::EC2::NetworkAclEntry
#         Properties:
#           NetworkAclId: !Ref Acl
#           Egress: false
#           RuleNumber: 100
#           Protocol: -1
#           RuleAction: allow
#           CidrBlock: 10.0.0.0/16
#     terraform: |
#       ingress { # and an egress block; answers come back on the ports from 1024 on
#         rule_no    = 100
#         protocol   = "-1"
#         action     = "allow"
#         cidr_block = "10.0.0.0/16"
#         from_port  = 0
#         to_port    = 0
#       }
package stackgrade.rules.ec2.acl_has_entries

import data.stackgrade.lib.findings
import data.stackgrade.lib.outputs
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# The one that a VPC has anyway is closed on purpose by whoever takes it over. Others may add entries to what they
# are told of.
subject[acl.address] := acl if {
	some acl in resources.own("AWS::EC2::NetworkAcl")
	not startswith(acl.source_type, "aws_default_")
	not outputs.hand_on(acl)
	count(resources.referrers(acl.address, "AWS::EC2::SubnetNetworkAclAssociation")) > 0
}

fail contains findings.missing(acl, concat("", ["no entry lets anything ", concat(" or ", sort(closed))])) if {
	some acl in subject
	closed := {"in", "out"} - _open(acl)
	count(closed) > 0
}

_open(acl) := {_directions[object.get(entry.properties, "Egress", false)] |
	some entry in resources.referrers(acl.address, "AWS::EC2::NetworkAclEntry")
	entry.properties.RuleAction == "allow"
}

_directions := {false: "in", true: "out"}

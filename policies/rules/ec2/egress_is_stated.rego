# METADATA
# title: A security group says where its members may connect to
# description: >-
#   What may connect anywhere is how stolen data leaves. CloudFormation allows everything where no outbound rule is
#   written; the provider for Terraform takes that rule away, so that there it is always written down. A rule for
#   everything says no more than none. Asked for what runs code: a database, a cache or a load balancer answers, and
#   only strict reviewers ask for its rules as well (`opinions` in the profile). A group that nobody is in is asked
#   where an output hands it on, unless it lets in to the ports of databases alone.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group
# custom:
#   id: FC_EC2_011
#   severity: low
#   category: network
#   types: [AWS::EC2::SecurityGroup]
#   attributes:
#     - SecurityGroupEgress[].CidrIp
#     - SecurityGroupEgress[].CidrIpv6
#     - SecurityGroupEgress[].IpProtocol
#   companions: [AWS::EC2::SecurityGroupEgress.GroupId]
#   failures: [F-000-03.3, E-sg_unrestricted_egress]
#   also: [CKV_AWS_382, SECURITY_GROUP_MISSING_EGRESS_RULE]
#   remediation:
#     cloudformation: |
#       SecurityGroupEgress:
#         - Description: HTTPS
#           IpProtocol: tcp
#           FromPort: 443
#           ToPort: 443
#           CidrIp: 0.0.0.0/0
#     terraform: |
#       egress {
#         description = "HTTPS"
#         protocol    = "tcp"
#         from_port   = 443
#         to_port     = 443
#         cidr_blocks = ["0.0.0.0/0"]
#       }
#     aws_security_group_rule: |
#       protocol  = "tcp" # HTTPS
#       from_port = 443
#       to_port   = 443
#     aws_vpc_security_group_egress_rule: |
#       ip_protocol = "tcp" # HTTPS
#       from_port   = 443
#       to_port     = 443
package stackgrade.rules.ec2.egress_is_stated

import data.stackgrade.lib.findings
import data.stackgrade.lib.network
import data.stackgrade.lib.outputs
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[group.address] := group if {
	some group in resources.own("AWS::EC2::SecurityGroup")
	not _is_excused(group)
}

fail contains findings.at(group, "SecurityGroupEgress", "no outbound rules: everything is allowed") if {
	not resources.is_terraform
	some group in subject
	object.get(group.properties, "SecurityGroupEgress", []) == []
	count(_rules_outside(group)) == 0
}

fail contains findings.at(group, ["SecurityGroupEgress", i], "the rule allows everything to everywhere") if {
	some group in subject
	some i, rule in group.properties.SecurityGroupEgress
	_allows_everything(rule)
}

fail contains findings.at(group, "SecurityGroupEgress", "a rule of its own allows everything to everywhere") if {
	some group in subject
	some rule in _rules_outside(group)
	_allows_everything(rule)
}

# Its members start no connections to places of their own choice.
_is_excused(group) if {
	not input.profile.opinions
	types := _members(group)
	count(types) > 0
	every type in types {
		regex.match(_answering, type)
	}
}

# Nobody is in it.
_is_excused(group) if {
	count(_members(group)) == 0
	not outputs.tell_of(group)
	not _is_asked_without_members(group)
}

# Whoever it is for listens where databases do.
_is_excused(group) if {
	not input.profile.opinions
	count(_members(group)) == 0
	inbound := _inbound(group)
	count(inbound) > 0
	every rule in inbound {
		rule.FromPort == rule.ToPort
		network.database_ports[rule.FromPort]
	}
}

# Of a group that nothing uses at all FC_STACK_023 says so.
_is_asked_without_members(group) if {
	input.profile.opinions
	some edge in resources.edges_to(group.address)
	edge.source != group.address
	edge.attribute != "GroupId"
}

_inbound(group) := array.concat(object.get(group.properties, "SecurityGroupIngress", []), [rule.properties |
	some rule in resources.referrers(group.address, "AWS::EC2::SecurityGroupIngress")
	rule.properties.GroupId["$ref"] == group.address
])

_members(group) := {type |
	some edge in resources.edges_to(group.address)
	type := resources.at(edge.source).type
	not startswith(type, "AWS::EC2::SecurityGroup")
}

_answering := concat("", ["^AWS::(", concat("|", _services), ")"])

_services := [
	"AmazonMQ",
	"DAX",
	"DocDB",
	"EC2::VPCEndpoint",
	"EFS",
	"ElastiCache",
	"ElasticLoadBalancing",
	"Elasticsearch",
	"FSx",
	"MSK",
	"MemoryDB",
	"Neptune",
	"OpenSearchService",
	"RDS",
	"Redshift",
]

_rules_outside(group) := [rule.properties |
	some rule in resources.of("AWS::EC2::SecurityGroupEgress")
	rule.properties.GroupId["$ref"] == group.address
]

_allows_everything(rule) if {
	network.covers_everything(rule)
	network.is_open_to_world(rule)
}

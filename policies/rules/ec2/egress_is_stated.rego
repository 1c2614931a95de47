# METADATA
# title: A security group says where its members may connect to
# description: >-
#   Without outbound rules everything may go anywhere, which is how stolen data leaves. Reviewers ask for the
#   rules to be stated; a rule for everything says no more than none.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# custom:
#   id: FC_EC2_011
#   severity: low
#   category: network
#   languages: [cloudformation]
#   types: [AWS::EC2::SecurityGroup]
#   attributes:
#     - SecurityGroupEgress[].CidrIp
#     - SecurityGroupEgress[].CidrIpv6
#     - SecurityGroupEgress[].IpProtocol
#   companions: [AWS::EC2::SecurityGroupEgress.GroupId]
#   failures: [F-000-03.3, E-sg_unrestricted_egress]
#   also: [SECURITY_GROUP_MISSING_EGRESS_RULE]
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
package stackgrade.rules.ec2.egress_is_stated

import data.stackgrade.lib.findings
import data.stackgrade.lib.network
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "SecurityGroupEgress", "no outbound rules: everything is allowed") if {
	some resource in resources.of("AWS::EC2::SecurityGroup")
	object.get(resource.properties, "SecurityGroupEgress", []) == []
	count(_rules_outside(resource)) == 0
}

fail contains findings.at(resource, ["SecurityGroupEgress", i], "the rule allows everything to everywhere") if {
	some resource in resources.of("AWS::EC2::SecurityGroup")
	some i, rule in resource.properties.SecurityGroupEgress
	_allows_everything(rule)
}

fail contains findings.at(resource, "SecurityGroupEgress", "a rule of its own allows everything to everywhere") if {
	some resource in resources.of("AWS::EC2::SecurityGroup")
	some rule in _rules_outside(resource)
	_allows_everything(rule.properties)
}

_rules_outside(group) := {rule |
	some rule in resources.of("AWS::EC2::SecurityGroupEgress")
	rule.properties.GroupId["$ref"] == group.address
}

_allows_everything(rule) if {
	network.covers_everything(rule)
	network.is_open_to_world(rule)
}

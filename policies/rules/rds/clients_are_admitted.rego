# METADATA
# title: The security groups of a database admit somebody
# description: >-
#   A security group without an inbound rule lets nobody in: no client ever connects to a database that has only such
#   groups.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html
# custom:
#   id: FC_RDS_037
#   severity: high
#   category: network
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster]
#   attributes: [EnableHttpEndpoint]
#   presence: [DBClusterIdentifier]
#   companions:
#     - AWS::EC2::SecurityGroup.SecurityGroupIngress
#     - AWS::EC2::SecurityGroupIngress.GroupId
#   failures: [F-001-04.2]
#   remediation:
#     cloudformation: |
#       DatabaseIngress:
#         Type: AWS::EC2::SecurityGroupIngress
#         Properties:
#           GroupId: !Ref DatabaseGroup
#           SourceSecurityGroupId: !Ref ApplicationGroup
#           IpProtocol: tcp
#           FromPort: 5432
#           ToPort: 5432
#           Description: the application
#     terraform: |
#       resource "aws_vpc_security_group_ingress_rule" "database" {
#         security_group_id            = aws_security_group.database.id
#         referenced_security_group_id = aws_security_group.application.id
#         ip_protocol                  = "tcp"
#         from_port                    = 5432
#         to_port                      = 5432
#         description                  = "the application"
#       }
package stackgrade.rules.rds.clients_are_admitted

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.network
import data.stackgrade.lib.outputs
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# All groups have to be in sight, and none handed out: whoever gets one may add rules to it.
subject[resource.address] := resource if {
	some resource in databases.independent
	count(_groups(resource)) > 0
	every group in _groups(resource) {
		target := resources.target(group)
		target.type == "AWS::EC2::SecurityGroup"
		not outputs.tell_of(target)
	}
}

fail contains findings.missing(resource, "no rule of its security groups lets anybody in") if {
	some resource in subject
	not resource.properties.EnableHttpEndpoint == true
	every group in _groups(resource) {
		not group["$ref"] in _admitting
	}
}

_groups(resource) := {group |
	some attribute in ["VPCSecurityGroups", "VpcSecurityGroupIds"]
	some group in resource.properties[attribute]
}

_admitting contains inbound.resource.address if {
	some inbound in network.ingress
	inbound.resource.type == "AWS::EC2::SecurityGroup"
}

_admitting contains address if {
	some inbound in network.ingress
	address := inbound.rule.GroupId["$ref"]
}

# METADATA
# title: The security group of a mount target admits NFS
# description: >-
#   Nothing can mount the file system when no rule of the mount target's groups covers port 2049; clients hang until
#   they time out.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/efs/latest/ug/network-access.html
# custom:
#   id: FC_EFS_003
#   severity: high
#   category: network
#   types: [AWS::EFS::MountTarget]
#   companions:
#     - AWS::EC2::SecurityGroup.SecurityGroupIngress[].FromPort
#     - AWS::EC2::SecurityGroup.SecurityGroupIngress[].IpProtocol
#     - AWS::EC2::SecurityGroup.SecurityGroupIngress[].ToPort
#     - AWS::EC2::SecurityGroupIngress.FromPort
#     - AWS::EC2::SecurityGroupIngress.GroupId
#     - AWS::EC2::SecurityGroupIngress.IpProtocol
#     - AWS::EC2::SecurityGroupIngress.ToPort
#   failures: [F-001-10.4]
#   remediation:
#     cloudformation: |
#       SecurityGroupIngress:
#         - Description: NFS from the service
#           IpProtocol: tcp
#           FromPort: 2049
#           ToPort: 2049
#           SourceSecurityGroupId: !GetAtt ServiceSecurityGroup.GroupId
#     terraform: |
#       ingress {
#         description     = "NFS from the service"
#         protocol        = "tcp"
#         from_port       = 2049
#         to_port         = 2049
#         security_groups = [aws_security_group.service.id]
#       }
package stackgrade.rules.efs.nfs_is_admitted

import data.stackgrade.lib.findings
import data.stackgrade.lib.network
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Mount targets whose groups are all in sight. To a group that is exported, another stack may add rules.
subject[resource.address] := resource if {
	some resource in resources.of("AWS::EFS::MountTarget")
	groups := resources.as_list(object.get(resource.properties, "SecurityGroups", []))
	count(groups) > 0
	every group in groups {
		group.attribute != "DefaultSecurityGroup"
		resources.target(group).type == "AWS::EC2::SecurityGroup"
		not group["$ref"] in _exported
	}
}

fail contains findings.missing(resource, "no rule of its security groups admits NFS on port 2049") if {
	some resource in subject
	count({group | some group in resource.properties.SecurityGroups; _admits_nfs(group)}) == 0
}

_admits_nfs(group) if {
	some inbound in network.ingress
	_group(inbound) == group["$ref"]
	network.covers(inbound.rule, 2049)
}

_group(inbound) := inbound.resource.address if inbound.resource.type == "AWS::EC2::SecurityGroup"

_group(inbound) := inbound.rule.GroupId["$ref"] if inbound.resource.type == "AWS::EC2::SecurityGroupIngress"

_exported contains output.value["$ref"] if {
	some output in input.outputs
	output.export
}

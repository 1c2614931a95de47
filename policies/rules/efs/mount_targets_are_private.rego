# METADATA
# title: A mount target lies in a private subnet
# description: >-
#   Files belong to the inner part of a network. In a subnet with a route to an internet gateway they share it with
#   machines that face the internet, and with the network ACL that lets the internet in.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/efs/latest/ug/network-access.html
#   - https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html
# custom:
#   id: FC_EFS_006
#   severity: medium
#   category: network
#   types: [AWS::EFS::MountTarget]
#   attributes: [AWS::EC2::Route.GatewayId, AWS::EC2::Route.RouteTableId]
#   failures: [F-001-10.5, E-resource_in_public_subnet]
#   remediation:
#     cloudformation: |
#       SubnetId: !Ref PrivateSubnetA
#     terraform: |
#       subnet_id = aws_subnet.private_a.id
package stackgrade.rules.efs.mount_targets_are_private

import data.stackgrade.lib.findings
import data.stackgrade.lib.network
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.of("AWS::EFS::MountTarget")
	network.decides_routes(resources.target(resource.properties.SubnetId))
}

subject[resource.address] := resource if {
	some resource in resources.of("AWS::EFS::MountTarget")
	network.is_public(resources.target(resource.properties.SubnetId))
}

fail contains findings.proven_at(resource, "SubnetId", "the subnet has a route to an internet gateway") if {
	some resource in subject
	network.is_public(resources.target(resource.properties.SubnetId))
}

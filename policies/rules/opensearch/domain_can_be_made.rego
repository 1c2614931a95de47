# METADATA
# title: A search domain has the nodes, subnets and settings that its features need
# description: >-
#   A domain in several zones needs nodes in each and one subnet of each, a domain in one zone one subnet; access
#   control inside the domain needs encryption everywhere. OpenSearch Service refuses anything else.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_VPCOptions.html
#   - https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-multiaz.html
#   - https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html
# custom:
#   id: FC_OPENSEARCH_050
#   severity: critical
#   category: operations
#   types: [AWS::OpenSearchService::Domain]
#   attributes:
#     - AdvancedSecurityOptions.Enabled
#     - ClusterConfig.InstanceCount
#     - ClusterConfig.ZoneAwarenessConfig.AvailabilityZoneCount
#     - ClusterConfig.ZoneAwarenessEnabled
#     - DomainEndpointOptions.EnforceHTTPS
#     - EncryptionAtRestOptions.Enabled
#     - NodeToNodeEncryptionOptions.Enabled
#     - VPCOptions.SubnetIds
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       ClusterConfig:
#         InstanceCount: 2
#         ZoneAwarenessEnabled: true
#       VPCOptions:
#         SubnetIds: [!Ref PrivateSubnet1, !Ref PrivateSubnet2]
#     terraform: |
#       cluster_config {
#         instance_count         = 2
#         zone_awareness_enabled = true
#       }
#
#       vpc_options {
#         subnet_ids = [aws_subnet.private_1.id, aws_subnet.private_2.id]
#       }
package stackgrade.rules.opensearch.domain_can_be_made

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(domain, "ClusterConfig.InstanceCount", message) if {
	some domain in _domains
	nodes := values.number(object.get(domain.properties, ["ClusterConfig", "InstanceCount"], 1))
	nodes < _zones(domain)
	message := concat(" ", ["there are fewer nodes than the", format_int(_zones(domain), 10), "zones"])
}

fail contains findings.at(domain, "VPCOptions.SubnetIds", message) if {
	some domain in _domains
	subnets := domain.properties.VPCOptions.SubnetIds
	is_array(subnets)
	every subnet in subnets {
		not values.is_unknown(subnet)
	}
	count(subnets) != _zones(domain)
	message := concat(" ", [
		"the number of subnets is that of the zones,",
		format_int(_zones(domain), 10),
		"and not",
		format_int(count(subnets), 10),
	])
}

fail contains findings.at(domain, path, "access control inside the domain needs this encryption") if {
	some domain in _domains
	domain.properties.AdvancedSecurityOptions.Enabled == true
	some path in [
		["DomainEndpointOptions", "EnforceHTTPS"],
		["EncryptionAtRestOptions", "Enabled"],
		["NodeToNodeEncryptionOptions", "Enabled"],
	]
	object.get(domain.properties, path, false) == false
}

_domains := resources.own("AWS::OpenSearchService::Domain")

_zones(domain) := 1 if object.get(domain.properties, ["ClusterConfig", "ZoneAwarenessEnabled"], false) == false

_zones(domain) := values.number(object.get(domain.properties, _count_of_zones, 2)) if {
	domain.properties.ClusterConfig.ZoneAwarenessEnabled == true
}

_count_of_zones := ["ClusterConfig", "ZoneAwarenessConfig", "AvailabilityZoneCount"]

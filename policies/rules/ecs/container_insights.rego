# METADATA
# title: Container Insights is on in production
# description: >-
#   Without it, CPU, memory and restarts of single tasks are not recorded, and why a service was slow cannot be found
#   out afterwards.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html
# custom:
#   id: FC_ECS_003
#   severity: low
#   category: monitoring
#   types: [AWS::ECS::Cluster]
#   attributes: ["ClusterSettings[].Name", "ClusterSettings[].Value"]
#   when: {environment: production}
#   failures: [F-001-09.1]
#   also: [AwsSolutions-ECS4, CKV_AWS_65]
#   remediation:
#     cloudformation: |
#       ClusterSettings:
#         - Name: containerInsights
#           Value: enhanced
#     terraform: |
#       setting {
#         name  = "containerInsights"
#         value = "enhanced"
#       }
package stackgrade.rules.ecs.container_insights

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "ClusterSettings", "Container Insights is off") if {
	some resource in resources.of("AWS::ECS::Cluster")
	not _is_on(resource)
}

_is_on(cluster) if _setting(cluster) in {"enabled", "enhanced"}

# What Terraform sets for the whole account in a region.
_is_on(cluster) if {
	not _setting(cluster)
	some setting in resources.of("aws_ecs_account_setting_default")
	setting.properties.Name == "containerInsights"
	setting.properties.Value in {"enabled", "enhanced"}
}

_setting(cluster) := setting.Value if {
	some setting in cluster.properties.ClusterSettings
	setting.Name == "containerInsights"
}

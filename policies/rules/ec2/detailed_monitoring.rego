# METADATA
# title: Instances in production report their metrics every minute
# description: >-
#   By default an instance reports every five minutes, so that scaling and alarms are late by as much. Detailed
#   monitoring costs a few dollars a month for each instance; that it is worth it is AWS's advice for groups that
#   scale.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html
# custom:
#   id: FC_EC2_033
#   severity: low
#   category: monitoring
#   types: [AWS::EC2::Instance, AWS::EC2::LaunchTemplate]
#   attributes: [Monitoring, LaunchTemplateData.Monitoring.Enabled]
#   when: {environment: production, opinions: true}
#   failures: [E-missing_detailed_monitoring]
#   also:
#     - AwsSolutions-EC28
#     - CKV_AWS_126
#     - EC2_INSTANCE_DETAILED_MONITORING_ENABLED
#     - HIPAA.Security-EC2InstanceDetailedMonitoringEnabled
#     - NIST.800.53.R4-EC2InstanceDetailedMonitoringEnabled
#   remediation:
#     cloudformation: |
#       Monitoring: true # in a launch template, Monitoring: {Enabled: true}
#     terraform: |
#       monitoring = true # in a launch template, monitoring { enabled = true }
package stackgrade.rules.ec2.detailed_monitoring

import data.stackgrade.lib.findings
import data.stackgrade.lib.instances
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Launch configurations have it unless they say otherwise.
subject[resource.address] := resource if {
	some resource in instances.described
	resource.type in metadata.custom.types
}

fail contains findings.at(resource, _switches[resource.type], "its metrics come every five minutes") if {
	some resource in subject
	resources.get(resource, _switches[resource.type], false) != true
}

_switches := {
	"AWS::EC2::Instance": ["Monitoring"],
	"AWS::EC2::LaunchTemplate": ["LaunchTemplateData", "Monitoring", "Enabled"],
}

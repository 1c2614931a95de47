# METADATA
# title: Rules of AWS Config wait for the recorder
# description: >-
#   Config refuses a rule while the account has no recorder (`NoAvailableConfigurationRecorder`), and nothing in
#   a rule refers to the recorder: which of them is made first is chance.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-config-configrule.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
# custom:
#   id: FC_CONFIG_001
#   severity: high
#   category: operations
#   types: [AWS::Config::ConfigRule]
#   failures: [E-missing_depends_on]
#   remediation:
#     cloudformation: |
#       DependsOn: Recorder
#     terraform: |
#       depends_on = [aws_config_configuration_recorder.recorder]
package stackgrade.rules.config.rules_wait_for_recorder

import data.stackgrade.lib.findings
import data.stackgrade.lib.order
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	count(_recorders) > 0
	some resource in resources.own("AWS::Config::ConfigRule")
}

fail contains findings.at(resource, "DependsOn", "nothing makes the rule wait for the recorder") if {
	some resource in subject
	not order.waits_for(resource, _recorders)
}

_recorders contains recorder.address if some recorder in resources.own("AWS::Config::ConfigurationRecorder")

# METADATA
# title: What needs a role's permission at once waits for the policy that gives it
# description: >-
#   Lambda, Step Functions, CloudTrail and CloudWatch Logs try what a role allows when they create a function in a VPC,
#   an event source, a state machine or a trail that writes logs, or a subscription that hands them on. They refer to
#   the role, and nothing leads from there to a policy that is a resource of its own: while it comes later, the
#   deployment fails. Terraform's provider tries again.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
#   - https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutSubscriptionFilter.html
# custom:
#   id: FC_IAM_024
#   severity: high
#   category: operations
#   types:
#     - AWS::CloudTrail::Trail
#     - AWS::Lambda::EventSourceMapping
#     - AWS::Lambda::Function
#     - AWS::Logs::SubscriptionFilter
#     - AWS::StepFunctions::StateMachine
#   languages: [cloudformation]
#   failures: [E-missing_depends_on]
#   remediation:
#     cloudformation: |
#       DependsOn: Policy
package stackgrade.rules.iam.policies_come_first

import data.stackgrade.lib.findings
import data.stackgrade.lib.order
import data.stackgrade.lib.resources
import data.stackgrade.lib.roles

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some [address, _, _] in _tried
	resource := input.resources[address]
}

fail contains findings.at(resource, "DependsOn", message) if {
	some [address, action, allowing] in _tried
	resource := input.resources[address]
	not order.waits_for(resource, allowing)
	message := concat("", ["nothing makes it wait for the policy that allows ", action])
}

# What tries which action, and what allows it. What another stack has is there before.
_tried contains [address, action, allowing] if {
	some [address, role, action] in _tries
	allowing := roles.allowing(role, action)
	count(allowing) > 0
	every holder in allowing {
		input.resources[holder]
	}
}

_tries contains [function.address, role, "ec2:CreateNetworkInterface"] if {
	some function in resources.own("AWS::Lambda::Function")
	resources.has(function, ["VpcConfig", "SubnetIds"])
	role := resources.target(function.properties.Role)
}

_tries contains [mapping.address, role, action] if {
	some mapping in resources.own("AWS::Lambda::EventSourceMapping")
	some action in roles.reading[resources.target(mapping.properties.EventSourceArn).type]
	role := resources.target(resources.target(mapping.properties.FunctionName).properties.Role)
}

_tries contains [machine.address, role, "logs:CreateLogDelivery"] if {
	some machine in resources.own("AWS::StepFunctions::StateMachine")
	machine.properties.LoggingConfiguration.Level in {"ALL", "ERROR", "FATAL"}
	role := resources.target(machine.properties.RoleArn)
}

_tries contains [trail.address, role, "logs:CreateLogStream"] if {
	some trail in resources.own("AWS::CloudTrail::Trail")
	role := resources.target(trail.properties.CloudWatchLogsRoleArn)
}

# It sends a message to see whether it arrives.
_tries contains [filter.address, role, action] if {
	some filter in resources.own("AWS::Logs::SubscriptionFilter")
	action := roles.calling[resources.target(filter.properties.DestinationArn).type]
	role := resources.target(filter.properties.RoleArn)
}

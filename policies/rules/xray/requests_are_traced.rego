# METADATA
# title: Requests in production are traced
# description: >-
#   Where an API, a state machine and several functions answer one request together, a trace shows which of them was
#   slow or failed. That every part records one is AWS's advice (Well-Architected); it is billed by the trace.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/xray/latest/devguide/xray-services.html
#   - https://docs.aws.amazon.com/wellarchitected/latest/framework/ops_observability_dist_trace.html
# custom:
#   id: FC_XRAY_001
#   severity: low
#   category: monitoring
#   types: [AWS::ApiGateway::Stage, AWS::Lambda::Function, AWS::StepFunctions::StateMachine]
#   attributes: [TracingConfig.Mode, TracingConfiguration.Enabled, TracingEnabled]
#   when: {environment: production}
#   failures: [E-xray_tracing_missing]
#   also:
#     - AwsSolutions-SF2
#     - CKV_AWS_284
#     - CKV_AWS_50
#     - CKV_AWS_73
#     - Serverless-APIGWXrayEnabled
#     - Serverless-LambdaTracing
#     - Serverless-StepFunctionStateMachineXray
#   remediation:
#     cloudformation: |
#       TracingConfig:
#         Mode: Active # the function's role needs AWSXRayDaemonWriteAccess for it
#     AWS::ApiGateway::Stage: |
#       TracingEnabled: true
#     AWS::Serverless::Api: |
#       TracingEnabled: true
#     AWS::Serverless::Function: |
#       # TracingEnabled: true in Globals.Api for the API that its events make; a Role of your own needs
#       # AWSXRayDaemonWriteAccess
#       Tracing: Active
#     AWS::Serverless::StateMachine: |
#       Tracing:
#         Enabled: true # a Role of your own needs AWSXRayDaemonWriteAccess for it
#     AWS::StepFunctions::StateMachine: |
#       TracingConfiguration:
#         Enabled: true # the role needs AWSXRayDaemonWriteAccess for it
#     terraform: |
#       tracing_config {
#         mode = "Active" # the function's role needs AWSXRayDaemonWriteAccess for it
#       }
#     aws_api_gateway_stage: |
#       xray_tracing_enabled = true
#     aws_sfn_state_machine: |
#       tracing_configuration {
#         enabled = true # the role needs AWSXRayDaemonWriteAccess for it
#       }
package stackgrade.rules.xray.requests_are_traced

import data.stackgrade.lib.callers
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A single part has nobody to be compared with.
subject[resource.address] := resource if {
	count(_parts) > 1
	some resource in _parts
	not resource.foreign
}

fail contains findings.at(resource, switch.path, "requests are not traced") if {
	some resource in subject
	switch := _switches[resource.type]
	resources.get(resource, switch.path, null) != switch.on
}

# What CloudFormation or Secrets Manager calls answers no requests, and CloudFront's functions are not traced.
_parts[resource.address] := resource if {
	some type, _ in _switches
	some resource in resources.of(type)
	not callers.at_the_edge(resource)
	every edge in resources.edges_to(resource.address) {
		not edge.attribute in {"ServiceToken", "RotationLambdaARN"}
	}
}

_switches := {
	"AWS::ApiGateway::Stage": {"path": ["TracingEnabled"], "on": true},
	"AWS::Lambda::Function": {"path": ["TracingConfig", "Mode"], "on": "Active"},
	"AWS::StepFunctions::StateMachine": {"path": ["TracingConfiguration", "Enabled"], "on": true},
}

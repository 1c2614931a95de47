# METADATA
# title: A role allows the logs and traces that are switched on
# description: >-
#   A function writes its logs, and a function or state machine its traces, with its own role. Without the
#   permission its work goes on, and there is nothing to be seen on the day that it is needed. Active tracing may not
#   even be switched on: Lambda has refused functions whose role does not allow it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
#   - https://github.com/serverless/serverless/issues/6931
# custom:
#   id: FC_IAM_022
#   severity: medium
#   category: monitoring
#   types: [AWS::IAM::Role]
#   attributes:
#     - ManagedPolicyArns[]
#     - Policies[].PolicyDocument.Statement[].Action
#     - Policies[].PolicyDocument.Statement[].Effect
#   companions:
#     - AWS::IAM::ManagedPolicy.PolicyDocument.Statement[].Action
#     - AWS::IAM::ManagedPolicy.Roles[]
#     - AWS::IAM::Policy.PolicyDocument.Statement[].Action
#     - AWS::IAM::Policy.Roles[]
#     - AWS::IAM::RolePolicy.PolicyDocument.Statement[].Action
#     - AWS::IAM::RolePolicy.RoleName
#   failures: [F-001-07.2]
#   remediation:
#     cloudformation: |
#       ManagedPolicyArns:
#         - !Sub arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
#     cloudformation/traces: |
#       ManagedPolicyArns:
#         - !Sub arn:${AWS::Partition}:iam::aws:policy/AWSXRayDaemonWriteAccess
#     terraform: |
#       policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
#     terraform/traces: |
#       policy_arn = "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"
package stackgrade.rules.iam.role_allows_logs_and_traces

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.roles

metadata := rego.metadata.chain()[1].annotations

subject[address] := input.resources[address] if some [address, _, _] in _needed

fail contains findings.of_case(findings.missing(role, message), case) if {
	some [address, action, reason] in _needed
	role := input.resources[address]
	not roles.allows(role, action)
	message := concat("", [reason, ", and the role does not allow ", action])
	case := _cases[action]
}

_cases := {"logs:PutLogEvents": "logs", "xray:PutTraceSegments": "traces"}

# SAM gives its functions what they need.
_needed contains [role, "logs:PutLogEvents", "the function writes logs"] if {
	some [role, address] in _users
	user := resources.at(address)
	user.type == "AWS::Lambda::Function"
}

_needed contains [role, "xray:PutTraceSegments", "the function is traced"] if {
	some [role, address] in _users
	user := resources.at(address)
	user.properties.TracingConfig.Mode == "Active"
}

_needed contains [role, "xray:PutTraceSegments", "the state machine is traced"] if {
	some [role, address] in _users
	user := resources.at(address)
	user.type == "AWS::StepFunctions::StateMachine"
	user.properties.TracingConfiguration.Enabled == true
}

# The addresses of a role and of what takes it on.
_users contains [role.address, edge.source] if {
	some role in resources.own("AWS::IAM::Role")
	not role.source_address
	some edge in resources.edges_to(role.address)
	edge.attribute in {"Role", "RoleArn"}
}

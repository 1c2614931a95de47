# METADATA
# title: No role carries one of AWS's full-access policies
# description: >-
#   AdministratorAccess and the FullAccess policies are made for people who set an account up. A workload that
#   carries one can delete what it should only read.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html
# custom:
#   id: FC_IAM_003
#   severity: high
#   category: access
#   types: [AWS::IAM::Role, AWS::IAM::User, AWS::IAM::Group]
#   attributes:
#     - ManagedPolicyArns[]
#   failures: [F-004-07.2]
#   remediation:
#     cloudformation: |
#       ManagedPolicyArns:
#         - !Sub arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
#     AWS::Serverless::Function: |
#       Policies: # what the function does, and no more; writing logs is allowed without
#         - StepFunctionsExecutionPolicy:
#             StateMachineName: !GetAtt Orders.Name
#     terraform: |
#       policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
package stackgrade.rules.iam.no_full_access_policy

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, ["ManagedPolicyArns", i], message) if {
	some resource in resources.of_any(metadata.custom.types)
	some i, arn in resource.properties.ManagedPolicyArns
	is_string(arn)
	found := regex.find_all_string_submatch_n(_wide, arn, 1)
	message := concat("", [found[0][1], " is attached"])
}

_wide := `:aws:policy/(?:.*/)?(AdministratorAccess|PowerUserAccess|[A-Za-z0-9]+FullAccess)$`

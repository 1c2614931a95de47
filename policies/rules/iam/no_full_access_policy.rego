# METADATA
# title: No role, user or group carries one of AWS's full-access policies
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
#   also: [CKV_AWS_274]
#   remediation:
#     cloudformation: |
#       # what the role does, on what it does it, in place of the policy that the message names
#       Policies:
#         - PolicyName: orders
#           PolicyDocument:
#             Version: "2012-10-17"
#             Statement:
#               - Effect: Allow
#                 Action: [s3:GetObject, s3:PutObject]
#                 Resource: !Sub ${Orders.Arn}/*
#     AWS::Serverless::Function: |
#       Policies: # what the function does, and no more; writing logs is allowed without
#         - StepFunctionsExecutionPolicy:
#             StateMachineName: !GetAtt Orders.Name
#     terraform: |
#       # what the role does, on what it does it, in place of the policy that the message names
#       statement {
#         actions   = ["s3:GetObject", "s3:PutObject"]
#         resources = ["${aws_s3_bucket.orders.arn}/*"]
#       }
package stackgrade.rules.iam.no_full_access_policy

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.roles

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, ["ManagedPolicyArns", i], message) if {
	some resource in resources.of_any(metadata.custom.types)
	some i, arn in resource.properties.ManagedPolicyArns
	is_string(arn)
	found := regex.find_all_string_submatch_n(_wide, arn, 1)
	message := concat("", [found[0][1], " is attached"])
}

fail contains findings.at(role, "ManagedPolicyArns", concat("", [name, " is attached"])) if {
	some role in resources.own("AWS::IAM::Role")
	listed := resources.as_list(resources.get(role, ["ManagedPolicyArns"], []))
	some name in roles.aws_policies(role)
	regex.match(concat("", ["^", _names, "$"]), name)
	every arn in listed {
		not endswith(arn, concat("", ["/", name]))
	}
}

_wide := concat("", [":aws:policy/(?:.*/)?", _names, "$"])

_names := `(AdministratorAccess|PowerUserAccess|\w+FullAccess(?:_?[vV][0-9])?)`

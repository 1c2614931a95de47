# METADATA
# title: A function sets no variable that Lambda reserves
# description: Lambda sets these itself, and refuses a function that does.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
# custom:
#   id: FC_LAMBDA_002
#   severity: critical
#   category: operations
#   types: [AWS::Lambda::Function]
#   presence: [Environment.Variables.*]
#   failures: [E-lambda_reserved_env_var]
#   remediation:
#     cloudformation: |
#       Environment:
#         Variables:
#           TABLE: !Ref Table # and no AWS_REGION, which is there already
#     terraform: |
#       environment {
#         variables = {
#           TABLE = aws_dynamodb_table.orders.name # and no AWS_REGION, which is there already
#         }
#       }
package stackgrade.rules.lambda.no_reserved_variables

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own("AWS::Lambda::Function")
	count(resource.properties.Environment.Variables) > 0
}

fail contains findings.proven_at(resource, ["Environment", "Variables", name], "Lambda sets this variable itself") if {
	some resource in subject
	some name, _ in resource.properties.Environment.Variables
	name in _reserved
}

_reserved := {
	"AWS_ACCESS_KEY",
	"AWS_ACCESS_KEY_ID",
	"AWS_DEFAULT_REGION",
	"AWS_EXECUTION_ENV",
	"AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
	"AWS_LAMBDA_FUNCTION_NAME",
	"AWS_LAMBDA_FUNCTION_VERSION",
	"AWS_LAMBDA_INITIALIZATION_TYPE",
	"AWS_LAMBDA_LOG_GROUP_NAME",
	"AWS_LAMBDA_LOG_STREAM_NAME",
	"AWS_LAMBDA_RUNTIME_API",
	"AWS_REGION",
	"AWS_SECRET_ACCESS_KEY",
	"AWS_SESSION_TOKEN",
	"LAMBDA_RUNTIME_DIR",
	"LAMBDA_TASK_ROOT",
	"_HANDLER",
	"_X_AMZN_TRACE_ID",
}

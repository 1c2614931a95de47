# METADATA
# title: No environment variable is filled with a secret at deployment
# description: >-
#   A secret parameter, a sensitive variable of Terraform or a dynamic reference keeps a secret out of the template. But
#   an environment variable that is filled from it shows the secret in the configuration of the function, task or build,
#   and keeps the old value when the secret is rotated.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
#   - https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html
# custom:
#   id: FC_CREDENTIAL_004
#   severity: medium
#   category: credentials
#   types:
#     - AWS::AppRunner::Service
#     - AWS::Batch::JobDefinition
#     - AWS::CodeBuild::Project
#     - AWS::ECS::TaskDefinition
#     - AWS::ElasticBeanstalk::ConfigurationTemplate
#     - AWS::ElasticBeanstalk::Environment
#     - AWS::Lambda::Function
#   presence:
#     - ContainerDefinitions[].Environment[].Name
#     - ContainerProperties.Environment[].Name
#     - Environment.EnvironmentVariables[].Name
#     - Environment.Variables.*
#     - OptionSettings[].OptionName
#   failures: [F-000-01, E-hardcoded_secret_in_env]
#   remediation:
#     cloudformation: |
#       # a function is told where the secret is, and fetches it
#       Environment:
#         Variables:
#           DB_SECRET_ARN: !Ref DbSecret
#     AWS::AppRunner::Service: |
#       RuntimeEnvironmentSecrets:
#         - Name: DB_PASSWORD
#           Value: !Ref DbSecret
#     AWS::Batch::JobDefinition: |
#       Secrets: # of the container; Batch fetches it
#         - Name: DB_PASSWORD
#           ValueFrom: !Sub "${DbSecret}:password::"
#     AWS::CodeBuild::Project: |
#       EnvironmentVariables:
#         - Name: DB_PASSWORD
#           Type: SECRETS_MANAGER
#           Value: !Sub "${DbSecret}:password"
#     AWS::ECS::TaskDefinition: |
#       Secrets: # of the container; ECS fetches it
#         - Name: DB_PASSWORD
#           ValueFrom: !Sub "${DbSecret}:password::"
#     AWS::ElasticBeanstalk::ConfigurationTemplate: &options |
#       OptionSettings:
#         - Namespace: aws:elasticbeanstalk:application:environmentsecrets
#           OptionName: DB_PASSWORD
#           Value: !Ref DbSecret
#     AWS::ElasticBeanstalk::Environment: *options
#     terraform: |
#       environment {
#         variables = {
#           DB_SECRET_ARN = aws_secretsmanager_secret.db.arn
#         }
#       }
#     aws_apprunner_service: |
#       runtime_environment_secrets = {
#         DB_PASSWORD = aws_secretsmanager_secret.db.arn
#       }
#     aws_batch_job_definition: |
#       secrets = [{ # in container_properties; Batch fetches it
#         name      = "DB_PASSWORD"
#         valueFrom = "${aws_secretsmanager_secret.db.arn}:password::"
#       }]
#     aws_codebuild_project: |
#       environment_variable {
#         name  = "DB_PASSWORD"
#         type  = "SECRETS_MANAGER"
#         value = "${aws_secretsmanager_secret.db.arn}:password"
#       }
#     aws_ecs_task_definition: |
#       secrets = [{ # of the container; ECS fetches it
#         name      = "DB_PASSWORD"
#         valueFrom = "${aws_secretsmanager_secret.db.arn}:password::"
#       }]
#     aws_elastic_beanstalk_configuration_template: &settings |
#       setting {
#         namespace = "aws:elasticbeanstalk:application:environmentsecrets"
#         name      = "DB_PASSWORD"
#         value     = aws_secretsmanager_secret.db.arn
#       }
#     aws_elastic_beanstalk_environment: *settings
package stackgrade.rules.credentials.no_parameter_secret_in_environment

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject := names.with_variables

fail contains findings.proven_at(resource, variable.path, message) if {
	some resource in subject
	some variable in names.variables(resource)
	values.is_secret_reference(variable.value)
	message := concat(" ", ["the environment variable", variable.name, "shows the secret that it is filled from"])
}

fail contains findings.proven_at(resource, variable.path, message) if {
	some resource in subject
	some variable in names.variables(resource)
	some parameter in resources.parameters(resource, findings.path(variable.path))
	_takes_secret(parameter, variable)
	variable.value != ""
	message := concat(" ", [
		"the environment variable", variable.name, "shows the secret", names.parameter_word, parameter,
	])
}

_takes_secret(parameter, _) if parameter in names.secret_parameters

# What is hidden need not be a secret (a user name), unless the variable says so.
_takes_secret(parameter, variable) if {
	parameter in names.hidden_parameters
	names.is_secret(variable.name)
}

# METADATA
# title: No environment variable holds a secret in the clear
# description: >-
#   Environment variables are part of the configuration: everybody who may read the template, the function, the task
#   definition or the build project reads the secret, and it cannot be rotated without a deployment.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
#   - https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html
# custom:
#   id: FC_CREDENTIAL_003
#   severity: critical
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
#       # a function is told where the secret is, and fetches it
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
package stackgrade.rules.credentials.no_secret_in_environment

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject := names.with_variables

fail contains findings.proven_at(resource, variable.path, message) if {
	some resource in subject
	some variable in names.variables(resource)
	_is_secret(variable.name)
	names.is_secret_text(variable.value)
	not names.is_name_of_secret(variable.name, variable.value)
	not _comes_from_secret_parameter(resource, variable)
	message := concat(" ", ["the variable", variable.name, "holds a secret in the clear"])
}

_is_secret(name) if names.is_secret(name)

# It says whose key the secret beside it is, and there is one: what runs with a role needs neither.
_is_secret("AWS_ACCESS_KEY_ID")

# Its default is what is wrong then.
_comes_from_secret_parameter(resource, variable) if {
	some name in resources.parameters(resource, findings.path(variable.path))
	name in (names.secret_parameters | names.hidden_parameters)
}

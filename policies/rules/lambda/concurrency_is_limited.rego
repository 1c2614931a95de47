# METADATA
# title: A function in production cannot take all concurrency
# description: >-
#   All functions of an account share its concurrency. A flood of events for one of them leaves none for the others,
#   and reaches the database behind it undamped. That every function has a limit is the opinion of Checkov and of
#   reviews; a limit also takes its share away from the others.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
# custom:
#   id: FC_LAMBDA_034
#   severity: low
#   category: availability
#   types: [AWS::Lambda::Function]
#   presence: [ReservedConcurrentExecutions]
#   companions:
#     - AWS::Lambda::EventSourceMapping.FunctionName
#   when: {environment: production, opinions: true}
#   failures: [E-lambda_reserved_concurrency_missing]
#   also:
#     - CKV_AWS_115
#     - HIPAA.Security-LambdaConcurrency
#     - LAMBDA_CONCURRENCY_CHECK
#     - NIST.800.53.R5-LambdaConcurrency
#     - W92
#   remediation:
#     cloudformation: |
#       ReservedConcurrentExecutions: 20
#     terraform: |
#       reserved_concurrent_executions = 20
package stackgrade.rules.lambda.concurrency_is_limited

import data.stackgrade.lib.callers
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# What CloudFormation or Secrets Manager calls is called seldom, and at CloudFront's edge nothing can be reserved.
subject[function.address] := function if {
	some function in resources.own("AWS::Lambda::Function")
	not callers.at_the_edge(function)
	every edge in resources.edges_to(function.address) {
		not edge.attribute in {"ServiceToken", "RotationLambdaARN"}
	}
}

fail contains findings.missing(function, "it may take all concurrency of the account") if {
	some function in subject
	resources.get(function, ["ReservedConcurrentExecutions"], _none) == _none
	not _is_limited_by_its_source(function)
}

# The provider's word for no limit.
_none := -1

_is_limited_by_its_source(function) if {
	some mapping in resources.referrers(function.address, "AWS::Lambda::EventSourceMapping")
	mapping.properties.ScalingConfig.MaximumConcurrency
}

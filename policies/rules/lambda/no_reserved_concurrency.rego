# METADATA
# title: A stack that deploys on its own takes nothing from the account's concurrency
# description: >-
#   What a function reserves is taken from all others in the account and region, of which Lambda keeps a part free. A
#   new account has so little that any reservation is refused, and one that is in use may have given it away already.
#   Zero, which stops the function, takes nothing.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
# custom:
#   id: FC_LAMBDA_020
#   severity: high
#   category: operations
#   types: [AWS::Lambda::Function]
#   attributes: [ReservedConcurrentExecutions]
#   when: {self_contained: true}
#   failures: [E-lambda_reserved_concurrency_set]
#   remediation:
#     cloudformation: |
#       # leave ReservedConcurrentExecutions out, and limit the source instead
#       ScalingConfig: # of the AWS::Lambda::EventSourceMapping of a queue
#         MaximumConcurrency: 10
#     terraform: |
#       # leave reserved_concurrent_executions out, and limit the source instead
#       scaling_config { # of the aws_lambda_event_source_mapping of a queue
#         maximum_concurrency = 10
#       }
package stackgrade.rules.lambda.no_reserved_concurrency

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if some resource in resources.own("AWS::Lambda::Function")

fail contains findings.proven_at(resource, "ReservedConcurrentExecutions", message) if {
	some resource in subject
	reserved := resource.properties.ReservedConcurrentExecutions
	is_number(reserved)
	reserved > 0
	message := concat("", ["it reserves ", json.marshal(reserved), " of the account's concurrent executions"])
}

# METADATA
# title: A function says how long it may take
# description: >-
#   Without a timeout Lambda stops a function after three seconds, often in the middle of its work: a cold start and
#   one slow answer from elsewhere are enough. That every function states its own is what reviews ask for.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html
# custom:
#   id: FC_LAMBDA_030
#   severity: low
#   category: operations
#   types: [AWS::Lambda::Function]
#   presence: [Timeout]
#   failures: [E-lambda_timeout_not_set]
#   remediation:
#     cloudformation: |
#       Timeout: 30
#     terraform: |
#       timeout = 30
package stackgrade.rules.lambda.timeout_is_stated

import data.stackgrade.lib.callers
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# CloudFront sets narrower limits at its edge.
subject[resource.address] := resource if {
	some resource in resources.own("AWS::Lambda::Function")
	not callers.at_the_edge(resource)
}

fail contains findings.at(resource, "Timeout", "it is stopped after three seconds") if {
	some resource in subject
	not resources.has(resource, ["Timeout"])
}

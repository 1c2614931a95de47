# METADATA
# title: A function says how much memory it has
# description: >-
#   Without it a function has 128 MB and, since computing power grows with memory, a fraction of a processor: it is
#   slow and may cost more than with twice as much. That every function states its own is what reviews ask for.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
# custom:
#   id: FC_LAMBDA_031
#   severity: low
#   category: operations
#   types: [AWS::Lambda::Function]
#   presence: [MemorySize]
#   when: {environment: production}
#   failures: [E-lambda_memory_unset]
#   remediation:
#     cloudformation: |
#       MemorySize: 512
#     terraform: |
#       memory_size = 512
package stackgrade.rules.lambda.memory_is_stated

import data.stackgrade.lib.callers
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# CloudFront sets narrower limits at its edge.
subject[resource.address] := resource if {
	some resource in resources.own("AWS::Lambda::Function")
	not callers.at_the_edge(resource)
}

fail contains findings.at(resource, "MemorySize", "it has 128 MB and little of a processor") if {
	some resource in subject
	not resources.has(resource, ["MemorySize"])
}

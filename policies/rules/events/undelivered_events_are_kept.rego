# METADATA
# title: Events that a rule cannot deliver are kept
# description: >-
#   When a target is gone, or refuses an event for a day, EventBridge drops it. With a queue for failures it can be
#   examined and sent again.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
# custom:
#   id: FC_EVENTS_001
#   severity: low
#   category: availability
#   types: [AWS::Events::Rule]
#   attributes: [Targets]
#   presence: [EventPattern, "Targets[].DeadLetterConfig"]
#   when: {environment: production, opinions: true}
#   failures: [E-missing_dlq]
#   also: [Serverless-EventBusDLQ]
#   remediation:
#     cloudformation: |
#       Targets:
#         - Id: orders
#           Arn: !GetAtt Orders.Arn
#           DeadLetterConfig:
#             Arn: !GetAtt Undelivered.Arn
#     terraform: |
#       dead_letter_config {
#         arn = aws_sqs_queue.undelivered.arn
#       }
package stackgrade.rules.events.undelivered_events_are_kept

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A schedule only says that it is time, and will say so again.
subject[rule.address] := rule if {
	some rule in resources.own("AWS::Events::Rule")
	resources.has(rule, ["EventPattern"])
	count(object.get(rule.properties, "Targets", [])) > 0
}

fail contains findings.proven_at(rule, ["Targets", i, "DeadLetterConfig"], "events that it cannot take are lost") if {
	some rule in subject
	some i, target in rule.properties.Targets
	target.Arn
	not target.DeadLetterConfig
}

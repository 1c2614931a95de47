# METADATA
# title: A production stream says how long it keeps records
# description: >-
#   Records are gone after a day unless something else is stated, so that a consumer that stands still over a
#   weekend loses them without anybody having decided so.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html
# custom:
#   id: FC_KINESIS_002
#   severity: low
#   category: backup
#   types: [AWS::Kinesis::Stream]
#   presence: [RetentionPeriodHours]
#   when: {environment: production}
#   failures: [F-001-12.1]
#   remediation:
#     cloudformation: |
#       RetentionPeriodHours: 72
#     terraform: |
#       retention_period = 72
package stackgrade.rules.kinesis.retention_is_stated

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "RetentionPeriodHours", "how long records are kept is not stated") if {
	some resource in resources.of("AWS::Kinesis::Stream")
	not resources.has(resource, ["RetentionPeriodHours"])
}

package stackgrade.rules.securityhub.standards_exist_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.securityhub.standards_exist

_stack(arn) := testing.stack(
	{"It": {"type": "AWS::SecurityHub::Standard", "properties": {"StandardsArn": arn}}},
	{},
)

test_fails_for_standards_that_there_are_not if {
	every rest in [
		"::ruleset/finding-format/aws-foundational-security-standard/v/1.0.0",
		"eu-west-1::ruleset/cis-aws-foundations-benchmark/v/1.2.0",
		"::standards/pci-dss/v/3.2.1",
		"eu-west-1::standards/aws-foundational-security-standard/v/1.0.0",
		"eu-west-1::subscription/pci-dss/v/3.2.1",
	] {
		stack := _stack(concat("", ["arn:aws:securityhub:", rest]))
		testing.statuses(standards_exist) == {"It": "fail"} with input as stack
	}
}

test_passes_for_standards_that_there_are if {
	every arn in [
		"arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0",
		"arn:${AWS::Partition}:securityhub:${AWS::Region}::standards/cis-aws-foundations-benchmark/v/3.0.0",
		"arn:aws-us-gov:securityhub:us-gov-west-1::standards/nist-800-53/v/5.0.0",
	] {
		testing.statuses(standards_exist) == {"It": "pass"} with input as _stack(arn)
	}
}

test_unknown_when_a_parameter_decides if {
	stack := _stack(testing.unknown("parameter Standard has no default"))
	testing.statuses(standards_exist) == {"It": "unknown"} with input as stack
}

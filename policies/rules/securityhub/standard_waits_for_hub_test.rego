package stackgrade.rules.securityhub.standard_waits_for_hub_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.securityhub.standard_waits_for_hub

_standard(depends_on) := {"Best": {"type": "AWS::SecurityHub::Standard", "depends_on": depends_on}}

_hub := {"Hub": {"type": "AWS::SecurityHub::Hub"}}

test_fails_when_it_does_not_wait if {
	other := {"Other": {"type": "AWS::S3::Bucket"}}
	every depends_on in [[], ["Other"]] {
		stack := testing.stack(object.union_n([_hub, other, _standard(depends_on)]), {})
		testing.statuses(standard_waits_for_hub) == {"Best": "fail"} with input as stack
	}
}

test_passes_when_it_waits if {
	stack := testing.stack(object.union(_hub, _standard(["Hub"])), {})
	testing.statuses(standard_waits_for_hub) == {"Best": "pass"} with input as stack
}

test_passes_when_it_waits_for_something_that_waits if {
	first := {"First": {"type": "AWS::SecurityHub::Standard", "depends_on": ["Hub"]}}
	stack := testing.stack(object.union_n([_hub, first, _standard(["First"])]), {})
	testing.statuses(standard_waits_for_hub) == {"First": "pass", "Best": "pass"} with input as stack
}

test_leaves_out_a_standard_whose_hub_is_elsewhere if {
	testing.statuses(standard_waits_for_hub) == {} with input as testing.stack(_standard([]), {})
}

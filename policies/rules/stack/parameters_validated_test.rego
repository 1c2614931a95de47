package stackgrade.rules.stack.parameters_validated_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.parameters_validated

_stack(parameters) := testing.stack({}, {"parameters": parameters})

test_fails_for_each_that_takes_any_text if {
	verdicts := testing.verdicts(parameters_validated) with input as _stack({
		"Cidr": {"type": "String", "default": "10.0.0.0/16", "description": "Range of the VPC"},
		"Email": {"type": "String"},
		"Suffix": {"type": "String", "allowed_pattern": "^[a-z]+$"},
	})
	{[verdict.status, verdict.attribute] | some verdict in verdicts} == {
		["fail", "Parameters.Cidr"],
		["fail", "Parameters.Email"],
	}
}

test_passes_with_a_constraint if {
	testing.statuses(parameters_validated) == {"": "pass"} with input as _stack({
		"Cidr": {"type": "String", "min_length": 9},
		"Environment": {"type": "String", "allowed_values": ["dev", "prod"]},
	})
}

test_leaves_out_what_is_no_text_or_secret if {
	testing.statuses(parameters_validated) == {} with input as _stack({
		"Count": {"type": "Number"},
		"DbPassword": {"type": "String", "no_echo": true},
		"Image": {"type": "AWS::EC2::Image::Id"},
		"suffix": {"type": "string"},
	})
}

test_leaves_out_what_takes_any_text if {
	testing.statuses(parameters_validated) == {} with input as _stack({
		"CostCenter": {"type": "String"},
		"Grid": {"type": "String"},
		"ProjectName": {"type": "String"},
		"TableDescription": {"type": "String"},
	})
}

test_knows_what_has_a_form_by_its_name if {
	every name in [
		"AdminEmail", "AllowedCidr", "CertificateArn", "DBInstanceClass", "Environment", "EnvironmentSuffix",
		"HostedZoneId", "ReplicaRegion", "VpcIDs", "vpc_id", "webhook_url",
	] {
		testing.statuses(parameters_validated) == {"": "fail"} with input as _stack({name: {"type": "String"}})
	}
}

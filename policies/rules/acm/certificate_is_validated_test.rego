package stackgrade.rules.acm.certificate_is_validated_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.acm.certificate_is_validated

_stack(properties, others) := testing.stack(
	object.union(others, {"Shop": {
		"type": "AWS::CertificateManager::Certificate",
		"properties": object.union({"DomainName": "shop.example.com"}, properties),
	}}),
	{"profile": testing.disposable},
)

_validated(options) := _stack({"ValidationMethod": "DNS", "DomainValidationOptions": options}, {})

test_fails_when_somebody_has_to_confirm_it if {
	every stack in [
		_stack({}, {}),
		_stack({"ValidationMethod": "DNS"}, {}),
		_validated([{"DomainName": "shop.example.com", "ValidationDomain": "example.com"}]),
	] {
		testing.statuses(certificate_is_validated) == {"Shop": "fail"} with input as stack
	}
}

test_passes_with_a_zone_or_a_validation if {
	every stack in [
		_validated([{"DomainName": "shop.example.com", "HostedZoneId": testing.unknown("parameter Zone")}]),
		_stack({"ValidationMethod": "DNS"}, {"Validation": {
			"type": "aws_acm_certificate_validation",
			"properties": {"CertificateArn": testing.ref("Shop", "Ref")},
		}}),
		_stack({"ValidationMethod": "DNS"}, {"Record": {
			"type": "AWS::Route53::RecordSet",
			"properties": {"Name": testing.ref("Shop", "DomainValidationOptions")},
		}}),
		_stack({"ValidationMethod": "DNS"}, {"Record": {
			"type": "AWS::Route53::RecordSet",
			"properties": {"Name": {"$unknown": "the number is open", "expression": "${each.resource_record_name}"}},
		}}),
	] {
		testing.statuses(certificate_is_validated) == {"Shop": "pass"} with input as stack
	}
}

test_leaves_out_what_needs_no_confirmation if {
	testing.statuses(certificate_is_validated) == {} with input as _stack(
		{"CertificateAuthorityArn": "arn:aws:acm-pca:eu-west-1:1:certificate-authority/a"},
		{},
	)
	testing.statuses(certificate_is_validated) == {} with input as testing.stack(
		{"Imported": {"type": "AWS::CertificateManager::Certificate"}},
		{"profile": testing.disposable},
	)
}

test_unknown_when_a_part_of_the_stack_is_out_of_sight if {
	testing.statuses(certificate_is_validated) == {"Shop": "unknown"} with input as object.union(
		_stack({}, {}),
		{"incomplete": [{"address": "Dns", "reason": "the module is not installed"}]},
	)
}

test_does_not_apply_when_others_may_help if {
	testing.statuses(certificate_is_validated) == {} with input as object.union(
		_stack({}, {}),
		{"profile": testing.production},
	)
}

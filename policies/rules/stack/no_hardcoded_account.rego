# METADATA
# title: No ARN holds a fixed account
# description: >-
#   Deployed into another account, policies and targets with a fixed account id refer to resources of the first one, or
#   to nobody's.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
# custom:
#   id: FC_STACK_014
#   severity: medium
#   category: interface
#   types: ["*"]
#   failures: [F-004-06.1, E-hardcoded_account_id]
#   remediation:
#     cloudformation: |
#       Resource: !Sub arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:orders
#     terraform: |
#       data "aws_caller_identity" "current" {}
#
#       # where the ARN is written
#       resources = ["arn:aws:sqs:${var.region}:${data.aws_caller_identity.current.account_id}:orders"]
package stackgrade.rules.stack.no_hardcoded_account

import data.stackgrade.lib.constructs
import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.texts

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	not constructs.has_lost_its_environment
	some resource in input.resources
	some [_, text] in texts.of[resource.address]
	contains(text, "arn:")
}

fail contains findings.proven_at(resource, path, concat(" ", ["the account", account, "is fixed"])) if {
	some resource in subject
	some [path, text] in texts.of[resource.address]
	contains(text, "arn:")
	not _lets_in_another(resource, path)
	some match in regex.find_all_string_submatch_n(_arn, text, -1)
	[_, service, account, target] := match
	not account in _of_load_balancing
	not _is_shared(service, target)
	not names.is_given(resource, path, account)
	not account in _named
}

# An account that the configuration calls by a name is mostly another one, and stands in one place.
_named := object.get(input, ["terraform", "accounts"], [])

# Service, account and how the rest begins.
_arn := `arn:(?:[a-z-]+|\$\{[^}]*\}):([a-z0-9-]+):(?:[a-z0-9-]*|\*|\$\{[^}]*\}):([0-9]{12}):(.{0,6})`

# Another account is known by its number only. The policy of a key mostly lets in its own.
_lets_in_another(resource, path) if {
	"Principal" in path
	resource.type != "AWS::KMS::Key"
}

# Layers and applications are published in their maker's account, and a destination takes the logs of other accounts.
_is_shared("lambda", "layer:")

_is_shared("logs", "destin")

_is_shared("serverlessrepo", _)

# Write the access logs of load balancers, one for each region.
# https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
_of_load_balancing := {
	"009996457667", "027434742980", "033677994240", "037604701340", "048591011584", "054676820928",
	"076674570225", "098369216593", "114774131450", "127311923021", "156460612806", "190560391635",
	"383597477331", "507241528517", "582318560864", "589379963580", "600734575887", "635631232127",
	"638102146993", "652711504416", "718504428378", "754344448648", "783225319266", "797873946194",
	"897822967062", "985666609251",
}

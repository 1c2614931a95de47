# METADATA
# title: No key pair has to exist before the deployment
# description: >-
#   In an account without this key pair the deployment fails, and SSH keys live long and are hard to guard. Session
#   Manager opens a shell without one.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
# custom:
#   id: FC_STACK_009
#   severity: critical
#   category: access
#   languages: [cloudformation]
#   types: [Stack]
#   when: {self_contained: true}
#   failures: [E-keypair_parameter_requires_existing]
#   remediation:
#     cloudformation: |
#       # leave out KeyName, and let the instance's role use Session Manager
#       ManagedPolicyArns:
#         - !Sub arn:${AWS::Partition}:iam::aws:policy/AmazonSSMManagedInstanceCore
package stackgrade.rules.stack.no_key_pair_needed

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if count(names.key_pair_parameters) > 0

subject[resources.stack.address] := resources.stack if {
	resources.any_of([
		"AWS::AutoScaling::LaunchConfiguration",
		"AWS::EC2::Instance",
		"AWS::EC2::LaunchTemplate",
	])
}

# Also with a default or a value: CloudFormation refuses a key pair that the account does not have.
fail contains findings.at(stack, concat(".", ["Parameters", name]), message) if {
	some stack in subject
	some name in names.key_pair_parameters
	message := concat(" ", ["parameter", name, "wants a key pair that is there already"])
}

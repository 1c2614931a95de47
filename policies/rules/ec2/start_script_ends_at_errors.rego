# METADATA
# title: A start script ends at the first error
# description: >-
#   A shell goes on after a command that failed: the instance counts as started although half of its software is
#   missing. That scripts begin with `-e`, as those in AWS's own walkthroughs do, is an opinion of reviewers.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/deploying.applications.html
#   - https://www.gnu.org/software/bash/manual/html_node/The-Set-Builtin.html
# custom:
#   id: FC_EC2_024
#   severity: low
#   category: operations
#   types: [AWS::AutoScaling::LaunchConfiguration, AWS::EC2::Instance, AWS::EC2::LaunchTemplate]
#   attributes: [LaunchTemplateData.UserData, UserData]
#   failures: [E-userdata_no_error_handling]
#   remediation:
#     cloudformation: |
#       UserData: !Base64 |
#         #!/bin/bash
#         set -euo pipefail
#         yum install -y httpd
#     terraform: |
#       user_data = <<-EOF
#         #!/bin/bash
#         set -euo pipefail
#         yum install -y httpd
#       EOF
package stackgrade.rules.ec2.start_script_ends_at_errors

import data.stackgrade.lib.findings
import data.stackgrade.lib.user_data

metadata := rego.metadata.chain()[1].annotations

# With one or two commands there is little to go on with; `cfn-init` says itself whether it worked.
subject[resource.address] := resource if {
	some resource in user_data.described
	script := user_data.script(resource)
	count([line | some line in split(script, "\n"); regex.match(`^\s*[^\s#]`, line)]) > 2
	not contains(script, "cfn-init")
}

# What is open may be a script as well.
subject[resource.address] := resource if {
	some resource in user_data.described
	not user_data.text(resource)
}

fail contains findings.at(resource, user_data.path(resource), "the script goes on after an error") if {
	some resource in subject
	not _ends(user_data.script(resource))
}

_ends(script) if {
	some sign in [
		`(?m)^\s*set\s(.*\s)?-[a-zA-Z]*e`,
		`(?m)^\s*set\s.*errexit`,
		`^#!.*\s-[a-zA-Z]*e`,
		`(?m)^\s*trap\s.*\b(ERR|EXIT)\b`,
		`\|\|\s*(exit|return|\{|\(|[a-z_]*(die|exit|fail|error)\b)`,
	]
	regex.match(sign, script)
}

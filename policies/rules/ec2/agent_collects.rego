# METADATA
# title: The CloudWatch agent collects what EC2 does not
# description: >-
#   Installed alone, the agent collects nothing: it needs a configuration, and has to be started with it. Memory and
#   disks are what it is there for, since EC2 itself reports neither; the basic set of AWS's own wizard has both.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/create-cloudwatch-agent-configuration-file.html
# custom:
#   id: FC_EC2_025
#   severity: low
#   category: monitoring
#   types: [AWS::AutoScaling::LaunchConfiguration, AWS::EC2::Instance, AWS::EC2::LaunchTemplate]
#   attributes: [LaunchTemplateData.UserData, UserData]
#   failures: [E-cloudwatch_agent_metrics_incomplete]
#   remediation:
#     cloudformation: |
#       UserData: !Base64 |
#         #!/bin/bash -e
#         yum install -y amazon-cloudwatch-agent
#         cat > /opt/aws/amazon-cloudwatch-agent/etc/config.json <<'EOF'
#         {
#           "metrics": {
#             "metrics_collected": {
#               "mem": {"measurement": ["mem_used_percent"]},
#               "disk": {"measurement": ["used_percent"], "resources": ["*"]}
#             }
#           }
#         }
#         EOF
#         /opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s \
#           -c file:/opt/aws/amazon-cloudwatch-agent/etc/config.json
#     terraform: |
#       user_data = templatefile("${path.module}/start.sh", {
#         agent = jsonencode({
#           metrics = {
#             metrics_collected = {
#               mem  = { measurement = ["mem_used_percent"] }
#               disk = { measurement = ["used_percent"], resources = ["*"] }
#             }
#           }
#         })
#       })
package stackgrade.rules.ec2.agent_collects

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.user_data

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in user_data.described
	regex.match(_installs, user_data.script(resource))
}

subject[resource.address] := resource if {
	some resource in user_data.described
	not user_data.text(resource)
}

_path(resource) := user_data.path(resource)

fail contains findings.at(resource, _path(resource), "the agent is installed, and nothing starts it") if {
	not resources.any_of(["AWS::SSM::Association", "aws_ssm_association"])
	some resource in subject
	not regex.match(_goes_on, user_data.script(resource))
}

fail contains findings.at(resource, _path(resource), concat("", ["the agent collects nothing of ", what])) if {
	some resource in subject
	script := user_data.script(resource)
	count(split(script, `"metrics_collected"`)) == 2
	some section, what in {"disk": "the disks", "mem": "the memory"}
	not contains(script, concat("", ["\"", section, "\""]))
}

_installs := `(?m)\b(install|rpm|dpkg)\b.*amazon-cloudwatch-agent`

# Its own commands, a configuration, or other scripts, which may have them.
_goes_on := concat("|", [
	`amazon-cloudwatch-agent-(ctl|config)`,
	`(systemctl|service|start-)\s*.*amazon-cloudwatch-agent`,
	`(metrics|logs)_collected`,
	`cfn-init|ansible|chef|puppet|codedeploy|AmazonCloudWatch-`,
	`\|\s*(sudo\s+)?(ba)?sh\b`,
	`\b(bash|sh|source|python3?|\.)\s+\S+\.(sh|py)\b`,
])

# METADATA
# title: No access key, private key or token stands in the template
# description: >-
#   Long-lived credentials work for everybody who sees the template, its history or the resource, from anywhere, until
#   somebody notices. Roles and Secrets Manager need none in the template.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
# custom:
#   id: FC_CREDENTIAL_005
#   severity: critical
#   category: credentials
#   types: ["*"]
#   failures: [F-000-01, E-hardcoded_secret_in_env]
#   remediation:
#     cloudformation: |
#       # what calls AWS has a role and needs no key
#       Role: !GetAtt FunctionRole.Arn
#       # what is for others comes from Secrets Manager
#       Token: !Sub "{{resolve:secretsmanager:${TokenSecret}}}"
#     terraform: |
#       role  = aws_iam_role.function.arn
#       token = data.aws_secretsmanager_secret_version.token.secret_string
package stackgrade.rules.credentials.no_access_key

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources
import data.stackgrade.lib.texts

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if some resource in input.resources

fail contains findings.proven_at(resource, path, concat(" ", [kind, "stands here in the clear"])) if {
	some resource in subject
	regex.match(_any_hint, texts.joined[resource.address])
	some [path, text] in texts.of[resource.address]
	some kind, shape in _shapes
	regex.match(shape, text)
	not _is_filled_in(resource, path)
}

# Then the default of the parameter is what is wrong.
_is_filled_in(resource, path) if {
	some name in resources.parameters(resource, findings.path(path))
	name in (names.secret_parameters | names.hidden_parameters)
}

# One of these is in each of the shapes.
_any_hint := `://|PRIVATE KEY|(?i:access_?key)|gh[pousr]_|_pat_|glpat-|xox|k_live_|AKIA|ASIA|AK\*`

# In full, or as they arrive: cut short.
_shapes := {
	"a password in an address": `\b[a-z][a-z0-9+.-]*://[^\s:/@]*:[^\s:/@${}]{3,}@`,
	"a private key": `-----BEGIN [A-Z ]*PRIVATE KEY-----`,
	"a secret access key": `(?i)secret_?access_?key["']?\s*[:=]\s*["']?([0-9a-z/+]{40}|[0-9a-z/+]{0,2}\*{8})`,
	"a token": concat("|", [
		`\bgh[pousr]_([0-9A-Za-z]{36}|\*{8})`,
		`\bgithub_pat_(\w{22}|\*{8})`,
		`\bglpat-([\w-]{20}|\*{8})`,
		`\bxox[abprs]-([0-9A-Za-z-]{10}|\*{8})`,
		`\b[rs]k_live_([0-9A-Za-z]{16}|\*{8})`,
	]),
	"an access key": `\b(AKIA|ASIA)([0-9A-Z]{16}\b|\*{8})|\bAK\*{8}`,
}

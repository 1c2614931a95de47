# METADATA
# title: A root module takes no provider version that is not there yet
# description: >-
#   A new major version of a provider removes arguments and changes defaults. A constraint without an upper end
#   takes it on the day it comes out.
# scope: package
# related_resources:
#   - https://developer.hashicorp.com/terraform/language/expressions/version-constraints
# custom:
#   id: FC_TERRAFORM_006
#   severity: low
#   category: operations
#   languages: [terraform]
#   types: [Stack]
#   failures: [E-missing_required_providers]
#   remediation:
#     terraform: |
#       version = "~> 5.0"
package stackgrade.rules.terraform.providers_bounded

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Modules that others call leave the choice to them, and a lock file makes it; an example is a test of its module with
# the newest one.
subject[resources.stack.address] := resources.stack if {
	not regex.match(`(^|/)(examples?|fixtures|tests?)(/|$)`, object.get(input, "path", ""))
	count(object.get(input, ["terraform", "providers"], [])) > 0
	count(_versions) > 0
	not input.terraform.locked
}

fail contains findings.at(resources.stack, path, message) if {
	count(subject) > 0
	some name, version in _versions
	regex.match(`^[^<~]*>[^<~]*$`, version)
	path := concat(".", ["Terraform", "required_providers", name])
	message := concat("", ["`", version, "` takes any later version"])
}

_versions[name] := provider.version if {
	some name, provider in input.terraform.required_providers
	is_string(provider.version)
}

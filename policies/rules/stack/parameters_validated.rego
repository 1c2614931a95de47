# METADATA
# title: Text parameters say which values they take
# description: >-
#   A mistyped range, address or suffix is refused at once when the parameter says what it takes, and otherwise only
#   when a resource fails halfway through the deployment. Names and descriptions take any text, and need not say so.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
# custom:
#   id: FC_STACK_007
#   severity: low
#   category: interface
#   languages: [cloudformation]
#   types: [Stack]
#   failures: [E-missing_parameter_validation]
#   remediation:
#     cloudformation: |
#       VpcCidr: # AllowedValues for one of few, such as the type of an instance
#         Type: String
#         AllowedPattern: ^[0-9]{1,3}([.][0-9]{1,3}){3}/[0-9]{1,2}$
#         ConstraintDescription: a range such as 10.0.0.0/16
#       EnvironmentSuffix:
#         Type: String
#         AllowedPattern: ^[a-z0-9-]{1,20}$
#         ConstraintDescription: lower case letters, digits and hyphens, at most 20
package stackgrade.rules.stack.parameters_validated

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if count(_judged) > 0

fail contains findings.at(stack, concat(".", ["Parameters", name]), message) if {
	some stack in subject
	some name in _judged
	count(object.keys(input.parameters[name]) & _constraints) == 0
	message := concat(" ", ["parameter", name, "takes any text"])
}

# The types of AWS and numbers say what they take. What a secret takes is for those who make it.
_judged contains name if {
	some name, parameter in input.parameters
	parameter.type == "String"
	not name in names.secret_parameters
	_has_a_form(name)
}

_has_a_form(name) if name in names.environment_parameters

_has_a_form(name) if {
	some part in _parts_of_forms
	endswith(names.plain(name), part)
}

# "id" alone would also be the end of other words.
_has_a_form(name) if regex.match(`(^|[a-z0-9_-])(Id|ID|_id)s?$`, name)

# What a parameter is called that takes a range, an address, an identifier or one of few values.
_parts_of_forms := {
	"account",
	"arn",
	"cidr",
	"cidrblock",
	"cidrip",
	"cidrrange",
	"domain",
	"domainname",
	"email",
	"emailaddress",
	"instanceclass",
	"instancetype",
	"ipaddress",
	"iprange",
	"nodetype",
	"region",
	"suffix",
	"uri",
	"url",
}

_constraints := {"allowed_pattern", "allowed_values", "max_length", "min_length"}

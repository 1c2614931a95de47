# METADATA
# title: Log groups
# description: Which log groups of CloudWatch the stack makes, by their names.
package stackgrade.lib.log_groups

import data.stackgrade.lib.resources
import data.stackgrade.lib.values

# METADATA
# title: The names of the log groups that the stack makes, in lower case
# description: >-
#   Or whose retention it sets: CDK has a resource of its own that does, and makes the group where there is none. What
#   is not known is spelled as the expression that will give it.
names contains lower(spelled(group.properties.LogGroupName)) if {
	some group in resources.of_any(["AWS::Logs::LogGroup", "Custom::LogRetention"])
}

# METADATA
# title: A value as text
# description: A reference and what is not known as the token that stands for them.
spelled(value) := value if is_string(value)

spelled(value) := value.expression if values.is_unknown(value)

spelled(value) := concat("", ["${", value["$ref"], "}"]) if {
	values.is_reference(value)
	object.get(value, "attribute", "Ref") == "Ref"
}

spelled(value) := concat("", ["${", value["$ref"], ".", value.attribute, "}"]) if {
	values.is_reference(value)
	object.get(value, "attribute", "Ref") != "Ref"
}

# METADATA
# title: The ways to spell what a resource is called
# description: As a reference to it, or as the property that holds the name has it.
spellings(resource, property) := {concat("", ["${", resource.address, "}"])} | {text |
	text := spelled(resource.properties[property])
}

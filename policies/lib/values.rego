# METADATA
# title: Values
# description: The three things that a property of the normalized document can be besides plain JSON.
package stackgrade.lib.values

# METADATA
# title: Whether the template leaves a value open
# description: Such a value is carried as an object with the member `$unknown`, its reason.
is_unknown(value) if value["$unknown"]

# METADATA
# title: Whether a value is a reference to a resource of this stack
is_reference(value) if value["$ref"]

# METADATA
# title: Whether a value is literal text
# description: Text that contains a token such as `${AWS::Region}` or `${Bucket}` is not literal.
is_literal(value) if {
	is_string(value)
	not contains(value, "${")
	not is_dynamic(value)
}

# METADATA
# title: Whether a value is fetched at deployment
# description: A dynamic reference to Secrets Manager or Systems Manager.
is_dynamic(value) if {
	is_string(value)
	contains(value, "{{resolve:")
}

# METADATA
# title: Whether a value is fetched from Secrets Manager at deployment
is_secret_reference(value) if {
	is_string(value)
	contains(value, "{{resolve:secretsmanager:")
}

# METADATA
# title: A value as a whole number
# description: CloudFormation takes text of digits for numbers. Undefined for anything else.
number(value) := value if is_number(value)

number(value) := to_number(value) if regex.match(`^[0-9]+$`, value)

# METADATA
# title: What a text says for itself
# description: The parts of it around tokens such as `${AWS::StackName}`, in their order.
said(text) := array.concat([parts[0]], [substring(part, indexof(part, "}") + 1, -1) |
	some i, part in parts
	i > 0
]) if {
	parts := split(text, "${")
}

# METADATA
# title: Up to three names, and how many more
some_of(names) := concat(", ", sort(names)) if count(names) < 4

some_of(names) := concat("", [
	concat(", ", array.slice(sort(names), 0, 3)),
	" and ",
	format_int(count(names) - 3, 10),
	" more",
]) if {
	count(names) > 3
}

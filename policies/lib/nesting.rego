# METADATA
# title: Nesting
# description: Whether a stack stands on its own.
package stackgrade.lib.nesting

# METADATA
# title: Whether the stack is nested in another one
# description: >-
#   Then it is called after the stack that it is nested in, which says what it is for and takes from it what it needs.
is_nested if {
	input.format in {"cdk", "cloudformation", "sam"}
	contains(input.name, ".")
	input.name != _file
}

# So CDK calls a nested template, which may be read without the stack around it.
is_nested if endswith(input.path, ".nested.template.json")

# A stack that is read on its own is called after its file, without the ending.
_file := concat(".", array.slice(parts, 0, count(parts) - 1)) if {
	folders := split(input.path, "/")
	parts := split(folders[count(folders) - 1], ".")
}

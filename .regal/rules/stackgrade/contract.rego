# METADATA
# description: A rule defines `metadata` and the set `fail`, which is what the report asks it for
# related_resources:
#   - description: how a rule is written
#     ref: docs/writing-a-rule.md
# schemas:
#   - input: schema.regal.ast
package custom.regal.rules.stackgrade["rule-contract"]

import data.regal.ast
import data.regal.result

# METADATA
# description: One violation for each definition that is missing or of another kind
report contains violation if {
	count(ast.package_path) == 4
	array.slice(ast.package_path, 0, 2) == ["stackgrade", "rules"]
	not endswith(ast.package_path[3], "_test")
	some name in {"metadata", "fail"}
	not _defined[name]
	violation := object.union(
		result.fail(rego.metadata.chain(), result.location(input["package"])),
		{"description": concat("", ["The rule does not define `", name, "` as the report wants it"])},
	)
}

_defined[name] if {
	some rule in input.rules
	name := ast.ref_to_string(rule.head.ref)
	name == "metadata"
	rule.head.value.type == "ref"
	rule.head.value.value[0].value[0].value[2].value == "chain"
}

_defined[name] if {
	some rule in input.rules
	name := rule.head.ref[0].value
	name == "fail"
	rule.head.key
	not rule.head.value
}

# METADATA
# description: No two rules have the same id
# related_resources:
#   - description: how a rule is written
#     ref: docs/writing-a-rule.md
# schemas:
#   - input: schema.regal.ast
package custom.regal.rules.stackgrade["unique-rule-id"]

import data.regal.ast
import data.regal.result

# METADATA
# description: The id of each rule, and where it stands
aggregate contains entry if {
	array.slice(ast.package_path, 0, 2) == ["stackgrade", "rules"]
	some annotations in input["package"].annotations
	entry := result.aggregate(rego.metadata.chain(), {
		"id": annotations.custom.id,
		"location": object.union(result.location(input["package"]).location, {"file": input.regal.file.name}),
	})
}

# METADATA
# description: One violation for each rule that has the id of another
# schemas:
#   - input: schema.regal.aggregate
aggregate_report contains violation if {
	some other in input.aggregate
	some one in input.aggregate
	one.aggregate_source != other.aggregate_source
	one.aggregate_data.id == other.aggregate_data.id
	violation := object.union(
		result.fail(rego.metadata.chain(), {"location": one.aggregate_data.location}),
		{"description": concat("", [one.aggregate_data.id, " is the id of another rule as well"])},
	)
}

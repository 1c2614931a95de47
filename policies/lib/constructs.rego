# METADATA
# title: Constructs
# description: What CDK writes into a template, and nobody chose.
package stackgrade.lib.constructs

# METADATA
# title: Whether CDK wrote the template
# description: >-
#   An assembly says so. A template that was taken out of one has the paths of constructs, or logical IDs with the hash
#   that CDK ends them in.
is_synthesized if input.format == "cdk"

is_synthesized if {
	some resource in input.resources
	is_string(resource.construct_path)
}

is_synthesized if {
	not input.format in {"cdktf", "terraform", "terraform-plan"}
	hashed := [address | some address, _ in input.resources; regex.match(`[A-Za-z][0-9A-F]{8}$`, address)]
	count(hashed) > 0
	2 * count(hashed) >= count(input.resources)
}

# METADATA
# title: Whether it is not told for which account and region CDK wrote the template
# description: Those are written wherever the program says nothing of them, and only an assembly tells which they are.
has_lost_its_environment if {
	is_synthesized
	input.format != "cdk"
}

# METADATA
# title: The parameters that CDK 1 fills in when it deploys
asset_parameters contains name if {
	some name, _ in input.parameters
	regex.match(`^AssetParameters[0-9a-f]{64}`, name)
}

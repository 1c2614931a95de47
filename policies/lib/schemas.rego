# METADATA
# title: Schemas
# description: What was held against CloudFormation's schema of its type.
package stackgrade.lib.schemas

import data.stackgrade.lib.resources

# METADATA
# title: The resources whose values were held against their schema
# description: What a transform makes is not what somebody wrote, but where it refuses that.
valued[resource.address] := resource if {
	some resource in input.resources
	resource.faults
	not resource.source_address
}

valued[resource.address] := resource if {
	some resource in input.resources
	resource.refused
}

# METADATA
# title: The resources that were held against all of their schema
# description: The names and types of Terraform's arguments are the provider's, and asked by rules of their own.
checked[address] := resource if {
	not resources.is_terraform
	some address, resource in valued
}

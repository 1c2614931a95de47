# METADATA
# title: Schemas
# description: What was held against CloudFormation's schema of its type.
package stackgrade.lib.schemas

# METADATA
# title: The resources that were held against their schema
# description: What a transform makes is not what somebody wrote, but where it refuses that.
checked[resource.address] := resource if {
	some resource in input.resources
	resource.faults
	not resource.source_address
}

checked[resource.address] := resource if {
	some resource in input.resources
	resource.refused
}

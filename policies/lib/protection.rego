# METADATA
# title: Protection
# description: Whether a service refuses to delete what a stack made.
package stackgrade.lib.protection

# METADATA
# title: The properties that say so, on whatever type
switches := ["DeletionProtection", "DeletionProtectionEnabled", "DisableApiTermination"]

# METADATA
# title: Whether a resource is protected from deletion
# description: Then it stays, with its data, until somebody switches that off, and the deletion of its stack fails.
is_on(resource) if {
	some switch in switches
	resource.properties[switch] in {true, "ACTIVE"}
}

is_on(resource) if {
	some replica in resource.properties.Replicas
	replica.DeletionProtectionEnabled == true
}

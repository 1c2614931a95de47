# METADATA
# title: Instances
# description: What is said of EC2 instances, in themselves and in the templates that they are made from.
package stackgrade.lib.instances

import data.stackgrade.lib.resources

# METADATA
# title: The types that describe instances
types := ["AWS::AutoScaling::LaunchConfiguration", "AWS::EC2::Instance", "AWS::EC2::LaunchTemplate"]

# METADATA
# title: The resources that say what an instance is like
# description: >-
#   Left out are instances that have it from a launch template, and launch templates without an image, which leave it
#   to who uses them.
described[resource.address] := resource if {
	some type in types
	some resource in resources.own(type)
	resources.has(resource, array.concat(place(resource), ["ImageId"]))
	not resources.has(resource, ["LaunchTemplate"])
}

# METADATA
# title: Where a resource has the settings of the instance
place(resource) := ["LaunchTemplateData"] if resource.type == "AWS::EC2::LaunchTemplate"

place(resource) := [] if resource.type != "AWS::EC2::LaunchTemplate"

# METADATA
# title: The roles that an instance takes on
# description: As far as its profile is one of the stack.
roles(resource) := {role |
	some profile in resources.referents(resource.address, "AWS::IAM::InstanceProfile")
	some role in resources.referents(profile.address, "AWS::IAM::Role")
}

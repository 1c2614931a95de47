# METADATA
# title: Findings
# description: >-
#   What a rule says of a resource that fails it. Names of properties in a message stand in backquotes and are
#   CloudFormation's; the report puts the words of the user's own format in their place.
package stackgrade.lib.findings

# METADATA
# title: A finding at an attribute
# description: >-
#   It stands only when everything that the rule's metadata says it decides on is known, but for other elements
#   of the list that the attribute is in.
at(resource, attribute, message) := {
	"address": resource.address,
	"attribute": path(attribute),
	"message": message,
}

# METADATA
# title: A finding that one attribute alone proves
# description: It stands as soon as this attribute is known, whatever else is unknown.
proven_at(resource, attribute, message) := {
	"address": resource.address,
	"attribute": path(attribute),
	"message": message,
	"proven": true,
}

# METADATA
# title: A finding about something that the resource or the stack lacks
# description: It does not stand while a part of the stack is out of sight.
missing(resource, message) := {
	"address": resource.address,
	"attribute": null,
	"message": message,
}

# METADATA
# title: A finding about something that the resource lacks and only some companions may hold
# description: >-
#   What is open in others does not speak against it. The addresses are those of companions that may concern the
#   resource, and of which something that is open may be what it lacks.
missing_beside(resource, addresses, message) := {
	"address": resource.address,
	"attribute": null,
	"message": message,
	"beside": addresses,
}

# METADATA
# title: A finding of which the metadata have a fix of its own
# description: For the case `bucket`, that under `cloudformation/bucket`.
of_case(finding, case) := object.union(finding, {"case": case})

# METADATA
# title: A path as text
# description: >-
#   The array ["Tags", 0, "Value"] is the path Tags[0].Value. Text is returned as it is.
path(segments) := segments if is_string(segments)

path(segments) := concat("", [text | some i, segment in segments; text := _segment(i, segment)]) if {
	is_array(segments)
}

_segment(_, segment) := concat("", ["[", format_int(segment, 10), "]"]) if is_number(segment)

_segment(0, segment) := segment if is_string(segment)

_segment(i, segment) := concat("", [".", segment]) if {
	i > 0
	is_string(segment)
}

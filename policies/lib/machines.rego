# METADATA
# title: State machines
# description: What the states of a state machine call.
package stackgrade.lib.machines

import data.stackgrade.lib.resources

# METADATA
# title: Whether a state machine calls a function with its own role
# description: >-
#   As far as its definition is in sight. A function whose ARN it only hands on is not called, and a state with
#   credentials of its own calls with those.
calls_a_function(machine) if {
	some name in ["Definition", "DefinitionString"]
	walk(machine.properties[name], [_, state])
	state.Type == "Task"
	not state.Credentials
	_is_a_function(machine, state.Resource)
}

_is_a_function(_, resource) if resources.target(resource).type in _functions

# The integration, whichever function it is given, and the ARN of a function that is there already.
_is_a_function(_, resource) if regex.match(`:lambda:invoke|:lambda:.*:function:`, resource)

# As text: ${Function.Arn}.
_is_a_function(machine, resource) if {
	some edge in resources.edges_from(machine.address)
	resources.at(edge.target).type in _functions
	some end in [".", "}"]
	startswith(resource, concat("", ["${", edge.target, end]))
}

_is_a_function(machine, resource) if {
	some name, value in machine.properties.DefinitionSubstitutions
	resource == concat("", ["${", name, "}"])
	resources.target(value).type in _functions
}

_functions := {"AWS::Lambda::Alias", "AWS::Lambda::Function", "AWS::Lambda::Version"}

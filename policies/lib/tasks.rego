# METADATA
# title: Tasks
# description: What the services of ECS run.
package stackgrade.lib.tasks

import data.stackgrade.lib.resources

# METADATA
# title: The task definition of a service
# description: By reference, or by family and revision as Terraform may put them together.
of(service) := resources.at(named[0]) if {
	named := [address |
		some address in {edge.target | some edge in resources.edges_from(service.address); edge.attribute == "TaskDefinition"}
		resources.at(address).type == "AWS::ECS::TaskDefinition"
	]
	count(named) == 1
}

# METADATA
# title: Whether a task is made to run on Fargate
is_on_fargate(task) if "FARGATE" in resources.as_list(resources.get(task, ["RequiresCompatibilities"], []))

is_on_fargate(task) if {
	some service in resources.referrers(task.address, "AWS::ECS::Service")
	service.properties.LaunchType == "FARGATE"
}

# METADATA
# title: A task has a size and ports that ECS takes
# description: >-
#   On Fargate a task has network mode `awsvpc`, a size, and an amount of memory that is offered with its processors. No
#   container has more memory than its task, and where containers share the task's address a port is the same inside
#   and out. Anything else is refused.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
#   - https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html
# custom:
#   id: FC_ECS_051
#   severity: critical
#   category: operations
#   types: [AWS::ECS::TaskDefinition]
#   attributes:
#     - ContainerDefinitions[].Memory
#     - ContainerDefinitions[].PortMappings[].ContainerPort
#     - ContainerDefinitions[].PortMappings[].HostPort
#     - Cpu
#     - Memory
#     - NetworkMode
#     - RequiresCompatibilities
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       NetworkMode: awsvpc
#       RequiresCompatibilities: [FARGATE]
#       Cpu: "512"
#       Memory: "1024"
#     terraform: |
#       network_mode             = "awsvpc"
#       requires_compatibilities = ["FARGATE"]
#       cpu                      = 512
#       memory                   = 1024
package stackgrade.rules.ecs.task_can_be_registered

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(task, "NetworkMode", "tasks on Fargate need network mode awsvpc") if {
	some task in _on_fargate
	object.get(task.properties, "NetworkMode", "bridge") in {"bridge", "host", "none"}
}

fail contains findings.at(task, property, concat("", ["tasks on Fargate need `", property, "`"])) if {
	some task in _on_fargate
	some property in ["Cpu", "Memory"]
	not resources.has(task, [property])
}

# In CloudFormation the schema says it.
fail contains findings.at(task, "Memory", message) if {
	some task in _on_fargate
	resources.is_terraform
	cpu := values.number(task.properties.Cpu)
	memory := values.number(task.properties.Memory)
	not _is_offered(cpu, memory)
	message := concat(" ", ["Fargate offers no", format_int(memory, 10), "MiB with a CPU of", format_int(cpu, 10)])
}

fail contains findings.at(task, ["ContainerDefinitions", i, "Memory"], message) if {
	some task in resources.own("AWS::ECS::TaskDefinition")
	all_of_it := values.number(task.properties.Memory)
	some i, container in task.properties.ContainerDefinitions
	values.number(container.Memory) > all_of_it
	message := concat("", ["the container has more memory than the ", format_int(all_of_it, 10), " MiB of its task"])
}

fail contains findings.at(task, ["ContainerDefinitions", i, "PortMappings", j, "HostPort"], message) if {
	some task in resources.own("AWS::ECS::TaskDefinition")
	task.properties.NetworkMode in {"awsvpc", "host"}
	some i, container in task.properties.ContainerDefinitions
	some j, mapping in container.PortMappings
	values.number(mapping.HostPort) != values.number(mapping.ContainerPort)
	message := concat(" ", ["in network mode", task.properties.NetworkMode, "a port is the same inside and out"])
}

_on_fargate := [task |
	some task in resources.own("AWS::ECS::TaskDefinition")
	"FARGATE" in task.properties.RequiresCompatibilities
]

# Sizes that Fargate may add are none of these.
_is_offered(cpu, _) if not cpu in object.keys(_offered)

_is_offered(cpu, memory) if {
	memory >= _offered[cpu].least
	memory <= _offered[cpu].most
	memory % 1024 == 0
}

_is_offered(256, 512)

_offered := {
	256: {"least": 512, "most": 2048},
	512: {"least": 1024, "most": 4096},
	1024: {"least": 2048, "most": 8192},
	2048: {"least": 4096, "most": 16384},
	4096: {"least": 8192, "most": 30720},
}

# METADATA
# title: Something scales a service in production
# description: >-
#   A service keeps the number of tasks that it was given, under any load. That every service scales is AWS's
#   Well-Architected advice; where the load never changes, it need not.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html
# custom:
#   id: FC_ECS_030
#   severity: low
#   category: availability
#   types: [AWS::ECS::Service]
#   attributes: [SchedulingStrategy]
#   companions: [AWS::ApplicationAutoScaling::ScalableTarget.ResourceId]
#   when: {environment: production}
#   failures: [E-asg_scaling_policy_inadequate]
#   remediation:
#     cloudformation: |
#       Target: # and an AWS::ApplicationAutoScaling::ScalingPolicy for it
#         Type: AWS::ApplicationAutoScaling::ScalableTarget
#         Properties:
#           ServiceNamespace: ecs
#           ScalableDimension: ecs:service:DesiredCount
#           ResourceId: !Sub service/${Cluster}/${Service.Name}
#           MinCapacity: 2
#           MaxCapacity: 10
#     terraform: |
#       resource "aws_appautoscaling_target" "service" { # and an aws_appautoscaling_policy for it
#         service_namespace  = "ecs"
#         scalable_dimension = "ecs:service:DesiredCount"
#         resource_id        = "service/${aws_ecs_cluster.main.name}/${aws_ecs_service.service.name}"
#         min_capacity       = 2
#         max_capacity       = 10
#       }
package stackgrade.rules.ecs.service_scales

import data.stackgrade.lib.findings
import data.stackgrade.lib.log_groups
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A daemon has a task on every instance.
subject[service.address] := service if {
	some service in resources.own("AWS::ECS::Service")
	object.get(service.properties, "SchedulingStrategy", "REPLICA") != "DAEMON"
}

fail contains findings.missing(service, "nothing scales it") if {
	some service in subject
	count(resources.referrers(service.address, "AWS::ApplicationAutoScaling::ScalableTarget")) == 0
	not _is_scaled_by_name(service)
}

_is_scaled_by_name(service) if {
	name := log_groups.spelled(service.properties.ServiceName)
	some target in resources.of("AWS::ApplicationAutoScaling::ScalableTarget")
	endswith(target.properties.ResourceId, concat("", ["/", name]))
}

# METADATA
# title: The container has what its health check asks for
# description: >-
#   The images of nginx and httpd, and Amazon's sample, have one page, `/`, until somebody adds more; they answer any
#   other path with 404. All targets count as broken then, and the service never becomes stable.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
#   - https://docs.nginx.com/nginx/admin-guide/web-server/serving-static-content/
#   - https://hub.docker.com/_/nginx
#   - https://hub.docker.com/_/httpd
# custom:
#   id: FC_ECS_007
#   severity: high
#   category: availability
#   types: [AWS::ElasticLoadBalancingV2::TargetGroup]
#   attributes: [HealthCheckPath, HealthCheckPort, Matcher.HttpCode]
#   companions: [AWS::ECS::TaskDefinition.ContainerDefinitions]
#   failures: [E-health_check_path_mismatch]
#   remediation:
#     cloudformation: |
#       HealthCheckPath: /
#     terraform: |
#       health_check {
#         path = "/"
#       }
package stackgrade.rules.ecs.health_check_path_is_served

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.tasks

metadata := rego.metadata.chain()[1].annotations

subject[group.address] := group if {
	some group in resources.own("AWS::ElasticLoadBalancingV2::TargetGroup")
	_bare_images[group.address]
}

fail contains findings.at(group, "HealthCheckPath", message) if {
	some group in subject
	path := _unusual_path(group)
	some image in _bare_images[group.address]
	message := concat("", [image, " answers ", path, " with 404"])
}

# Undefined where every web server has the path, and where the health check is content with a 404.
_unusual_path(group) := path if {
	resources.get(group, ["HealthCheckPort"], "traffic-port") == "traffic-port"
	path := split(resources.get(group, ["HealthCheckPath"], "/"), "?")[0]
	not path in {"/", "/index.html"}
	not regex.match(`404|-[45]\d\d`, resources.get(group, ["Matcher", "HttpCode"], "200"))
}

# The containers behind target groups that are a web server with nothing in it.
_bare_images[balancer.TargetGroupArn["$ref"]] contains container.Image if {
	some service in resources.of("AWS::ECS::Service")
	some balancer in service.properties.LoadBalancers
	some container in tasks.of(service).properties.ContainerDefinitions
	container.Name == balancer.ContainerName
	regex.match(_web_servers, container.Image)
	every name in ["Command", "EntryPoint", "MountPoints", "VolumesFrom"] {
		count(object.get(container, name, [])) == 0
	}
}

_web_servers := concat("", [
	`^((docker\.io|public\.ecr\.aws/docker)/)?(library/)?(nginx|httpd)(:[\w.-]+)?$`,
	`|^public\.ecr\.aws/nginx/nginx(:[\w.-]+)?$`,
	`|^(docker\.io/)?amazon/amazon-ecs-sample(:[\w.-]+)?$`,
	`|^public\.ecr\.aws/ecs-sample-image/amazon-ecs-sample(:[\w.-]+)?$`,
])

package stackgrade.rules.ecs.health_check_path_is_served_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ecs.health_check_path_is_served

_service(group, container) := testing.stack(
	{
		"Group": {"type": "AWS::ElasticLoadBalancingV2::TargetGroup", "properties": group},
		"Task": {
			"type": "AWS::ECS::TaskDefinition",
			"properties": {"ContainerDefinitions": [object.union({"Name": "web"}, container)]},
		},
		"Service": {
			"type": "AWS::ECS::Service",
			"properties": {
				"TaskDefinition": testing.ref("Task", "Ref"),
				"LoadBalancers": [{"ContainerName": "web", "TargetGroupArn": testing.ref("Group", "Ref")}],
			},
		},
	},
	{},
)

_health := {"HealthCheckPath": "/health"}

test_fails_for_a_path_that_no_image_has if {
	every image in [
		"nginx",
		"nginx:latest",
		"httpd:2.4",
		"public.ecr.aws/docker/library/nginx:1.27-alpine",
		"public.ecr.aws/nginx/nginx",
		"amazon/amazon-ecs-sample",
	] {
		testing.statuses(health_check_path_is_served) == {"Group": "fail"} with input as _service(_health, {"Image": image})
	}
}

test_passes_for_the_page_that_each_has if {
	every group in [{}, {"HealthCheckPath": "/"}, {"HealthCheckPath": "/index.html"}, {"HealthCheckPath": "/?from=elb"}] {
		testing.statuses(health_check_path_is_served) == {"Group": "pass"} with input as _service(group, {"Image": "nginx"})
	}
}

test_passes_when_a_404_is_taken if {
	every codes in ["200-499", "200,404"] {
		group := object.union(_health, {"Matcher": {"HttpCode": codes}})
		testing.statuses(health_check_path_is_served) == {"Group": "pass"} with input as _service(group, {"Image": "nginx"})
	}
}

test_passes_when_another_port_is_asked if {
	group := object.union(_health, {"HealthCheckPort": "8080"})
	testing.statuses(health_check_path_is_served) == {"Group": "pass"} with input as _service(group, {"Image": "nginx"})
}

test_unknown_when_a_parameter_decides if {
	group := {"HealthCheckPath": testing.unknown("parameter Path has no default")}
	testing.statuses(health_check_path_is_served) == {"Group": "unknown"} with input as _service(group, {"Image": "nginx"})
}

test_says_nothing_of_what_may_have_more if {
	every container in [
		{"Image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/nginx:latest"},
		{"Image": "shop/nginx"},
		{"Image": "nginx", "Command": ["sh", "-c", "echo ok > /usr/share/nginx/html/health && nginx -g 'daemon off;'"]},
		{"Image": "nginx", "MountPoints": [{"SourceVolume": "pages"}]},
	] {
		testing.statuses(health_check_path_is_served) == {} with input as _service(_health, container)
	}
}

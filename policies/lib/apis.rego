# METADATA
# title: APIs
# description: How the stages, resources and methods of API Gateway hang together.
package stackgrade.lib.apis

import data.stackgrade.lib.resources

# METADATA
# title: The stages of REST APIs
# description: >-
#   Each has the resource that makes the stage, where its settings begin there, and the settings. In CloudFormation a
#   deployment may make one as well; the provider's settings of such a stage cannot be told from here.
rest_stages contains {"resource": resource, "path": [], "settings": resource.properties} if {
	some resource in resources.own("AWS::ApiGateway::Stage")
}

rest_stages contains {"resource": resource, "path": ["StageDescription"], "settings": settings} if {
	not resources.is_terraform
	some resource in resources.own("AWS::ApiGateway::Deployment")
	resources.has(resource, ["StageName"])
	count(resources.referrers(resource.address, "AWS::ApiGateway::Stage")) == 0
	settings := resources.get(resource, ["StageDescription"], {})
}

# METADATA
# title: Whether the settings of a stage of a REST API say that it writes logs to CloudWatch
# description: Firehose is reached with a role that API Gateway makes for itself.
writes_logs(settings) if {
	destination := object.get(settings, ["AccessLogSetting", "DestinationArn"], null)
	destination != null
	not _is_firehose(destination)
}

writes_logs(settings) if {
	some place in array.concat([settings], object.get(settings, "MethodSettings", []))
	place.LoggingLevel in {"ERROR", "INFO"}
}

_is_firehose(destination) if resources.target(destination).type == "AWS::KinesisFirehose::DeliveryStream"

_is_firehose(destination) if startswith(destination, "arn:aws:firehose:")

# METADATA
# title: Whether a stage, a method or a resource belongs to an API that is reached from within a VPC only
is_private(resource) if {
	api := resources.target(resource.properties.RestApiId)
	"PRIVATE" in api.properties.EndpointConfiguration.Types
}

# METADATA
# title: The methods of a resource, or those of a whole API
methods_at(resource) := resources.referrers(resource.address, "AWS::ApiGateway::Method")

# METADATA
# title: The routes of an API
routes(api) := resources.referrers(api.address, "AWS::ApiGatewayV2::Route")

# METADATA
# title: Whether a path is that of a health check
is_health_path(path) if {
	regex.match(`(?i)(^|/)(healthz?|health[-_]?check|ping|status|ready|readiness|live|liveness|alive)$`, path)
}

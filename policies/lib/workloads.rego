# METADATA
# title: Workloads
# description: What runs the code of an application.
package stackgrade.lib.workloads

# METADATA
# title: The types that run it
types := {
	"AWS::AppRunner::Service",
	"AWS::AutoScaling::LaunchConfiguration",
	"AWS::Batch::JobDefinition",
	"AWS::EC2::Instance",
	"AWS::EC2::LaunchTemplate",
	"AWS::ECS::TaskDefinition",
	"AWS::EKS::Cluster",
	"AWS::ElasticBeanstalk::Environment",
	"AWS::Glue::Job",
	"AWS::Lambda::Function",
}

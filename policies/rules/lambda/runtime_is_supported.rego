# METADATA
# title: A function has a runtime that is supported
# description: >-
#   A runtime past its end gets no more security fixes. After some months functions with it can no longer be created,
#   and then no longer be updated.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
# custom:
#   id: FC_LAMBDA_004
#   severity: medium
#   category: operations
#   types: [AWS::Lambda::Function]
#   attributes: [Runtime]
#   failures: [E-outdated_lambda_runtime]
#   also: [CKV_AWS_363]
#   remediation:
#     cloudformation: |
#       Runtime: python3.13
#     terraform: |
#       runtime = "python3.13"
package stackgrade.rules.lambda.runtime_is_supported

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A container image brings its own.
subject[resource.address] := resource if {
	some resource in resources.own("AWS::Lambda::Function")
	resources.has(resource, ["Runtime"])
}

fail contains findings.at(resource, "Runtime", message) if {
	some resource in subject
	resource.properties.Runtime in _ended
	message := concat(" ", ["support for", resource.properties.Runtime, "has ended"])
}

# As of 2026.
_ended := {
	"dotnet5.0",
	"dotnet6",
	"dotnet7",
	"dotnetcore1.0",
	"dotnetcore2.0",
	"dotnetcore2.1",
	"dotnetcore3.1",
	"go1.x",
	"java8",
	"nodejs",
	"nodejs10.x",
	"nodejs12.x",
	"nodejs14.x",
	"nodejs16.x",
	"nodejs18.x",
	"nodejs4.3",
	"nodejs6.10",
	"nodejs8.10",
	"provided",
	"python2.7",
	"python3.6",
	"python3.7",
	"python3.8",
	"python3.9",
	"ruby2.5",
	"ruby2.7",
}

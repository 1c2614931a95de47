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
#       # a supported one of the function's own language, such as
#       Runtime: python3.14 # nodejs24.x, java25, ruby3.4, dotnet10, provided.al2023
#     terraform: |
#       # a supported one of the function's own language, such as
#       runtime = "python3.14" # nodejs24.x, java25, ruby3.4, dotnet10, provided.al2023
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
	message := concat(" ", ["support for", resource.properties.Runtime, "ended on", _ended[resource.properties.Runtime]])
}

# The days of the page above, as cfn-lint 1.58.0 (2026-10) has them, up to November 2026.
_ended := {
	"dotnet6": "2024-12-20",
	"dotnet8": "2026-11-10",
	"dotnet9": "2026-11-10",
	"dotnetcore1.0": "2019-06-27",
	"dotnetcore2.0": "2019-05-30",
	"dotnetcore2.1": "2022-01-05",
	"dotnetcore3.1": "2023-04-03",
	"go1.x": "2024-01-08",
	"java8": "2024-01-08",
	"nodejs": "2016-08-30",
	"nodejs10.x": "2021-07-30",
	"nodejs12.x": "2023-03-31",
	"nodejs14.x": "2023-12-04",
	"nodejs16.x": "2024-06-12",
	"nodejs18.x": "2025-09-01",
	"nodejs20.x": "2026-04-30",
	"nodejs4.3": "2020-03-05",
	"nodejs4.3-edge": "2020-03-05",
	"nodejs6.10": "2019-08-12",
	"nodejs8.10": "2020-03-06",
	"provided": "2024-01-08",
	"provided.al2": "2026-07-31",
	"python2.7": "2021-07-15",
	"python3.10": "2026-10-31",
	"python3.6": "2022-07-18",
	"python3.7": "2023-12-04",
	"python3.8": "2024-10-14",
	"python3.9": "2025-12-15",
	"ruby2.5": "2021-07-30",
	"ruby2.7": "2023-12-07",
	"ruby3.2": "2026-03-31",
}

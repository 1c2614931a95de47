# METADATA
# title: A function has what its package needs
# description: >-
#   A function of a ZIP file needs a handler and a runtime; one of an image has both in the image, and takes no layers.
#   Lambda refuses anything else.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html
# custom:
#   id: FC_LAMBDA_051
#   severity: critical
#   category: operations
#   types: [AWS::Lambda::Function]
#   attributes: [PackageType]
#   presence: [Code.ImageUri, Handler, Layers, Runtime]
#   failures: [E-missing_required_argument, E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       Handler: index.handler
#       Runtime: python3.13
#     terraform: |
#       handler = "index.handler"
#       runtime = "python3.13"
package stackgrade.rules.lambda.package_has_what_it_needs

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(function, name, concat("", ["a function of a ZIP file needs a ", what])) if {
	some function in _functions
	_package(function) == "Zip"
	some name, what in {"Handler": "handler", "Runtime": "runtime"}
	not resources.has(function, [name])
	not _says_the_schema(function, name)
}

# The schema of CloudFormation says the same.
fail contains findings.at(function, name, "a function of an image has this in the image") if {
	some function in _functions
	resources.is_terraform
	_package(function) == "Image"
	some name in ["Handler", "Layers", "Runtime"]
	resources.has(function, [name])
	function.properties[name] != []
}

_says_the_schema(function, "Runtime") if {
	not resources.is_terraform
	resources.has(function, ["Code", "ZipFile"])
}

_functions := resources.own("AWS::Lambda::Function")

_package(function) := "Zip" if {
	object.get(function.properties, "PackageType", "Zip") == "Zip"
	not resources.has(function, ["Code", "ImageUri"])
}

_package(function) := "Image" if function.properties.PackageType == "Image"

# METADATA
# title: Load balancers and target groups have names that AWS takes
# description: >-
#   A name has at most 32 characters, only letters, digits and hyphens, no hyphen at either end, and that of a load
#   balancer does not begin with `internal-`. Names that are built from a prefix, an environment and a suffix soon have
#   more. Counted is what stands in the template, whatever is filled in.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
# custom:
#   id: FC_ELB_053
#   severity: critical
#   category: naming
#   types: [AWS::ElasticLoadBalancingV2::LoadBalancer, AWS::ElasticLoadBalancingV2::TargetGroup]
#   attributes: [Name]
#   failures: [E-invalid_name_format, E-name_length_exceeded]
#   remediation:
#     cloudformation: |
#       Name: !Sub shop-${Environment} # at most 32 characters
#     terraform: |
#       name = "shop-${var.environment}" # at most 32 characters
package stackgrade.rules.elasticloadbalancing.names_are_possible

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own_any(metadata.custom.types)
	resources.has(resource, ["Name"])
}

fail contains findings.at(resource, "Name", message) if {
	some resource in subject
	is_string(resource.properties.Name)
	not values.is_dynamic(resource.properties.Name)
	some message in _wrong(resource.type, resource.properties.Name)
}

_wrong(type, name) := (({message |
	length := count(concat("", values.said(name)))
	length > 32
	message := concat("", ["the name has ", format_int(length, 10), " characters, and 32 are the most"])
} | {"a name has letters, digits and hyphens only" |
	some part in values.said(name)
	not regex.match(`^[a-zA-Z0-9-]*$`, part)
}) | {"a name neither begins nor ends with a hyphen" |
	trim(name, "-") != name
}) | {"a load balancer's name does not begin with internal-" |
	type == "AWS::ElasticLoadBalancingV2::LoadBalancer"
	startswith(name, "internal-")
}

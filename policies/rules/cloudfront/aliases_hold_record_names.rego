# METADATA
# title: A distribution answers under the names that records lead to it
# description: >-
#   A record makes a name lead to CloudFront, and CloudFront answers only under the names that a distribution has as
#   aliases. Under any other, whoever follows the record gets an error 403, or the site of somebody else.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html
#   - https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-cloudfront-distribution.html
# custom:
#   id: FC_CLOUDFRONT_051
#   severity: high
#   category: operations
#   types: [AWS::CloudFront::Distribution]
#   attributes: [DistributionConfig.Aliases, DistributionConfig.CNAMEs]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       Aliases: [www.example.org] # the name of each record that leads here
#       ViewerCertificate:
#         AcmCertificateArn: !Ref Certificate # of us-east-1, for these names; an alias needs one
#         SslSupportMethod: sni-only
#         MinimumProtocolVersion: TLSv1.2_2021
#     terraform: |
#       aliases = ["www.example.org"] # the name of each record that leads here
#
#       viewer_certificate {
#         acm_certificate_arn      = aws_acm_certificate.site.arn # of us-east-1, for these names; an alias needs one
#         ssl_support_method       = "sni-only"
#         minimum_protocol_version = "TLSv1.2_2021"
#       }
package stackgrade.rules.cloudfront.aliases_hold_record_names

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject[address] := resources.at(address) if some address, _ in _lacking

subject[address] := resources.at(address) if {
	some address, names in _names
	some name in names
	not _is_held(address, name)
	_has_open_alias(address)
}

subject[address] := resources.at(address) if {
	some address, names in _names
	not _has_open_alias(address)
	every name in names {
		_is_held(address, name)
	}
}

fail contains findings.at(distribution, "DistributionConfig.Aliases", message) if {
	some distribution in subject
	some message in _lacking[distribution.address]
}

_lacking[address] contains "there are no `Aliases`, and a record leads here" if {
	some address, _ in _names
	count(_aliases[address]) == 0
}

# Text with a token in it may come to the same as another one.
_lacking[address] contains concat("", ["a record leads here from ", name, ", which is none of the `Aliases`"]) if {
	some address, names in _names
	count(_aliases[address]) > 0
	every alias in _aliases[address] {
		values.is_literal(alias)
	}
	some name in names
	values.is_literal(name)
	not _is_held(address, name)
}

# The names of the records that lead to a distribution, by its address.
_names[address] := names if {
	some address, _ in _aliases
	names := [record.Name |
		some record in _records
		address in _targets(record)
	]
	count(names) > 0
}

# Of what answers under its aliases by itself: a copy that is on trial has none of its own, and tenants bring theirs.
_aliases[distribution.address] := array.concat(_listed(config, "Aliases"), _listed(config, "CNAMEs")) if {
	some distribution in resources.own("AWS::CloudFront::Distribution")
	config := distribution.properties.DistributionConfig
	not config.Staging
	not config.ConnectionMode == "tenant-only"
}

# What is open as a whole is one alias that is.
_listed(config, property) := value if {
	value := object.get(config, property, [])
	is_array(value)
}

_listed(config, property) := [value] if {
	value := object.get(config, property, [])
	values.is_unknown(value)
}

_records := array.concat(
	[record.properties | some record in resources.of("AWS::Route53::RecordSet")],
	[record |
		some group in resources.of("AWS::Route53::RecordSetGroup")
		some record in group.properties.RecordSets
	],
)

_targets(record) := {value["$ref"] |
	record.Type in {"A", "AAAA", "CNAME", "HTTPS"}
	some value in array.concat(
		[object.get(record, ["AliasTarget", "DNSName"], "")],
		object.get(record, "ResourceRecords", []),
	)
}

_has_open_alias(address) if {
	some alias in _aliases[address]
	values.is_unknown(alias)
}

_is_held(address, name) if name in _aliases[address]

_is_held(address, name) if {
	some alias in _aliases[address]
	_covers(lower(alias), lower(trim_suffix(name, ".")))
}

_covers(alias, name) if alias == name

_covers(alias, name) if _is_below(name, alias)

# A record for all names below one, of which the distribution has some.
_covers(alias, name) if _is_below(alias, name)

# Terraform takes a name without that of its zone.
_covers(alias, name) if {
	resources.is_terraform
	startswith(alias, concat("", [name, "."]))
}

_covers(_, "") if resources.is_terraform

_covers(alias, _) if {
	resources.is_terraform
	startswith(alias, "*.")
}

_is_below(name, wildcard) if {
	startswith(wildcard, "*.")
	endswith(name, substring(wildcard, 1, -1))
}

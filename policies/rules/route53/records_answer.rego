# METADATA
# title: A record has an answer, of its kind
# description: >-
#   A record has either values with the time that they are kept, or an alias. Route 53 refuses one with both or neither,
#   an address that is none, several values of a CNAME, a CNAME for the domain of the zone itself, and in CloudFormation
#   text without quotes.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html
#   - https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html
# custom:
#   id: FC_ROUTE53_050
#   severity: critical
#   category: operations
#   types: [AWS::Route53::RecordSet]
#   attributes: [ResourceRecords, "ResourceRecords[]", Type]
#   presence: [AliasTarget, TTL]
#   failures: [E-invalid_property_combination, E-invalid_property_value]
#   remediation:
#     cloudformation: |
#       Type: TXT
#       TTL: "300"
#       ResourceRecords:
#         - '"v=spf1 -all"'
#     terraform: |
#       type    = "A"
#       ttl     = 300
#       records = ["192.0.2.10"]
package stackgrade.rules.route53.records_answer

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(record, "ResourceRecords", "the record has neither values nor an alias") if {
	some record in _records
	not resources.has(record, ["ResourceRecords"])
	not resources.has(record, ["AliasTarget"])
}

fail contains findings.at(record, "AliasTarget", "the record has values, and an alias as well") if {
	some record in _records
	resources.has(record, ["ResourceRecords"])
	resources.has(record, ["AliasTarget"])
}

fail contains findings.at(record, "TTL", "nothing says how long the values are kept") if {
	some record in _records
	resources.has(record, ["ResourceRecords"])
	not resources.has(record, ["TTL"])
}

# The schema of CloudFormation says the same.
fail contains findings.at(record, "TTL", "an alias takes over how long its target is kept") if {
	some record in _records
	resources.is_terraform
	resources.has(record, ["AliasTarget"])
	resources.has(record, ["TTL"])
}

fail contains findings.at(record, "ResourceRecords", "a CNAME has one value") if {
	some record in _records
	resources.is_terraform
	record.properties.Type == "CNAME"
	count(record.properties.ResourceRecords) > 1
}

fail contains findings.at(record, ["ResourceRecords", i], concat("", ["this is no ", wanted.name])) if {
	some record in _records
	some type, wanted in _forms
	record.properties.Type == type
	some i, value in record.properties.ResourceRecords
	values.is_literal(value)
	not regex.match(wanted.form, value)
}

# The provider of Terraform puts the quotes itself.
fail contains findings.at(record, ["ResourceRecords", i], "double quotes belong to the value of a text") if {
	some record in _records
	not resources.is_terraform
	record.properties.Type in {"SPF", "TXT"}
	some i, value in record.properties.ResourceRecords
	values.is_literal(value)
	not startswith(value, `"`)
}

fail contains findings.at(record, "Type", "the domain of the zone itself cannot be a CNAME") if {
	some record in _records
	record.properties.Type == "CNAME"
	_domain(record.properties.Name) == _domain(_zone(record))
}

_records := resources.own("AWS::Route53::RecordSet")

_zone(record) := record.properties.HostedZoneName

_zone(record) := zone.properties.Name if {
	not record.properties.HostedZoneName
	zone := resources.target(record.properties.HostedZoneId)
	zone.type == "AWS::Route53::HostedZone"
}

_domain(name) := trim_suffix(lower(name), ".") if name != ""

_forms := {
	"A": {"name": "IPv4 address", "form": `^[0-9]{1,3}([.][0-9]{1,3}){3}$`},
	"AAAA": {"name": "IPv6 address", "form": `^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*$`},
	"MX": {"name": "priority and name of a mail server", "form": `^[0-9]+ +[^ ]+$`},
}

# METADATA
# title: The indexes of a table can be made
# description: >-
#   A local index has the table's own partition key and a sort key, which the table needs then as well; a global one has
#   throughput when the table has, and none when the table is paid by request. DynamoDB refuses anything else.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
#   - https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html
#   - https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GlobalSecondaryIndex.html
# custom:
#   id: FC_DYNAMODB_052
#   severity: critical
#   category: operations
#   types: [AWS::DynamoDB::Table]
#   attributes:
#     - BillingMode
#     - GlobalSecondaryIndexes
#     - GlobalSecondaryIndexes[].IndexName
#     - KeySchema
#     - KeySchema[].AttributeName
#     - KeySchema[].KeyType
#     - LocalSecondaryIndexes
#     - LocalSecondaryIndexes[].IndexName
#     - LocalSecondaryIndexes[].KeySchema
#     - LocalSecondaryIndexes[].KeySchema[].AttributeName
#     - LocalSecondaryIndexes[].KeySchema[].KeyType
#   presence: ["GlobalSecondaryIndexes[].ProvisionedThroughput"]
#   failures: [E-dynamodb_key_schema, E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       BillingMode: PAY_PER_REQUEST
#       KeySchema:
#         - {AttributeName: customer, KeyType: HASH}
#         - {AttributeName: order, KeyType: RANGE}
#       LocalSecondaryIndexes:
#         - IndexName: by-date
#           KeySchema:
#             - {AttributeName: customer, KeyType: HASH}
#             - {AttributeName: date, KeyType: RANGE}
#           Projection: {ProjectionType: ALL}
#     terraform: |
#       billing_mode = "PAY_PER_REQUEST"
#       hash_key     = "customer"
#       range_key    = "order"
#
#       local_secondary_index {
#         name            = "by-date"
#         range_key       = "date"
#         projection_type = "ALL"
#       }
package stackgrade.rules.dynamodb.indexes_can_be_made

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[table.address] := table if {
	some table in resources.own("AWS::DynamoDB::Table")
	some list in _lists
	is_array(table.properties[list])
}

fail contains findings.at(table, "KeySchema", "the table has local indexes, and no sort key") if {
	some table in subject
	count(table.properties.LocalSecondaryIndexes) > 0
	resources.has(table, ["KeySchema"])
	count(_keys(table.properties.KeySchema, "RANGE")) == 0
}

fail contains findings.at(table, ["LocalSecondaryIndexes", i, "KeySchema"], "a local index needs a sort key") if {
	some table in subject
	some i, index in table.properties.LocalSecondaryIndexes
	count(_keys(index.KeySchema, "RANGE")) == 0
}

# The provider of Terraform gives a local index the partition key of its table.
fail contains findings.at(table, ["LocalSecondaryIndexes", i, "KeySchema"], message) if {
	some table in subject
	not resources.is_terraform
	some i, index in table.properties.LocalSecondaryIndexes
	some wanted in _keys(table.properties.KeySchema, "HASH")
	not wanted in _keys(index.KeySchema, "HASH")
	message := concat("", ["a local index has the table's partition key, which is ", wanted])
}

fail contains findings.at(table, [list, i, "IndexName"], concat("", ["two indexes are called ", index.IndexName])) if {
	some table in subject
	some list in _lists
	some i, index in table.properties[list]
	is_string(index.IndexName)
	some other in _lists
	some j, namesake in table.properties[other]
	namesake.IndexName == index.IndexName
	[other, j] < [list, i]
}

fail contains findings.at(table, list, message) if {
	some table in subject
	some list, most in _most
	count(table.properties[list]) > most
	message := concat("", ["a table has at most ", format_int(most, 10), " of these indexes"])
}

# The provider of Terraform leaves out the throughput that the table does not take.
fail contains findings.at(table, ["GlobalSecondaryIndexes", i, "ProvisionedThroughput"], _in_vain) if {
	some table in subject
	not resources.is_terraform
	table.properties.BillingMode == "PAY_PER_REQUEST"
	some i, index in table.properties.GlobalSecondaryIndexes
	index.ProvisionedThroughput
}

fail contains findings.at(table, ["GlobalSecondaryIndexes", i, "ProvisionedThroughput"], _lacking) if {
	some table in subject
	object.get(table.properties, "BillingMode", "PROVISIONED") == "PROVISIONED"
	some i, index in table.properties.GlobalSecondaryIndexes
	not index.ProvisionedThroughput
}

_in_vain := "the table is paid by request, and this index has throughput"

_lacking := "the table has provisioned throughput, and this index has none"

_keys(schema, type) := {key.AttributeName |
	some key in schema
	key.KeyType == type
}

_lists := ["GlobalSecondaryIndexes", "LocalSecondaryIndexes"]

_most := {"GlobalSecondaryIndexes": 20, "LocalSecondaryIndexes": 5}

# METADATA
# title: A table defines the attributes of its keys, and no others
# description: >-
#   A table is refused when a key or an index is of an attribute that is not defined, and also when an attribute is
#   defined that no key is of: all others need no definition.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
# custom:
#   id: FC_DYNAMODB_050
#   severity: critical
#   category: operations
#   types: [AWS::DynamoDB::GlobalTable, AWS::DynamoDB::Table]
#   attributes:
#     - AttributeDefinitions[].AttributeName
#     - GlobalSecondaryIndexes[].KeySchema[].AttributeName
#     - KeySchema[].AttributeName
#     - LocalSecondaryIndexes[].KeySchema[].AttributeName
#   failures: [E-dynamodb_key_schema]
#   remediation:
#     cloudformation: |
#       AttributeDefinitions:
#         - AttributeName: id
#           AttributeType: S
#       KeySchema:
#         - AttributeName: id
#           KeyType: HASH
#     terraform: |
#       hash_key = "id"
#
#       attribute {
#         name = "id"
#         type = "S"
#       }
package stackgrade.rules.dynamodb.keys_are_defined

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A replica has the keys of its source.
subject[table.address] := table if {
	some table in resources.own_any(metadata.custom.types)
	resources.has(table, ["KeySchema"])
}

fail contains findings.at(table, "AttributeDefinitions", message) if {
	some table in subject
	some name in (_of_keys(table) - _defined(table))
	message := concat("", ["a key is of the attribute ", name, ", which is not defined"])
}

fail contains findings.at(table, "AttributeDefinitions", message) if {
	some table in subject
	some name in (_defined(table) - _of_keys(table))
	message := concat("", ["the attribute ", name, " is defined, and no key is of it"])
}

_defined(table) := {definition.AttributeName |
	some definition in table.properties.AttributeDefinitions
	is_string(definition.AttributeName)
}

_of_keys(table) := {key.AttributeName |
	some keys in _key_schemas(table)
	some key in keys
	is_string(key.AttributeName)
}

_key_schemas(table) := {table.properties.KeySchema} | {index.KeySchema |
	some list in ["GlobalSecondaryIndexes", "LocalSecondaryIndexes"]
	some index in table.properties[list]
}

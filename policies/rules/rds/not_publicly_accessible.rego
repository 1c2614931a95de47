# METADATA
# title: A database is not reachable from the internet
# description: >-
#   A database with a public address can be attacked by anyone; its password is then the only lock.
#   Applications reach it through the network that they share with it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
# custom:
#   id: FC_RDS_004
#   severity: critical
#   category: network
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster]
#   attributes: [PubliclyAccessible]
#   failures: [F-000-03.2, F-001-04.3]
#   also:
#     - CKV_AWS_17
#     - F22
#     - HIPAA.Security-RDSInstancePublicAccess
#     - NIST.800.53.R4-RDSInstancePublicAccess
#     - NIST.800.53.R5-RDSInstancePublicAccess
#     - PCI.DSS.321-RDSInstancePublicAccess
#     - RDS_INSTANCE_PUBLIC_ACCESS_CHECK
#   remediation:
#     cloudformation: |
#       PubliclyAccessible: false
#     terraform: |
#       publicly_accessible = false
package stackgrade.rules.rds.not_publicly_accessible

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Without a word it hangs on the subnets and their gateways, which the template need not hold.
subject[resource.address] := resource if {
	some resource in resources.of_any(metadata.custom.types)
	resources.has(resource, ["PubliclyAccessible"])
}

fail contains findings.at(resource, "PubliclyAccessible", "the database has a public address") if {
	some resource in subject
	resource.properties.PubliclyAccessible == true
}

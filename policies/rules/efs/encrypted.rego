# METADATA
# title: A file system is encrypted
# description: >-
#   Whoever gets at the storage or its backups reads the files. Encryption cannot be switched on later: all files
#   have to be copied into a new file system.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html
# custom:
#   id: FC_EFS_001
#   severity: high
#   category: encryption
#   types: [AWS::EFS::FileSystem]
#   attributes: [Encrypted]
#   failures: [F-001-02.1, E-missing_encryption_at_rest]
#   also:
#     - AwsSolutions-EFS1
#     - CKV_AWS_42
#     - EFS_ENCRYPTED_CHECK
#     - F32
#     - HIPAA.Security-EFSEncrypted
#     - NIST.800.53.R4-EFSEncrypted
#     - NIST.800.53.R5-EFSEncrypted
#     - PCI.DSS.321-EFSEncrypted
#   remediation:
#     cloudformation: |
#       Encrypted: true
#     terraform: |
#       encrypted = true
package stackgrade.rules.efs.encrypted

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "Encrypted", "the file system is not encrypted") if {
	some resource in resources.of("AWS::EFS::FileSystem")
	not resource.properties.Encrypted
}

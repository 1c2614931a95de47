# METADATA
# title: A file system of a regulated stack is encrypted with its own key
# description: >-
#   EFS encrypts with a key of AWS when none is named. With a key of the stack, who may read the files is narrowed
#   by its policy, and each use is recorded. The key cannot be changed later.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html
# custom:
#   id: FC_EFS_009
#   severity: medium
#   category: encryption
#   types: [AWS::EFS::FileSystem]
#   presence: [KmsKeyId]
#   when: {compliance: pci-dss}
#   failures: [F-001-01.2, F-001-02.1]
#   also: [CKV_AWS_184]
#   remediation:
#     cloudformation: |
#       Encrypted: true
#       KmsKeyId: !GetAtt FilesKey.Arn
#     terraform: |
#       encrypted  = true
#       kms_key_id = aws_kms_key.files.arn
package stackgrade.rules.efs.encrypted_with_own_key

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "KmsKeyId", "the file system is not encrypted with a key of the stack") if {
	some resource in resources.of("AWS::EFS::FileSystem")
	not resources.has(resource, ["KmsKeyId"])
}

fail contains findings.at(resource, "KmsKeyId", "the file system is encrypted with a key of AWS") if {
	some resource in resources.of("AWS::EFS::FileSystem")
	contains(resource.properties.KmsKeyId, "alias/aws/")
}

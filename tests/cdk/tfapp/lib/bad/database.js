'use strict';

const { Fn } = require('cdktn');
const { Construct } = require('constructs');
const {
  DataAwsSecretsmanagerRandomPassword,
} = require('@cdktn/provider-aws/lib/data-aws-secretsmanager-random-password');
const { DbInstance } = require('@cdktn/provider-aws/lib/db-instance');
const { DbSubnetGroup } = require('@cdktn/provider-aws/lib/db-subnet-group');
const { SecretsmanagerSecret } = require('@cdktn/provider-aws/lib/secretsmanager-secret');
const { SecretsmanagerSecretVersion } = require('@cdktn/provider-aws/lib/secretsmanager-secret-version');

const USERNAME = 'payments';

class Database extends Construct {
  constructor(scope, id, { naming, key, subnetIds, group }) {
    super(scope, id);

    // Written before the database exists, so it cannot say where that is; and nothing rotates it.
    const password = new DataAwsSecretsmanagerRandomPassword(this, 'password', {
      passwordLength: 32, excludeCharacters: ' "@/\\\'',
    }).randomPassword;
    const secret = new SecretsmanagerSecret(this, 'secret', { name: naming('database'), kmsKeyId: key.arn });
    new SecretsmanagerSecretVersion(this, 'credentials', {
      secretId: secret.id, secretString: Fn.jsonencode({ username: USERNAME, password }),
    });

    const subnets = new DbSubnetGroup(this, 'subnets', { name: naming('database'), subnetIds });
    this.primary = new DbInstance(this, 'primary', {
      identifier: naming('primary'),
      engine: 'postgres',
      engineVersion: '14.17', // does not ask for TLS by default, as 15 does
      instanceClass: 'db.m6g.large',
      allocatedStorage: 100,
      username: USERNAME,
      password,
      dbSubnetGroupName: subnets.name,
      vpcSecurityGroupIds: [group.id],
      multiAz: true,
      storageEncrypted: true,
      kmsKeyId: key.arn,
      backupRetentionPeriod: 7,
      enabledCloudwatchLogsExports: ['postgresql'],
      autoMinorVersionUpgrade: false,
      deletionProtection: true,
      finalSnapshotIdentifier: naming('final'),
    });
    new DbInstance(this, 'replica', {
      identifier: naming('replica'),
      replicateSourceDb: this.primary.identifier,
      instanceClass: 'db.m6g.large',
      vpcSecurityGroupIds: [group.id],
      storageEncrypted: true,
      skipFinalSnapshot: true,
    });
  }
}

module.exports = { Database };

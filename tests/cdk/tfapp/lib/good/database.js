'use strict';

const { Fn } = require('cdktn');
const { Construct } = require('constructs');
const {
  DataAwsSecretsmanagerRandomPassword,
} = require('@cdktn/provider-aws/lib/data-aws-secretsmanager-random-password');
const { DbInstance } = require('@cdktn/provider-aws/lib/db-instance');
const { DbParameterGroup } = require('@cdktn/provider-aws/lib/db-parameter-group');
const { DbSubnetGroup } = require('@cdktn/provider-aws/lib/db-subnet-group');
const { SecretsmanagerSecret } = require('@cdktn/provider-aws/lib/secretsmanager-secret');
const { SecretsmanagerSecretVersion } = require('@cdktn/provider-aws/lib/secretsmanager-secret-version');

const PARAMETERS = {
  'rds.force_ssl': '1',
  log_connections: '1',
  log_disconnections: '1',
  log_duration: '1',
  log_min_duration_statement: '1000',
  log_statement: 'all',
};

class Database extends Construct {
  constructor(scope, id, { naming, key, subnetIds, group }) {
    super(scope, id);

    const password = new DataAwsSecretsmanagerRandomPassword(this, 'password', {
      passwordLength: 32, excludeCharacters: ' "@/\\\'',
    }).randomPassword;
    const credentials = { username: 'payments', password };

    const parameters = new DbParameterGroup(this, 'parameters', {
      name: naming('postgres'),
      family: 'postgres16',
      description: 'TLS and an audit log, as PCI DSS asks',
      parameter: Object.entries(PARAMETERS).map(([name, value]) => ({ name, value })),
    });
    const subnets = new DbSubnetGroup(this, 'subnets', {
      name: naming('database'), description: 'Private subnets', subnetIds,
    });

    const instance = {
      instanceClass: 'db.m6g.large',
      parameterGroupName: parameters.name,
      vpcSecurityGroupIds: [group.id],
      storageType: 'gp3',
      storageEncrypted: true,
      kmsKeyId: key.arn,
      performanceInsightsEnabled: true,
      performanceInsightsRetentionPeriod: 7,
      performanceInsightsKmsKeyId: key.arn,
      maintenanceWindow: 'mon:04:00-mon:05:00',
      enabledCloudwatchLogsExports: ['postgresql', 'upgrade'],
      autoMinorVersionUpgrade: true,
      copyTagsToSnapshot: true,
      deletionProtection: true,
    };
    this.primary = new DbInstance(this, 'primary', {
      ...instance,
      ...credentials,
      identifier: naming('primary'),
      dbName: 'payments',
      engine: 'postgres',
      engineVersion: '16.6',
      allocatedStorage: 100,
      maxAllocatedStorage: 500,
      dbSubnetGroupName: subnets.name,
      multiAz: true,
      backupRetentionPeriod: 7,
      backupWindow: '03:00-04:00',
      finalSnapshotIdentifier: naming('final'),
      lifecycle: { preventDestroy: true },
    });
    new DbInstance(this, 'replica', {
      ...instance,
      identifier: naming('replica'),
      replicateSourceDb: this.primary.identifier,
      skipFinalSnapshot: true, // the primary has one
    });

    // After the database, and with all that a client or the rotation has to know.
    this.secret = new SecretsmanagerSecret(this, 'secret', {
      name: naming('database'), description: 'How to connect to the database of payments', kmsKeyId: key.arn,
    });
    new SecretsmanagerSecretVersion(this, 'connection', {
      secretId: this.secret.id,
      secretString: Fn.jsonencode({
        ...credentials,
        engine: 'postgres',
        host: this.primary.address,
        port: this.primary.port,
        dbname: this.primary.dbName,
      }),
      lifecycle: { ignoreChanges: ['secret_string'] }, // the rotation's business from then on
    });
  }
}

module.exports = { Database };

'use strict';

const { aws_ec2: ec2, aws_rds: rds, aws_secretsmanager: secretsmanager } = require('aws-cdk-lib');
const { Construct } = require('constructs');

const ENGINE = rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_11 });
const INSTANCE = { instanceType: ec2.InstanceType.of(ec2.InstanceClass.R6G, ec2.InstanceSize.LARGE) };

class Database extends Construct {
  constructor(scope, id, { vpc }) {
    super(scope, id);

    const secret = new secretsmanager.Secret(this, 'Secret', {
      secretName: 'shop/aurora',
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ username: 'shop' }),
        generateStringKey: 'password',
      },
    });

    // CDK gives the cluster a security group without rules, and nobody opens it for the service.
    this.cluster = new rds.DatabaseCluster(this, 'Cluster', {
      engine: ENGINE,
      credentials: rds.Credentials.fromSecret(secret),
      writer: rds.ClusterInstance.provisioned('Writer', INSTANCE),
      vpc,
    });

    // Exports its logs, which the first cluster does not, into a group that RDS makes: nothing ever leaves it.
    new rds.DatabaseCluster(this, 'Reports', {
      engine: ENGINE,
      credentials: rds.Credentials.fromGeneratedSecret('reports'),
      writer: rds.ClusterInstance.provisioned('Writer', INSTANCE),
      cloudwatchLogsExports: ['postgresql'],
      vpc,
    });
  }
}

module.exports = { Database };

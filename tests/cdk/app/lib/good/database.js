'use strict';

const {
  Duration, RemovalPolicy,
  aws_ec2: ec2, aws_logs: logs, aws_rds: rds, aws_secretsmanager: secretsmanager,
} = require('aws-cdk-lib');
const { Construct } = require('constructs');

class Database extends Construct {
  constructor(scope, id, { naming, keys, network }) {
    super(scope, id);

    this.secret = new secretsmanager.Secret(this, 'Secret', {
      secretName: naming('aurora'),
      description: 'Master user of the shop database',
      encryptionKey: keys.secrets,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ username: 'shop' }),
        generateStringKey: 'password',
        passwordLength: 32,
        excludeCharacters: ' "@/\\\'',
      },
    });

    const instance = {
      instanceType: ec2.InstanceType.of(ec2.InstanceClass.R6G, ec2.InstanceSize.LARGE),
      enablePerformanceInsights: true,
      performanceInsightEncryptionKey: keys.database,
      autoMinorVersionUpgrade: true,
    };
    this.cluster = new rds.DatabaseCluster(this, 'Cluster', {
      clusterIdentifier: naming('aurora'),
      engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_11 }),
      credentials: rds.Credentials.fromSecret(this.secret),
      defaultDatabaseName: 'shop',
      writer: rds.ClusterInstance.provisioned('Writer', instance),
      readers: [rds.ClusterInstance.provisioned('Reader', instance)],
      parameters: {
        'rds.force_ssl': '1', log_connections: '1', log_disconnections: '1', log_min_duration_statement: '1000',
      },
      vpc: network.vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      securityGroups: [network.database],
      storageEncrypted: true,
      storageEncryptionKey: keys.database,
      backup: { retention: Duration.days(7), preferredWindow: '02:00-03:00' },
      preferredMaintenanceWindow: 'sun:04:00-sun:05:00',
      cloudwatchLogsExports: ['postgresql'],
      cloudwatchLogsRetention: logs.RetentionDays.ONE_MONTH,
      monitoringInterval: Duration.minutes(1),
      deletionProtection: true,
      removalPolicy: RemovalPolicy.SNAPSHOT,
    });
  }
}

module.exports = { Database };

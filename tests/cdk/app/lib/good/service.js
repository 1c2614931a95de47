'use strict';

const { aws_ec2: ec2, aws_ecs: ecs, aws_logs: logs } = require('aws-cdk-lib');
const { Construct } = require('constructs');

class Service extends Construct {
  constructor(scope, id, { naming, data }) {
    super(scope, id);
    const { network, database, cache, orders, files, roles } = data;

    const cluster = new ecs.Cluster(this, 'Cluster', {
      clusterName: naming('services'),
      containerInsightsV2: ecs.ContainerInsights.ENABLED,
      vpc: network.vpc,
    });

    const fileSystemId = files.fileSystem.fileSystemId;
    const task = new ecs.FargateTaskDefinition(this, 'Task', {
      family: naming('worker'),
      taskRole: roles.task.withoutPolicyUpdates(),
      executionRole: roles.execution.withoutPolicyUpdates(),
      volumes: [{
        name: 'files',
        efsVolumeConfiguration: {
          fileSystemId, transitEncryption: 'ENABLED', authorizationConfig: { iam: 'ENABLED' },
        },
      }],
    });

    const logGroup = new logs.LogGroup(this, 'Log', {
      logGroupName: naming('worker'), retention: logs.RetentionDays.ONE_MONTH,
    });
    const worker = task.addContainer('worker', {
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/python:3.13-slim'),
      logging: ecs.LogDrivers.awsLogs({ logGroup, streamPrefix: 'worker' }),
      environment: {
        ARCHIVE: orders.archive.bucketName,
        CACHE: cache.endpoint,
        STREAM: orders.stream.streamName,
      },
      secrets: { DATABASE: ecs.Secret.fromSecretsManager(database.secret) },
      readonlyRootFilesystem: true,
    });
    worker.addMountPoints({ containerPath: '/files', readOnly: false, sourceVolume: 'files' });

    this.service = new ecs.FargateService(this, 'Worker', {
      serviceName: naming('worker'),
      cluster,
      taskDefinition: task,
      desiredCount: 2,
      minHealthyPercent: 50,
      circuitBreaker: { rollback: true },
      securityGroups: [network.service],
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
    });
  }
}

module.exports = { Service };

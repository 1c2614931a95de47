'use strict';

const { aws_ecs: ecs, aws_logs: logs } = require('aws-cdk-lib');
const { Construct } = require('constructs');

class Service extends Construct {
  constructor(scope, id, { data, environmentSuffix }) {
    super(scope, id);

    const cluster = new ecs.Cluster(this, 'Cluster', {
      clusterName: `${environmentSuffix}_shop_services`,
      vpc: data.network.vpc,
    });

    // CDK makes a task role, but nothing is granted to it. No execution role: there is no log driver to need one.
    const task = new ecs.FargateTaskDefinition(this, 'Task');
    task.addContainer('worker', {
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/python:3.13-slim'),
      environment: { SECRET_NAME: 'shop/aurora', STREAM: data.orders.stream.ref },
    });
    new ecs.FargateService(this, 'Worker', { cluster, taskDefinition: task });

    // Made for the worker, which never got to know it.
    new logs.LogGroup(this, 'Log', { logGroupName: 'WorkerLog', retention: logs.RetentionDays.INFINITE });
  }
}

module.exports = { Service };

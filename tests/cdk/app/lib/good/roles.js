'use strict';

const { aws_iam: iam } = require('aws-cdk-lib');
const { Construct } = require('constructs');

/** Roles of the web stack. They stand beside the keys whose policies name them: the stacks would form a cycle else. */
class Roles extends Construct {
  constructor(scope, id, { naming, database, orders, files }) {
    super(scope, id);
    const role = (name, service, managedPolicies) => new iam.Role(this, name, {
      roleName: naming(name), assumedBy: new iam.ServicePrincipal(service), managedPolicies,
    });

    this.producer = role('Producer', 'apigateway.amazonaws.com');
    orders.stream.grantWrite(this.producer);

    this.execution = role('Execution', 'ecs-tasks.amazonaws.com', [
      iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonECSTaskExecutionRolePolicy'),
    ]);
    database.secret.grantRead(this.execution);

    this.task = role('Task', 'ecs-tasks.amazonaws.com');
    orders.stream.grantRead(this.task);
    orders.archive.grantPut(this.task);
    files.fileSystem.grantReadWrite(this.task);
  }
}

module.exports = { Roles };

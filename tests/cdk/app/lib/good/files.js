'use strict';

const { aws_ec2: ec2, aws_efs: efs } = require('aws-cdk-lib');
const { Construct } = require('constructs');

class Files extends Construct {
  constructor(scope, id, { naming, keys, network }) {
    super(scope, id);

    this.fileSystem = new efs.FileSystem(this, 'FileSystem', {
      fileSystemName: naming('files'),
      performanceMode: efs.PerformanceMode.GENERAL_PURPOSE,
      throughputMode: efs.ThroughputMode.BURSTING,
      encrypted: true,
      kmsKey: keys.files,
      vpc: network.vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      securityGroup: network.files,
    });
  }
}

module.exports = { Files };

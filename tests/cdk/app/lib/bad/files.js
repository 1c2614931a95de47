'use strict';

const { aws_efs: efs } = require('aws-cdk-lib');
const { Construct } = require('constructs');

class Files extends Construct {
  constructor(scope, id, { vpc }) {
    super(scope, id);

    // The plain resources, since CDK's own FileSystem would add a security group and private mount targets.
    const fileSystem = new efs.CfnFileSystem(this, 'FileSystem');

    new efs.CfnMountTarget(this, 'MountTarget', {
      fileSystemId: fileSystem.ref,
      subnetId: vpc.publicSubnets[0].subnetId,
      securityGroups: [vpc.vpcDefaultSecurityGroup],
    });
  }
}

module.exports = { Files };

'use strict';

const { Tags, aws_ec2: ec2 } = require('aws-cdk-lib');
const { Construct } = require('constructs');

class Network extends Construct {
  constructor(scope, id) {
    super(scope, id);

    // One gateway is cheaper than two. When its zone fails, the other one is cut off as well.
    this.vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 1 });

    // CDK names a VPC after its path; those slashes were unwanted here, and no other name was given.
    Tags.of(this.vpc).remove('Name', { includeResourceTypes: [ec2.CfnVPC.CFN_RESOURCE_TYPE_NAME] });
  }
}

module.exports = { Network };

'use strict';

const { Construct } = require('constructs');
const { DataAwsSsmParameter } = require('@cdktn/provider-aws/lib/data-aws-ssm-parameter');
const { Instance } = require('@cdktn/provider-aws/lib/instance');

const IMAGE = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64';

/** What uses the database and the cache, and calls partners: a host in each private subnet. */
class Application extends Construct {
  constructor(scope, id, { subnetIds, group }) {
    super(scope, id);
    const ami = new DataAwsSsmParameter(this, 'image', { name: IMAGE }).value;
    subnetIds.forEach((subnetId, index) => new Instance(this, `${index}`, {
      ami,
      instanceType: 'm6g.large',
      subnetId,
      vpcSecurityGroupIds: [group.id],
      metadataOptions: { httpTokens: 'required' },
      rootBlockDevice: { encrypted: true },
    }));
  }
}

module.exports = { Application };

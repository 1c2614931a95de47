'use strict';

const { aws_ec2: ec2, aws_elasticache: elasticache } = require('aws-cdk-lib');
const { Construct } = require('constructs');

class Cache extends Construct {
  constructor(scope, id, { vpc }) {
    super(scope, id);

    const group = new ec2.SecurityGroup(this, 'Group', { vpc, description: 'Cache of the shop' });
    group.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(6379), 'whoever needs the cache');

    // Without a subnet group this one node lands in the default VPC.
    new elasticache.CfnReplicationGroup(this, 'Redis', {
      replicationGroupId: 'ShopCache',
      replicationGroupDescription: 'Carts and sessions',
      engine: 'redis',
      cacheNodeType: 'cache.t4g.small',
      numCacheClusters: 1,
      automaticFailoverEnabled: false,
      securityGroupIds: [group.securityGroupId],
    });
  }
}

module.exports = { Cache };

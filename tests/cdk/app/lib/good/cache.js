'use strict';

const { RemovalPolicy, aws_ec2: ec2, aws_elasticache: elasticache } = require('aws-cdk-lib');
const { Construct } = require('constructs');

class Cache extends Construct {
  constructor(scope, id, { naming, network }) {
    super(scope, id);

    const subnets = new elasticache.CfnSubnetGroup(this, 'Subnets', {
      cacheSubnetGroupName: naming('cache'),
      description: 'Private subnets of the shop',
      subnetIds: network.vpc.selectSubnets({ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }).subnetIds,
    });
    const redis = new elasticache.CfnReplicationGroup(this, 'Redis', {
      replicationGroupId: naming('cache'),
      replicationGroupDescription: 'Carts and sessions',
      engine: 'redis',
      cacheNodeType: 'cache.t4g.small',
      numCacheClusters: 2,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      cacheSubnetGroupName: subnets.ref,
      securityGroupIds: [network.cache.securityGroupId],
      atRestEncryptionEnabled: true,
      transitEncryptionEnabled: true,
      snapshotRetentionLimit: 5,
      snapshotWindow: '02:00-03:00',
      preferredMaintenanceWindow: 'sun:04:00-sun:05:00',
    });
    redis.applyRemovalPolicy(RemovalPolicy.SNAPSHOT);
    this.endpoint = redis.attrPrimaryEndPointAddress;
    this.port = redis.attrPrimaryEndPointPort;
  }
}

module.exports = { Cache };

'use strict';

const { Construct } = require('constructs');
const { ElasticacheServerlessCache } = require('@cdktn/provider-aws/lib/elasticache-serverless-cache');
const { ElasticacheSubnetGroup } = require('@cdktn/provider-aws/lib/elasticache-subnet-group');

class Cache extends Construct {
  constructor(scope, id, { naming, subnetIds, group }) {
    super(scope, id);

    // A serverless cache has no argument for it, so it stays unused.
    new ElasticacheSubnetGroup(this, 'subnets', { name: naming('cache'), subnetIds });

    new ElasticacheServerlessCache(this, 'sessions', {
      name: naming('sessions'), engine: 'redis', securityGroupIds: [group.id],
    });
  }
}

module.exports = { Cache };

'use strict';

const { Construct } = require('constructs');
const { ElasticacheServerlessCache } = require('@cdktn/provider-aws/lib/elasticache-serverless-cache');

class Cache extends Construct {
  constructor(scope, id, { naming, key, subnetIds, group }) {
    super(scope, id);

    this.sessions = new ElasticacheServerlessCache(this, 'sessions', {
      name: naming('sessions'),
      description: 'Sessions of payments',
      engine: 'redis',
      majorEngineVersion: '7',
      cacheUsageLimits: [{ dataStorage: [{ maximum: 10, unit: 'GB' }], ecpuPerSecond: [{ maximum: 5000 }] }],
      kmsKeyId: key.arn,
      subnetIds,
      securityGroupIds: [group.id],
      dailySnapshotTime: '03:00',
      snapshotRetentionLimit: 7,
    });
  }
}

module.exports = { Cache };

'use strict';

const { Duration, aws_kinesis: kinesis, aws_s3: s3 } = require('aws-cdk-lib');
const { Construct } = require('constructs');

class Orders extends Construct {
  constructor(scope, id, { naming, keys }) {
    super(scope, id);

    this.stream = new kinesis.Stream(this, 'Stream', {
      streamName: naming('orders'),
      shardCount: 1,
      retentionPeriod: Duration.hours(24),
      encryption: kinesis.StreamEncryption.KMS,
      encryptionKey: keys.orders,
    });
    this.archive = new s3.Bucket(this, 'Archive', {
      encryptionKey: keys.orders,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(30) }],
    });
  }
}

module.exports = { Orders };

'use strict';

const { RemovalPolicy, aws_kinesis: kinesis, aws_kms: kms, aws_s3: s3 } = require('aws-cdk-lib');
const { Construct } = require('constructs');

class Orders extends Construct {
  constructor(scope, id) {
    super(scope, id);

    // The plain resource, since CDK's own Stream would state retention and encryption by itself.
    this.stream = new kinesis.CfnStream(this, 'Stream', { name: 'order-events', shardCount: 1 });

    // The only key of the shop, and one that never rotates.
    const key = new kms.Key(this, 'Key', { description: 'Archive of orders' });
    new s3.Bucket(this, 'Archive', {
      encryptionKey: key,
      autoDeleteObjects: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}

module.exports = { Orders };

'use strict';

const { S3Backend, TerraformStack } = require('cdktn');
const { AwsProvider } = require('@cdktn/provider-aws/lib/provider');

const REGION = 'eu-west-1';

/** A stack with its state in a bucket: a local state would be named by the folder of whoever synthesizes. */
class Stack extends TerraformStack {
  constructor(scope, id, { tags }) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: REGION, defaultTags: tags && [{ tags }] });
    new S3Backend(this, {
      bucket: 'payments-terraform-state',
      key: `${id}.tfstate`,
      region: REGION,
      encrypt: true,
      dynamodbTable: 'payments-terraform-locks',
    });
  }
}

module.exports = { Stack };

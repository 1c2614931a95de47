'use strict';

const { aws_kms: kms } = require('aws-cdk-lib');
const { Construct } = require('constructs');

/** One key for each kind of data, so that each can be granted and shut off by itself. */
class Keys extends Construct {
  constructor(scope, id, { naming }) {
    super(scope, id);
    const key = (name, what) => new kms.Key(this, name, {
      alias: naming(name),
      description: `Encrypts ${what} of the shop`,
      enableKeyRotation: true,
    });
    this.database = key('Database', 'the database');
    this.files = key('Files', 'the file system');
    this.secrets = key('Secrets', 'secrets');
    this.orders = key('Orders', 'the stream of orders and its archive');
  }
}

module.exports = { Keys };

'use strict';

const { TerraformOutput } = require('cdktn');
const { KmsAlias } = require('@cdktn/provider-aws/lib/kms-alias');
const { KmsKey } = require('@cdktn/provider-aws/lib/kms-key');
const { Application } = require('../application');
const { Stack } = require('../stack');
const { Cache } = require('./cache');
const { Database } = require('./database');
const { Groups } = require('./groups');
const { Rotation } = require('./rotation');

class PaymentsStack extends Stack {
  constructor(scope, id, { environmentSuffix, network }) {
    super(scope, id, { tags: { Environment: environmentSuffix, Owner: 'payments', Purpose: 'Payments, PCI DSS' } });
    const naming = (what) => `payments-${what}-${environmentSuffix}`;

    const key = new KmsKey(this, 'key', { description: 'Payments', enableKeyRotation: true, multiRegion: false });
    new KmsAlias(this, 'key-alias', { name: `alias/${naming('data')}`, targetKeyId: key.keyId });

    const subnetIds = network.privateSubnetIds;
    const groups = new Groups(this, 'groups', { naming, vpcId: network.vpc.id });
    const { primary, secret } = new Database(this, 'database', { naming, key, subnetIds, group: groups.database });
    const { sessions } = new Cache(this, 'cache', { naming, key, subnetIds, group: groups.cache });
    new Application(this, 'application-hosts', { subnetIds, group: groups.application });
    new Rotation(this, 'rotation', { naming, key, subnetIds, secret, group: groups.rotation });

    const output = (name, value, description) => new TerraformOutput(this, name, { value, description });
    output('database-endpoint', primary.endpoint, 'Host and port of the database');
    output('secret-arn', secret.arn, 'Where the credentials of the database lie');
    output('cache-arn', sessions.arn, 'Cache of sessions');
    output('key-arn', key.arn, 'Key of all data');
  }
}

module.exports = { PaymentsStack };

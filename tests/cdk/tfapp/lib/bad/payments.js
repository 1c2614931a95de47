'use strict';

const { TerraformOutput } = require('cdktn');
const { KmsAlias } = require('@cdktn/provider-aws/lib/kms-alias');
const { KmsKey } = require('@cdktn/provider-aws/lib/kms-key');
const { SecurityGroup } = require('@cdktn/provider-aws/lib/security-group');
const { Application } = require('../application');
const { Stack } = require('../stack');
const { Cache } = require('./cache');
const { Database } = require('./database');

class PaymentsStack extends Stack {
  constructor(scope, id, { environmentSuffix, network }) {
    super(scope, id, {});
    const naming = (what) => `payments-${what}-${environmentSuffix}`;

    const key = new KmsKey(this, 'key', { description: 'Payments', enableKeyRotation: true });
    new KmsAlias(this, 'key-alias', { name: `alias/${naming('data')}`, targetKeyId: key.keyId });

    const application = new SecurityGroup(this, 'application', {
      name: naming('application'), description: 'Application', vpcId: network.vpc.id,
    });
    /** A group that the application gets into, with the rules inside it. */
    const store = (name, port) => new SecurityGroup(this, name, {
      name: naming(name),
      description: `Store: ${name}`,
      vpcId: network.vpc.id,
      ingress: [{
        description: 'the application', protocol: 'tcp', fromPort: port, toPort: port, securityGroups: [application.id],
      }],
      egress: [{ description: 'anywhere', protocol: '-1', fromPort: 0, toPort: 0, cidrBlocks: ['0.0.0.0/0'] }],
    });

    const subnetIds = network.privateSubnetIds;
    const database = new Database(this, 'database', { naming, key, subnetIds, group: store('postgres', 5432) });
    new Application(this, 'application-hosts', { subnetIds, group: application });
    new Cache(this, 'cache', { naming, subnetIds, group: store('redis', 6379) });

    new TerraformOutput(this, 'database-endpoint', {
      value: database.primary.endpoint, description: 'Host and port of the database',
    });
  }
}

module.exports = { PaymentsStack };

'use strict';

const { Construct } = require('constructs');
const { SecurityGroup } = require('@cdktn/provider-aws/lib/security-group');
const { VpcSecurityGroupEgressRule } = require('@cdktn/provider-aws/lib/vpc-security-group-egress-rule');
const { VpcSecurityGroupIngressRule } = require('@cdktn/provider-aws/lib/vpc-security-group-ingress-rule');

/** Security groups without rules, and each rule as a resource of its own: groups that name each other form no cycle. */
class Groups extends Construct {
  constructor(scope, id, { naming, vpcId }) {
    super(scope, id);
    const group = (name) => new SecurityGroup(this, name, {
      name: naming(name), description: `Payments: ${name}`, vpcId, tags: { Name: naming(name) },
    });
    this.application = group('application');
    this.rotation = group('rotation');
    this.database = group('database');
    this.cache = group('cache');

    this.connect('application-database', this.application, this.database, 5432);
    this.connect('application-cache', this.application, this.cache, 6379);
    this.connect('rotation-database', this.rotation, this.database, 5432);
    for (const [name, group] of Object.entries({ application: this.application, rotation: this.rotation })) {
      new VpcSecurityGroupEgressRule(this, `${name}-https`, {
        securityGroupId: group.id, description: 'AWS and partners', ipProtocol: 'tcp', fromPort: 443, toPort: 443,
        cidrIpv4: '0.0.0.0/0',
      });
    }
  }

  connect(id, client, server, port) {
    const rule = { ipProtocol: 'tcp', fromPort: port, toPort: port, description: id };
    new VpcSecurityGroupEgressRule(this, `${id}-out`, {
      ...rule, securityGroupId: client.id, referencedSecurityGroupId: server.id,
    });
    new VpcSecurityGroupIngressRule(this, `${id}-in`, {
      ...rule, securityGroupId: server.id, referencedSecurityGroupId: client.id,
    });
  }
}

module.exports = { Groups };

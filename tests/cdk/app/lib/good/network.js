'use strict';

const { aws_ec2: ec2 } = require('aws-cdk-lib');
const { Construct } = require('constructs');

class Network extends Construct {
  constructor(scope, id, { naming }) {
    super(scope, id);

    this.vpc = new ec2.Vpc(this, 'Vpc', {
      vpcName: naming('vpc'),
      maxAzs: 2,
      natGateways: 2, // one for each zone: neither depends on the other
      subnetConfiguration: [
        { name: 'Public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
        { name: 'Private', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 22 },
      ],
      flowLogs: { Rejected: { trafficType: ec2.FlowLogTrafficType.REJECT } },
    });

    // All groups stand here: the stores admit the service, which is in a stack that depends on theirs.
    this.service = this.group('Service', 'the service');
    this.database = this.store('Database', 'the database', 5432);
    this.cache = this.store('Cache', 'the cache', 6379);
    this.files = this.store('Files', 'the file system', 2049);
    this.service.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.HTTPS, 'AWS APIs');
  }

  group(name, what) {
    return new ec2.SecurityGroup(this, name, {
      vpc: this.vpc, description: `For ${what} of the shop`, allowAllOutbound: false,
    });
  }

  /** A group that the service alone gets into, on one port. */
  store(name, what, port) {
    const store = this.group(name, what);
    store.connections.allowFrom(this.service, ec2.Port.tcp(port), `Service to ${what}`);
    return store;
  }
}

module.exports = { Network };

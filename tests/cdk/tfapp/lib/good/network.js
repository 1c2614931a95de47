'use strict';

const { Fn } = require('cdktn');
const { Construct } = require('constructs');
const { DataAwsAvailabilityZones } = require('@cdktn/provider-aws/lib/data-aws-availability-zones');
const { Eip } = require('@cdktn/provider-aws/lib/eip');
const { InternetGateway } = require('@cdktn/provider-aws/lib/internet-gateway');
const { NatGateway } = require('@cdktn/provider-aws/lib/nat-gateway');
const { RouteTable } = require('@cdktn/provider-aws/lib/route-table');
const { RouteTableAssociation } = require('@cdktn/provider-aws/lib/route-table-association');
const { Subnet } = require('@cdktn/provider-aws/lib/subnet');
const { Vpc } = require('@cdktn/provider-aws/lib/vpc');
const { Stack } = require('../stack');

/** The subnets of one availability zone, and the NAT gateway that leads out of the private one. */
class Zone extends Construct {
  constructor(scope, id, { naming, index, availabilityZone, vpcId, gateway, publicRoutes }) {
    super(scope, id);
    const named = (what) => ({ Name: naming(`${what}-${index}`) });
    const subnet = (name, block) => new Subnet(this, name, {
      vpcId, availabilityZone, cidrBlock: `10.20.${block}.0/24`, tags: named(name),
    });
    const associate = (name, subnetId, routeTableId) => {
      new RouteTableAssociation(this, name, { subnetId, routeTableId });
    };

    this.public = subnet('public', index);
    associate('public-routes', this.public.id, publicRoutes.id);

    const address = new Eip(this, 'address', { domain: 'vpc', tags: named('nat') });
    const nat = new NatGateway(this, 'nat', {
      allocationId: address.id, subnetId: this.public.id, tags: named('nat'), dependsOn: [gateway],
    });

    this.private = subnet('private', 10 + index);
    const privateRoutes = new RouteTable(this, 'out', {
      vpcId, route: [{ cidrBlock: '0.0.0.0/0', natGatewayId: nat.id }], tags: named('private'),
    });
    associate('private-routes', this.private.id, privateRoutes.id);
  }
}

class NetworkStack extends Stack {
  constructor(scope, id, { environmentSuffix }) {
    super(scope, id, { tags: { Environment: environmentSuffix, Owner: 'payments', Purpose: 'Network of payments' } });
    const naming = (what) => `payments-${what}-${environmentSuffix}`;

    this.vpc = new Vpc(this, 'vpc', {
      cidrBlock: '10.20.0.0/16', enableDnsHostnames: true, tags: { Name: naming('vpc') },
    });
    const vpcId = this.vpc.id;
    const gateway = new InternetGateway(this, 'internet', { vpcId, tags: { Name: naming('internet') } });
    const publicRoutes = new RouteTable(this, 'public', {
      vpcId, route: [{ cidrBlock: '0.0.0.0/0', gatewayId: gateway.id }], tags: { Name: naming('public') },
    });

    const { names } = new DataAwsAvailabilityZones(this, 'available', { state: 'available' });
    this.zones = [0, 1].map((index) => new Zone(this, `zone-${index}`, {
      naming, index, availabilityZone: Fn.element(names, index), vpcId, gateway, publicRoutes,
    }));
    this.privateSubnetIds = this.zones.map((zone) => zone.private.id);
  }
}

module.exports = { NetworkStack };

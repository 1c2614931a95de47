'use strict';

const { Fn } = require('cdktn');
const { Construct } = require('constructs');
const { DataAwsAvailabilityZones } = require('@cdktn/provider-aws/lib/data-aws-availability-zones');
const { InternetGateway } = require('@cdktn/provider-aws/lib/internet-gateway');
const { RouteTable } = require('@cdktn/provider-aws/lib/route-table');
const { RouteTableAssociation } = require('@cdktn/provider-aws/lib/route-table-association');
const { Subnet } = require('@cdktn/provider-aws/lib/subnet');
const { Vpc } = require('@cdktn/provider-aws/lib/vpc');
const { Stack } = require('../stack');

/** The subnets of one availability zone. Nothing leads out of the private one. */
class Zone extends Construct {
  constructor(scope, id, { index, availabilityZone, vpcId, publicRoutes }) {
    super(scope, id);
    const subnet = (name, block) => new Subnet(this, name, {
      vpcId, availabilityZone, cidrBlock: `10.20.${block}.0/24`,
    });
    this.public = subnet('public', index);
    this.private = subnet('private', 10 + index);
    new RouteTableAssociation(this, 'public-routes', {
      subnetId: this.public.id, routeTableId: publicRoutes.id,
    });
  }
}

class NetworkStack extends Stack {
  constructor(scope, id) {
    super(scope, id, {});

    this.vpc = new Vpc(this, 'vpc', { cidrBlock: '10.20.0.0/16', enableDnsHostnames: true });
    const gateway = new InternetGateway(this, 'internet', { vpcId: this.vpc.id });
    const publicRoutes = new RouteTable(this, 'public', {
      vpcId: this.vpc.id, route: [{ cidrBlock: '0.0.0.0/0', gatewayId: gateway.id }],
    });

    const { names } = new DataAwsAvailabilityZones(this, 'available', { state: 'available' });
    this.zones = [0, 1].map((index) => new Zone(this, `zone-${index}`, {
      index, availabilityZone: Fn.element(names, index), vpcId: this.vpc.id, publicRoutes,
    }));
    this.privateSubnetIds = this.zones.map((zone) => zone.private.id);
  }
}

module.exports = { NetworkStack };

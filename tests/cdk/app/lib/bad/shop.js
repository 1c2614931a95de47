'use strict';

const { Stack, Stage } = require('aws-cdk-lib');
const { Api } = require('./api');
const { Alarms } = require('./alarms');
const { Cache } = require('./cache');
const { Database } = require('./database');
const { Files } = require('./files');
const { Network } = require('./network');
const { Orders } = require('./orders');
const { Service } = require('./service');

class DataStack extends Stack {
  constructor(scope, id) {
    super(scope, id);
    this.network = new Network(this, 'Network');
    const { vpc } = this.network;
    this.database = new Database(this, 'Aurora', { vpc });
    new Cache(this, 'Cache', { vpc });
    this.orders = new Orders(this, 'Orders');
    new Files(this, 'Files', { vpc });
  }
}

class WebStack extends Stack {
  constructor(scope, id, { data, environmentSuffix }) {
    super(scope, id);
    new Service(this, 'Service', { data, environmentSuffix });
    const { api } = new Api(this, 'Api', { stream: data.orders.stream });
    new Alarms(this, 'Alarms', { cluster: data.database.cluster, api });
  }
}

class Shop extends Stage {
  constructor(scope, id, { environmentSuffix }) {
    super(scope, id);
    const data = new DataStack(this, 'Data');
    new WebStack(this, 'Web', { data, environmentSuffix });
  }
}

module.exports = { Shop };

'use strict';

const { CfnOutput, Stack, Stage, Tags } = require('aws-cdk-lib');
const { Alarms } = require('./alarms');
const { Api } = require('./api');
const { Cache } = require('./cache');
const { Database } = require('./database');
const { Files } = require('./files');
const { Keys } = require('./keys');
const { Network } = require('./network');
const { Orders } = require('./orders');
const { Roles } = require('./roles');
const { Service } = require('./service');

/** A stack that names everything by one pattern, shop-WHAT-ENVIRONMENT, so that an account can hold several. */
class ShopStack extends Stack {
  constructor(scope, id, { environmentSuffix, description }) {
    super(scope, id, { description, terminationProtection: true });
    const kebab = (words) => words.replace(/\B[A-Z]/g, '-$&').toLowerCase();
    this.naming = (what) => `shop-${kebab(what)}-${environmentSuffix}`;
    Tags.of(this).add('Environment', environmentSuffix);
    Tags.of(this).add('Service', 'shop');
  }

  /** Outputs of one construct: the value and what it is, by the name under which other stacks import it. */
  publish(outputs) {
    for (const [what, [value, description]] of Object.entries(outputs)) {
      new CfnOutput(this, what, { value, description, exportName: this.naming(what) });
    }
  }
}

class DataStack extends ShopStack {
  constructor(scope, id, props) {
    super(scope, id, { ...props, description: 'Network, stores and keys of the shop' });
    const { naming } = this;

    const keys = new Keys(this, 'Keys', { naming });
    this.network = new Network(this, 'Network', { naming });
    this.database = new Database(this, 'Aurora', { naming, keys, network: this.network });
    this.cache = new Cache(this, 'Cache', { naming, network: this.network });
    this.orders = new Orders(this, 'Orders', { naming, keys });
    this.files = new Files(this, 'Files', { naming, keys, network: this.network });
    this.roles = new Roles(this, 'Roles', {
      naming, database: this.database, orders: this.orders, files: this.files,
    });

    this.publish({
      VpcId: [this.network.vpc.vpcId, 'Network of the shop'],
      DatabaseEndpoint: [this.database.cluster.clusterEndpoint.socketAddress, 'Host and port of the database'],
      DatabaseSecretArn: [this.database.secret.secretArn, 'Where the password of the database lies'],
      CacheEndpoint: [this.cache.endpoint, 'Host of the cache that is written to'],
      CachePort: [this.cache.port, 'Port of the cache'],
      StreamArn: [this.orders.stream.streamArn, 'Stream of orders'],
      ArchiveName: [this.orders.archive.bucketName, 'Bucket of orders that are done'],
      FileSystemId: [this.files.fileSystem.fileSystemId, 'File system of the service'],
      DatabaseKeyArn: [keys.database.keyArn, 'Key of the database'],
      FilesKeyArn: [keys.files.keyArn, 'Key of the file system'],
      SecretsKeyArn: [keys.secrets.keyArn, 'Key of secrets'],
      OrdersKeyArn: [keys.orders.keyArn, 'Key of the stream and its archive'],
    });
  }
}

class WebStack extends ShopStack {
  constructor(scope, id, { data, ...props }) {
    super(scope, id, { ...props, description: 'API and service of the shop' });
    const { naming } = this;

    const service = new Service(this, 'Service', { naming, data });
    const { api, key } = new Api(this, 'Api', { naming, data });
    new Alarms(this, 'Alarms', { naming, cluster: data.database.cluster, stream: data.orders.stream, api });

    this.publish({
      ApiUrl: [api.url, 'Where orders are sent to'],
      ApiKeyId: [key.keyId, 'Key that callers need; its value is in API Gateway'],
      ServiceName: [service.service.serviceName, 'Service that works orders off'],
    });
  }
}

class Shop extends Stage {
  constructor(scope, id, { environmentSuffix }) {
    super(scope, id);
    // References look values up at deployment and are no exports: those could not be changed while they are in use.
    this.node.setContext('@aws-cdk/core:defaultCrossStackReferences', 'weak');
    const data = new DataStack(this, 'Data', { environmentSuffix });
    new WebStack(this, 'Web', { data, environmentSuffix });
  }
}

module.exports = { Shop };

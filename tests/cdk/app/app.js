'use strict';

// A shop that takes orders: an API writes them to a stream, a service works them off into a database.
// `node app.js bad` has every failure of review 001 that a template can show, `node app.js good` has none.

const { App } = require('aws-cdk-lib');

const variant = process.argv[2];
if (variant !== 'bad' && variant !== 'good') {
  throw new Error('usage: node app.js bad|good');
}
const { Shop } = require(`./lib/${variant}/shop`);

const app = new App({ treeMetadata: variant === 'bad' }); // readers have to do without the tree as well
new Shop(app, 'Shop', { environmentSuffix: 'dev' });
app.synth();

'use strict';

// A database of payments with a cache in front of it.
// `node main.js bad` has every failure of review 002 that a configuration can show, `node main.js good` has none.
//
// Written for cdktn, the community's fork of CDKTF: CDKTF itself was archived in December 2025. Both write the same
// files, so what holds for these holds for older programs as well.

const { App } = require('cdktn');

const variant = process.argv[2];
if (variant !== 'bad' && variant !== 'good') {
  throw new Error('usage: node main.js bad|good');
}
const { NetworkStack } = require(`./lib/${variant}/network`);
const { PaymentsStack } = require(`./lib/${variant}/payments`);

const app = new App();
const network = new NetworkStack(app, 'network', { environmentSuffix: 'dev' });
new PaymentsStack(app, 'payments', { environmentSuffix: 'dev', network });
app.synth();

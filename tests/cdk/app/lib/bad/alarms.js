'use strict';

const { NestedStack } = require('aws-cdk-lib');

class Alarms extends NestedStack {
  constructor(scope, id, { cluster, api }) {
    super(scope, id);

    // They turn red, and nobody is told.
    cluster.metricCPUUtilization().createAlarm(this, 'DatabaseCpu', { threshold: 80, evaluationPeriods: 3 });
    api.metricServerError().createAlarm(this, 'ApiErrors', { threshold: 5, evaluationPeriods: 1 });
  }
}

module.exports = { Alarms };

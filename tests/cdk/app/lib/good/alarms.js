'use strict';

const {
  NestedStack, aws_cloudwatch: cloudwatch, aws_cloudwatch_actions: actions, aws_iam: iam, aws_sns: sns,
  aws_sns_subscriptions: subscriptions,
} = require('aws-cdk-lib');

class Alarms extends NestedStack {
  constructor(scope, id, { naming, cluster, stream, api }) {
    super(scope, id, { description: 'Alarms of the shop' });

    const topic = new sns.Topic(this, 'Topic', { topicName: naming('alarms'), enforceSSL: true });
    // The policy that asks for TLS takes the place of the one that lets alarms in.
    topic.grantPublish(new iam.ServicePrincipal('cloudwatch.amazonaws.com'));
    topic.addSubscription(new subscriptions.EmailSubscription('operations@example.com'));

    const alarm = (name, alarmDescription, metric, threshold) => metric.createAlarm(this, name, {
      alarmName: naming(name),
      alarmDescription,
      threshold,
      evaluationPeriods: 3,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new actions.SnsAction(topic));
    alarm('DatabaseCpu', 'The database is busy', cluster.metricCPUUtilization(), 80);
    alarm('OrdersWait', 'Orders wait for a minute', stream.metricGetRecordsIteratorAgeMilliseconds(), 60_000);
    alarm('ApiErrors', 'Orders are refused', api.metricServerError(), 5);
  }
}

module.exports = { Alarms };

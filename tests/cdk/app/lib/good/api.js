'use strict';

const { aws_apigateway: apigateway, aws_logs: logs } = require('aws-cdk-lib');
const { Construct } = require('constructs');

const OK = [{ statusCode: '200' }];

class Api extends Construct {
  constructor(scope, id, { naming, data }) {
    super(scope, id);

    const accessLog = this.log('AccessLog', naming('api-access'));
    this.api = new apigateway.RestApi(this, 'Rest', {
      restApiName: naming('api'),
      cloudWatchRole: true,
      defaultCorsPreflightOptions: {
        allowOrigins: ['https://shop.example.com'], allowMethods: ['GET', 'POST'],
      },
      deployOptions: {
        stageName: 'v1',
        loggingLevel: apigateway.MethodLoggingLevel.INFO,
        accessLogDestination: new apigateway.LogGroupLogDestination(accessLog),
        accessLogFormat: apigateway.AccessLogFormat.jsonWithStandardFields(),
        throttlingRateLimit: 1000,
        throttlingBurstLimit: 2000,
        metricsEnabled: true,
        tracingEnabled: true,
      },
    });

    this.api.node.tryRemoveChild('Endpoint'); // the stack has an output of its own, with a description

    // API Gateway would make this group itself, and keep what is in it for ever.
    const stage = this.api.deploymentStage.stageName;
    this.log('ExecutionLog', `API-Gateway-Execution-Logs_${this.api.restApiId}/${stage}`);

    const { stream } = data.orders;
    this.api.root.addResource('orders').addMethod('POST', new apigateway.AwsIntegration({
      service: 'kinesis',
      action: 'PutRecord',
      options: {
        credentialsRole: data.roles.producer.withoutPolicyUpdates(),
        requestParameters: { 'integration.request.querystring.StreamName': `'${stream.streamName}'` },
        integrationResponses: OK,
      },
    }), { apiKeyRequired: true, methodResponses: OK });

    this.api.root.addResource('health').addMethod('GET', new apigateway.MockIntegration({
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
      integrationResponses: OK,
    }), { methodResponses: OK });

    this.key = this.api.addApiKey('Key', { apiKeyName: naming('partner') });
    const plan = this.api.addUsagePlan('Plan', {
      name: naming('partners'),
      throttle: { rateLimit: 100, burstLimit: 200 },
      quota: { limit: 100_000, period: apigateway.Period.MONTH },
      apiStages: [{ api: this.api, stage: this.api.deploymentStage }],
    });
    plan.addApiKey(this.key);
  }

  log(id, logGroupName) {
    return new logs.LogGroup(this, id, { logGroupName, retention: logs.RetentionDays.ONE_MONTH });
  }
}

module.exports = { Api };

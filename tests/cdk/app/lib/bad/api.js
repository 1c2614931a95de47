'use strict';

const { aws_apigateway: apigateway, aws_secretsmanager: secretsmanager } = require('aws-cdk-lib');
const { Construct } = require('constructs');

class Api extends Construct {
  constructor(scope, id, { stream }) {
    super(scope, id);

    this.api = new apigateway.RestApi(this, 'Rest', { restApiName: 'shopApi' });

    // No role is named for the call to Kinesis, so none of them arrives.
    this.api.root.addResource('orders').addMethod('POST', new apigateway.AwsIntegration({
      service: 'kinesis',
      action: 'PutRecord',
      options: { requestParameters: { 'integration.request.querystring.StreamName': `'${stream.ref}'` } },
    }));

    // A key that no method asks for and no usage plan knows, and a secret that nothing reads.
    new apigateway.ApiKey(this, 'Key', { apiKeyName: 'partner' });
    new secretsmanager.Secret(this, 'Secret');
  }
}

module.exports = { Api };

'use strict';

const { Construct } = require('constructs');
const { DataAwsIamPolicyDocument } = require('@cdktn/provider-aws/lib/data-aws-iam-policy-document');
const { IamRole } = require('@cdktn/provider-aws/lib/iam-role');
const { IamRolePolicy } = require('@cdktn/provider-aws/lib/iam-role-policy');
const { IamRolePolicyAttachment } = require('@cdktn/provider-aws/lib/iam-role-policy-attachment');
const { LambdaFunction } = require('@cdktn/provider-aws/lib/lambda-function');
const { LambdaPermission } = require('@cdktn/provider-aws/lib/lambda-permission');
const { SecretsmanagerSecretRotation } = require('@cdktn/provider-aws/lib/secretsmanager-secret-rotation');

const SECRET_ACTIONS = ['DescribeSecret', 'GetSecretValue', 'PutSecretValue', 'UpdateSecretVersionStage'];

/** What changes the password of the database every 30 days. */
class Rotation extends Construct {
  constructor(scope, id, { naming, key, subnetIds, secret, group }) {
    super(scope, id);

    const document = (name, statement) => new DataAwsIamPolicyDocument(this, name, { statement }).json;
    const role = new IamRole(this, 'role', {
      name: naming('rotation'),
      assumeRolePolicy: document('trust', [{
        actions: ['sts:AssumeRole'], principals: [{ type: 'Service', identifiers: ['lambda.amazonaws.com'] }],
      }]),
    });
    new IamRolePolicy(this, 'secret', {
      role: role.name,
      policy: document('permissions', [
        { actions: SECRET_ACTIONS.map((action) => `secretsmanager:${action}`), resources: [secret.arn] },
        { actions: ['secretsmanager:GetRandomPassword'], resources: ['*'] }, // it has no resource
        { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [key.arn] },
      ]),
    });
    const inVpc = new IamRolePolicyAttachment(this, 'vpc', {
      role: role.name, policyArn: 'arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole',
    });

    const rotate = new LambdaFunction(this, 'function', {
      functionName: naming('rotation'),
      role: role.arn,
      runtime: 'python3.13',
      handler: 'rotation.handler',
      s3Bucket: 'payments-releases',
      s3Key: 'rotation/1.0.0.zip',
      timeout: 60,
      vpcConfig: { subnetIds, securityGroupIds: [group.id] },
      dependsOn: [inVpc],
    });
    const invoke = new LambdaPermission(this, 'invoke', {
      functionName: rotate.functionName, action: 'lambda:InvokeFunction', principal: 'secretsmanager.amazonaws.com',
      sourceArn: secret.arn,
    });
    new SecretsmanagerSecretRotation(this, 'schedule', {
      secretId: secret.id,
      rotationLambdaArn: rotate.arn,
      rotationRules: { automaticallyAfterDays: 30 },
      dependsOn: [invoke],
    });
  }
}

module.exports = { Rotation };

"""One stack of 100 resources: what judging it costs beside reading it, by each engine."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from adapters import discovery, loading
from adapters.model import Options
from benchmarks.servers import serving
from stackgrade import profiles, ruleset
from stackgrade.engines.embedded import Embedded
from stackgrade.engines.opa import Opa
from stackgrade.opa.connection import Connection

_SERVICES = 10
_TIMES = 20

_HEAD = """\
AWSTemplateFormatVersion: "2010-09-09"
Description: Ten services that work on what is put into a queue
Parameters:
  Environment:
    Type: String
    Default: dev
    AllowedValues: [dev, prod]
Resources:
"""

_SERVICE = """\
  QueueNUMBER:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub orders-NUMBER-${Environment}
      VisibilityTimeout: 180
      KmsMasterKeyId: alias/aws/sqs
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt DeadLettersNUMBER.Arn
        maxReceiveCount: 5
  DeadLettersNUMBER:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 1209600
  TableNUMBER:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - {AttributeName: id, AttributeType: S}
      KeySchema:
        - {AttributeName: id, KeyType: HASH}
      PointInTimeRecoverySpecification:
        PointInTimeRecoveryEnabled: true
  RoleNUMBER:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: {Service: lambda.amazonaws.com}
            Action: sts:AssumeRole
      Policies:
        - PolicyName: work
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: [sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes]
                Resource: !GetAtt QueueNUMBER.Arn
              - Effect: Allow
                Action: [dynamodb:PutItem, dynamodb:Query]
                Resource: !GetAtt TableNUMBER.Arn
              - Effect: Allow
                Action: [logs:CreateLogStream, logs:PutLogEvents]
                Resource: !Sub arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda/*
  LogsNUMBER:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !Sub /aws/lambda/orders-NUMBER-${Environment}
      RetentionInDays: 30
  FunctionNUMBER:
    Type: AWS::Lambda::Function
    DependsOn: LogsNUMBER
    Properties:
      FunctionName: !Sub orders-NUMBER-${Environment}
      Runtime: python3.13
      Handler: orders.handle
      Timeout: 30
      Role: !GetAtt RoleNUMBER.Arn
      Code:
        S3Bucket: !Sub code-${AWS::AccountId}
        S3Key: orders-NUMBER.zip
      Environment:
        Variables:
          TABLE: !Ref TableNUMBER
          BUCKET: !Ref BucketNUMBER
  MappingNUMBER:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt QueueNUMBER.Arn
      FunctionName: !Ref FunctionNUMBER
      BatchSize: 10
  AlarmNUMBER:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/SQS
      MetricName: ApproximateNumberOfMessagesVisible
      Dimensions:
        - {Name: QueueName, Value: !GetAtt DeadLettersNUMBER.QueueName}
      Statistic: Maximum
      Period: 300
      EvaluationPeriods: 1
      Threshold: 0
      ComparisonOperator: GreaterThanThreshold
  BucketNUMBER:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Sub orders-NUMBER-${Environment}-${AWS::AccountId}
      VersioningConfiguration: {Status: Enabled}
      Tags:
        - {Key: Environment, Value: !Ref Environment}
  PolicyNUMBER:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref BucketNUMBER
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Deny
            Principal: "*"
            Action: s3:*
            Resource: [!GetAtt BucketNUMBER.Arn, !Sub "${BucketNUMBER.Arn}/*"]
            Condition: {Bool: {aws:SecureTransport: "false"}}
"""


def compare(opa: str) -> list[str]:
    """Read the stack, and judge it by the embedded engine and by one OPA server; returns the lines of the report."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "template.yaml"
        template.write_text(_HEAD + "".join(_SERVICE.replace("NUMBER", str(n)) for n in range(_SERVICES)))
        (source,) = discovery.discover([str(template)]).sources
        reading = _seconds(lambda: loading.load(source, Options()))
        (stack,) = loading.load(source, Options())
    document = {**stack.data, "profile": profiles.built_in("production").data()}
    embedded = Embedded()
    with serving(opa, 1) as url:
        server = Opa(ruleset.load(), Connection(url))
        costs = {
            "reading the template": reading,
            "the embedded engine": _seconds(lambda: embedded.evaluate(document)),
            "an OPA server": _seconds(lambda: server.evaluate(document)),
        }
    size = len(json.dumps(document)) // 1024
    count = len(stack.data["resources"])
    return [
        f"one stack of {count} resources, {size} KiB, {len(ruleset.load().rules)} rules",
        *(f"  {name:24} {cost * 1000:6.1f} ms  {cost / reading:5.2f}" for name, cost in costs.items()),
    ]


def _seconds(action: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(_TIMES):
        started = time.perf_counter()
        action()
        best = min(best, time.perf_counter() - started)
    return best

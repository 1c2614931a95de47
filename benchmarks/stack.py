"""One stack of 100 resources: what judging it costs beside reading it, by each engine."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from adapters import discovery, loading
from adapters.discovery import Source
from adapters.model import Options
from benchmarks.servers import serving
from stackgrade import profiles, ruleset
from stackgrade.engines import Engine
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


_TERRAFORM_HEAD = """\
variable "environment" {
  type    = string
  default = "dev"
}

data "aws_caller_identity" "current" {}
"""

_TERRAFORM_SERVICE = """
resource "aws_sqs_queue" "orders_NUMBER" {
  name                       = "orders-NUMBER-${var.environment}"
  visibility_timeout_seconds = 180
  kms_master_key_id          = "alias/aws/sqs"
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_NUMBER.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "dead_NUMBER" {
  name                      = "dead-NUMBER-${var.environment}"
  message_retention_seconds = 1209600
}

resource "aws_dynamodb_table" "orders_NUMBER" {
  name         = "orders-NUMBER-${var.environment}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }
}

data "aws_iam_policy_document" "trust_NUMBER" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "work_NUMBER" {
  statement {
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    resources = [aws_sqs_queue.orders_NUMBER.arn]
  }
  statement {
    actions   = ["dynamodb:PutItem", "dynamodb:Query"]
    resources = [aws_dynamodb_table.orders_NUMBER.arn]
  }
  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.orders_NUMBER.arn}:*"]
  }
}

resource "aws_iam_role" "orders_NUMBER" {
  name               = "orders-NUMBER-${var.environment}"
  assume_role_policy = data.aws_iam_policy_document.trust_NUMBER.json
}

resource "aws_iam_role_policy" "orders_NUMBER" {
  name   = "work"
  role   = aws_iam_role.orders_NUMBER.id
  policy = data.aws_iam_policy_document.work_NUMBER.json
}

resource "aws_cloudwatch_log_group" "orders_NUMBER" {
  name              = "/aws/lambda/orders-NUMBER-${var.environment}"
  retention_in_days = 30
}

resource "aws_lambda_function" "orders_NUMBER" {
  function_name = "orders-NUMBER-${var.environment}"
  role          = aws_iam_role.orders_NUMBER.arn
  runtime       = "python3.13"
  handler       = "orders.handle"
  timeout       = 30
  s3_bucket     = "code-${data.aws_caller_identity.current.account_id}"
  s3_key        = "orders-NUMBER.zip"

  environment {
    variables = {
      TABLE  = aws_dynamodb_table.orders_NUMBER.name
      BUCKET = aws_s3_bucket.orders_NUMBER.id
    }
  }

  depends_on = [aws_cloudwatch_log_group.orders_NUMBER]
}

resource "aws_lambda_event_source_mapping" "orders_NUMBER" {
  event_source_arn = aws_sqs_queue.orders_NUMBER.arn
  function_name    = aws_lambda_function.orders_NUMBER.arn
  batch_size       = 10
}

resource "aws_cloudwatch_metric_alarm" "dead_NUMBER" {
  alarm_name          = "dead-NUMBER-${var.environment}"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.dead_NUMBER.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
}

resource "aws_s3_bucket" "orders_NUMBER" {
  bucket = "orders-NUMBER-${var.environment}-${data.aws_caller_identity.current.account_id}"
  tags   = { Environment = var.environment }
}
"""


def compare(opa: str) -> list[str]:
    """Read a stack in both languages, and judge it by each engine; returns the lines of the report."""
    lines = [f"one stack of {_SERVICES * 10} resources, {len(ruleset.load().rules)} rules"]
    with serving(opa, 1) as url, tempfile.TemporaryDirectory() as folder:
        engines: dict[str, Engine] = {
            "the embedded engine": Embedded(),
            "an OPA server": Opa(ruleset.load(), Connection(url)),
        }
        for name, head, service in (
            ("stack.yaml", _HEAD, _SERVICE),
            ("main.tf", _TERRAFORM_HEAD, _TERRAFORM_SERVICE),
        ):
            lines += _lines(_written(Path(folder), name, head, service), name, engines)
    return lines


def _written(folder: Path, name: str, head: str, service: str) -> Iterator[Source]:
    """Write the stack again and again, each time with other names: what was read before is remembered."""
    for n in range(_TIMES):
        place = folder / f"{name}-{n}" / name
        place.parent.mkdir(exist_ok=True)
        services = (service.replace("NUMBER", f"{n}x{i}") for i in range(_SERVICES))
        place.write_text(head + "".join(services), encoding="utf-8")
        yield from discovery.discover([str(place.parent)]).sources


def _lines(sources: Iterable[Source], name: str, engines: Mapping[str, Engine]) -> list[str]:
    costs = []
    for source in sources:
        started = time.perf_counter()
        (stack,) = loading.load(source, Options())
        costs.append(time.perf_counter() - started)
    document = {**stack.data, "profile": profiles.built_in("production").data()}
    found = {f"reading {name}": min(costs)}
    found |= {engine: _seconds(partial(judge.evaluate, document)) for engine, judge in engines.items()}
    return [f"  {what:24} {cost * 1000:6.1f} ms  {cost / min(costs):5.2f}" for what, cost in found.items()]


def _seconds(action: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(_TIMES):
        started = time.perf_counter()
        action()
        best = min(best, time.perf_counter() - started)
    return best

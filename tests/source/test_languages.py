"""What is read out of Python and JavaScript."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from python_checks.source import javascript, python, runtimes
from python_checks.source.program import Program

FULL_PYTHON = """
import os
import json
from botocore.config import Config
try:
    import numpy
except ImportError:
    numpy = None
import boto3

s3 = boto3.client("s3", region_name="eu-west-1", config=Config(retries={"max_attempts": 0}))
table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
LEVEL = os.environ.get("LEVEL", "eu-west-2")
PASSWORD = "Summer2024!"

def handler(event, context):
    store(event)
    try:
        s3.get_object(Bucket=event["bucket"], Key="a")
    except Exception:
        print("no")

def store(event):
    table.put_item(Item=event)

def hello(event, context):
    return {"statusCode": 200}
"""
FULL_JAVASCRIPT = """
const { S3Client, GetObjectCommand } = require("@aws-sdk/client-s3");
const client = new S3Client({ region: "eu-west-1", maxAttempts: 1 });
const table = process.env.TABLE;
const level = process.env.LEVEL || "info";
const password = "Summer2024!";

exports.handler = async (event) => {
  try {
    await client.send(new GetObjectCommand({ Bucket: event.bucket, Key: table }));
  } catch (error) {
    console.error(error);
  }
};
exports.hello = async () => ({ statusCode: 200 });
"""


def test_python() -> None:
    found = python.program(FULL_PYTHON)
    assert found.fault is None
    assert found.exports is not None
    assert {"handler", "store", "hello", "s3", "table"} <= found.exports.keys()
    assert found.idle == {"hello"}
    assert [(one.module, one.optional) for one in found.imports if one.module in ("json", "numpy")] == [
        ("json", False),
        ("numpy", True),
    ]
    assert {one.name: one.needed for one in found.variables} == {"TABLE": True, "LEVEL": False}
    assert {(one.service, one.operation): one.handled for one in found.calls} == {
        ("s3", "get_object"): True,
        ("dynamodb", "put_item"): False,
    }
    assert [(one.name, one.line) for one in found.secrets] == [("PASSWORD", 14)]
    assert [one.text for one in found.texts if one.service == "s3" and "eu" in one.text] == ["eu-west-1"]
    assert "eu-west-2" not in [one.text for one in found.texts]
    assert found.without_retries == (11,)


def test_javascript() -> None:
    found = javascript.program(FULL_JAVASCRIPT)
    assert found.fault is None
    assert found.exports == {"handler": 8, "hello": 15}
    assert found.idle == {"hello"}
    assert [one.module for one in found.imports] == ["@aws-sdk/client-s3"]
    assert {one.name: one.needed for one in found.variables} == {"TABLE": True, "LEVEL": False}
    assert [(one.service, one.operation, one.handled) for one in found.calls] == [("s3", "GetObject", True)]
    assert [(one.name, one.line) for one in found.secrets] == [("password", 6)]
    assert [one.text for one in found.texts if one.service == "s3"] == ["eu-west-1"]
    assert found.without_retries == (3,)


@pytest.mark.parametrize(
    ("call", "is_keyless"),
    [
        ('table.query(FilterExpression="a = :a")', True),
        ("client.query(TableName='t', IndexName='i')", True),
        ("table.query(KeyConditionExpression=Key('id').eq(1))", False),
        ("table.query(**asked)", False),
        ("table.scan()", False),
        ("session.query(Order)", False),
    ],
)
def test_python_queries_without_a_key(call: str, is_keyless: bool) -> None:
    head = 'import boto3\nclient = boto3.client("dynamodb")\ntable = boto3.resource("dynamodb").Table("t")\n'
    found = python.program(f"{head}def handler(event, context):\n    return {call}\n")
    assert found.keyless_queries == ((5,) if is_keyless else ())


@pytest.mark.parametrize(
    ("body", "is_keyless"),
    [
        ("send(new QueryCommand({ TableName: 't', FilterExpression: 'a' }))", True),
        ("const p = { 'TableName': 't' }; const c = new QueryCommand(p)", True),
        ("const p = { TableName: 't', KeyConditionExpression: 'a' }; new QueryCommand(p)", False),
        ("const p = { TableName: 't' }; p.KeyConditions = {}; new QueryCommand(p)", False),
        ("const p = { TableName: 't' }; limit(p); new QueryCommand(p)", False),
        ("const p = { TableName: 't', ...event }; new QueryCommand(p)", False),
        ("new QueryCommand({ QueryString: 'SELECT 1' })", False),
        ("new QueryCommand(event)", False),
        ("new ScanCommand({ TableName: 't' })", False),
    ],
)
def test_javascript_queries_without_a_key(body: str, is_keyless: bool) -> None:
    found = javascript.program(f"exports.handler = async (event) => {{ {body}; }};")
    assert found.keyless_queries == ((1,) if is_keyless else ())


@pytest.mark.parametrize(
    ("handler", "swallows"),
    [
        ("except:\n        pass", True),
        ("except Exception:\n        ...", True),
        ("except Exception as error:\n        print(error)", False),
        ("except Exception:\n        return None", False),
        ("except KeyError:\n        pass", False),
        ("finally:\n        pass", False),
    ],
)
def test_what_swallows_errors_in_python(handler: str, swallows: bool) -> None:
    call = "boto3.client('s3').get_object()"
    code = f"import boto3\ndef run(event, context):\n    try:\n        {{}}\n    {handler}\n"
    assert python.program(code.format(call)).swallows == ((5,) if swallows else ())
    assert python.program(code.format("int(event)")).swallows == ()
    assert python.program(code.format("boto3.client('s3').delete_object()")).swallows == ()


def test_what_fails_on_the_way_of_another_error_is_not_swallowed() -> None:
    code = "import boto3\ndef run():\n    try:\n        work()\n    except ValueError:\n        {}        raise\n"
    telling = "try:\n            boto3.client('sns').publish()\n        except Exception:\n            pass\n"
    assert python.program(code.format(telling)).swallows == ()


@pytest.mark.parametrize(
    ("handler", "swallows"),
    [
        ("catch {}", True),
        ("catch (error) { /* never mind */ }", True),
        ("catch (error) { throw error; }", False),
    ],
)
def test_what_swallows_errors_in_javascript(handler: str, swallows: bool) -> None:
    head = "const { S3 } = require('@aws-sdk/client-s3'); const s3 = new S3({});\n"
    code = f"exports.run = async (event) => {{\n  try {{ CALL }}\n  {handler}\n}};\n"
    assert javascript.program(head + code.replace("CALL", "await s3.getObject({});")).swallows == (
        (4,) if swallows else ()
    )
    assert javascript.program(head + code.replace("CALL", "JSON.parse(event);")).swallows == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("exports.run = async () => 1;", {"run"}),
        ("module.exports.run = run;", {"run"}),
        ("module.exports = { run, other: () => 2, third() {} };", {"run", "other", "third"}),
        ("export const run = async () => 1;", {"run"}),
        ("export async function run() {}", {"run"}),
        ("const run = 1; export { run as handler };", {"handler"}),
        ("export default () => 1;", {"default"}),
        ("module.exports = make();", None),
        ("Object.assign(exports, make());", None),
        ("export * from './other.mjs';", None),
        ("const run = 1;", set()),
    ],
)
def test_exports_of_javascript(text: str, names: set[str] | None) -> None:
    found = javascript.program(text).exports
    assert (None if found is None else {*found}) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("def run(event, context): pass", {"run"}),
        ("run = make()", {"run"}),
        ("from app import run", {"run"}),
        ("if True:\n    def run(e, c): pass\nelse:\n    run = None", {"run"}),
        ("from app import *", None),
        ("class A:\n    def run(self): pass", {"A"}),
    ],
)
def test_exports_of_python(text: str, names: set[str] | None) -> None:
    found = python.program(text).exports
    assert (None if found is None else {*found}) == names


@pytest.mark.parametrize(
    ("body", "idle"),
    [
        ("pass", True),
        ('print("hello", event)', True),
        ('return {"statusCode": 200, "body": json.dumps("Hello")}', True),
        ("return event", False),
        ('name = event["name"]\n    text = f"Hello {name}"\n    return {"body": text}', False),
        ('text = "Hello"\n    print(event)\n    return {"body": text}', True),
        ("store(event)", False),
        ('if event["a"]:\n        return 1', False),
        ('raise ValueError("no")', False),
    ],
)
def test_what_does_nothing(body: str, idle: bool) -> None:
    assert bool(python.program(f"def handler(event, context):\n    {body}").idle) is idle


@pytest.mark.parametrize(
    ("body", "idle"),
    [
        ('console.log(event); callback(null, { statusCode: 200, body: "OK" });', True),
        ('const body = JSON.stringify("hello"); return { statusCode: 200, body };', True),
        (
            'const { response } = event.Records[0].cf; response.headers.a = [{ key: "A" }]; callback(null, response);',
            False,
        ),
        ("const name = event.name; const text = `Hello ${name}`; return { body: text };", False),
    ],
)
def test_what_does_nothing_in_javascript(body: str, idle: bool) -> None:
    found = javascript.program(f"exports.handler = (event, context, callback) => {{ {body} }};")
    assert bool(found.idle) is idle


SEND = "cfnresponse.send(event, context, cfnresponse.SUCCESS, {})"
TRIED = f"""
def handler(event, context):
    try:
        work(event)
    %s
        {SEND}
"""
BEFORE = f"""
def handler(event, context):
    try:
        work(event)
    except Exception:
        pass
    {SEND}
"""
AFTER_A_LOOP = f"""
def handler(event, context):
    status = cfnresponse.SUCCESS
    if event["RequestType"] == "Create":
        for i in range(3):
            try:
                work(event)
            except ClientError:
                status = cfnresponse.FAILED
    {SEND}
"""
BY_ANOTHER = f"""
def handler(event, context):
    try:
        work(event)
    except:
        answer(event, context)
def answer(event, context):
    {SEND}
"""


@pytest.mark.parametrize(
    ("text", "signals", "failure"),
    [
        (f"def handler(event, context):\n    {SEND}", True, False),
        (TRIED % "finally:", True, True),
        (TRIED % "except Exception:", True, True),
        (TRIED % "except KeyError:", True, False),
        (TRIED % "except (ClientError, KeyError):", True, True),
        (AFTER_A_LOOP, True, True),
        (BEFORE, True, True),
        (BY_ANOTHER, True, True),
        ('def handler(event, context):\n    urlopen(event["ResponseURL"])', True, False),
        ("from crhelper import CfnResource\nhelper = CfnResource()", True, True),
        ("def handler(event, context):\n    return 1", False, False),
    ],
)
def test_answers_to_cloudformation(text: str, signals: bool, failure: bool) -> None:
    found = python.program(text)
    assert (found.signals, found.signals_failure) == (signals, failure)


def test_a_callback_may_answer_cloudformation_by_its_name() -> None:
    text = """
        exports.handler = (event, context) => {
          function done(%s) {
            response.send(event, context, err ? response.FAILED : response.SUCCESS);
          }
          iam.send(new DeleteAccountPasswordPolicyCommand({}), done);
        };
        """
    found = [javascript.program(text % parameter) for parameter in ("err", "data")]
    assert [(one.signals, one.signals_failure) for one in found] == [(True, True), (True, False)]


def test_what_is_called_twice_on_each_of_many_levels_is_looked_at_once() -> None:
    levels = range(60)
    in_python = "\n".join(f"def f{i}():\n    f{i + 1}()\n    f{i + 1}()" for i in levels)
    found = python.program(f"import boto3\n{in_python}\ndef f60():\n    boto3.client('s3').list_buckets()")
    assert (found.signals, [call.handled for call in found.calls]) == (False, [False])
    in_javascript = "\n".join(f"function f{i}() {{ f{i + 1}(); f{i + 1}(); }}" for i in levels)
    call = "import { S3 } from '@aws-sdk/client-s3';\nconst s3 = new S3({});\nfunction f60() { s3.listBuckets({}); }"
    found = javascript.program(
        f"{call}\n{in_javascript}\ntry {{ f0(); }} catch (error) {{ console.error(error); }}"
    )
    assert (found.signals, [call.handled for call in found.calls]) == (False, [True])


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("import os\nX = os.environ['A']", {"A"}),
        ("from os import environ\nX = environ['A']", {"A"}),
        ("import os\nX = os.getenv('A')", set()),
        ("import os\ntry:\n    X = os.environ['A']\nexcept KeyError:\n    X = 1", set()),
        ("import os\nos.environ['A'] = '1'\nX = os.environ['A']", set()),
        ("import os\nif 'A' in os.environ: pass", set()),
        ("import os\nif 'A' in os.environ:\n    X = os.environ['A']", set()),
    ],
)
def test_variables_of_python(text: str, needed: set[str]) -> None:
    found = python.program(text)
    assert {one.name for one in found.variables if one.needed} == needed
    assert not found.any_variable


@pytest.mark.parametrize("text", ["import os\nX = {**os.environ}", "import os\nX = os.environ[name]"])
def test_variables_that_cannot_be_told(text: str) -> None:
    assert python.program(text).any_variable


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("const p = { TableName: process.env.A };", {"A"}),
        ("const a = process.env.A ?? 'x';", set()),
        ("new SFNClient({ region: process.env.A });", set()),
        ("if (!process.env.A) throw new Error('A');", set()),
        ("const a = process.env.A; if (!a) throw new Error('A');", set()),
        ("const { A, B = 1 } = process.env;", set()),
        ("process.env.A = '1'; use(process.env.A);", set()),
    ],
)
def test_variables_of_javascript(text: str, needed: set[str]) -> None:
    assert {one.name for one in javascript.program(text).variables if one.needed} == needed


def test_what_a_template_fills_in_is_no_fault() -> None:
    assert python.program("X = ${Size}\ny = '${Name}'").fault is None
    assert python.program("X = = 1").fault == (1, "invalid syntax")
    assert javascript.program("const x = ${Size};").fault is None
    assert javascript.program("const x = ;").fault is not None


@pytest.mark.parametrize("text", ["(" * 5000, "x = " + "-" * 100_000 + "1", "a\0b", "\ud800"])
def test_odd_python_is_a_fault(text: str) -> None:
    assert python.program(text).fault is not None


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(python.program(text), Program)
    assert isinstance(javascript.program(text), Program)


PIECES = st.lists(
    st.sampled_from([*FULL_PYTHON.splitlines(), *FULL_JAVASCRIPT.splitlines()]), max_size=12
).map("\n".join)


@given(PIECES)
def test_any_pieces_are_read(text: str) -> None:
    assert isinstance(python.program(text), Program)
    assert isinstance(javascript.program(text), Program)


@pytest.mark.parametrize(
    ("variable", "is_read"),
    [
        ("AWS_NODEJS_CONNECTION_REUSE_ENABLED", True),
        ("PARAMETERS_SECRETS_EXTENSION_CACHE_SIZE", True),
        ("SECRETS_MANAGER_TTL", True),
        ("SSM_PARAMETER_STORE_TIMEOUT_MILLIS", True),
        ("SECRETS_MANAGER_ENDPOINT", False),
        ("SSM_PARAMETER_NAME", False),
    ],
)
def test_what_runtimes_and_extensions_read(variable: str, is_read: bool) -> None:
    assert runtimes.reads(variable) == is_read

"""Floats that Python writes to tables of DynamoDB."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from python_checks.source import python

TOP = """
import boto3
import time
from decimal import Decimal

dynamodb = boto3.resource("dynamodb")
table = dynamodb.Table("orders")
client = boto3.client("dynamodb")
RATE = 0.19


def handler(event, context):
"""
FIRST = TOP.count("\n") + 1


def found(body: str) -> list[int]:
    """The lines of the body that hold a float, counted from 1."""
    lines = python.program(TOP + textwrap.indent(body, "    ")).floats_in_items
    return [line - FIRST + 1 for line in lines]


@pytest.mark.parametrize(
    "body",
    [
        "table.put_item(Item={'price': 9.5})",
        "table.put_item(Item={'price': -9.5})",
        "table.put_item(Item={'price': float(event['price'])})",
        "table.put_item(Item={'at': time.time()})",
        "table.put_item(Item={'rates': [1, {'of': RATE}]})",
        "table.put_item(Item={**event, 'price': 9.5})",
        "table.update_item(Key={'id': 1}, ExpressionAttributeValues={':price': 9.5})",
        "table.update_item(Key={'id': 1.5})",
        "dynamodb.Table('other').put_item(Item={'price': 9.5})",
        "boto3.resource(service_name='dynamodb').Table('other').put_item(Item={'price': 9.5})",
        "with table.batch_writer() as batch: batch.put_item(Item={'price': 9.5})",
    ],
)
def test_floats(body: str) -> None:
    assert found(body) == [1]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("price = float(event['price'])\ntable.put_item(Item={'price': price})", 2),
        ("item = {'price': 9.5}\ntable.put_item(Item=item)\nprint(item)", 1),
        ("own = boto3.resource('dynamodb').Table('own')\nown.put_item(Item={\n  'price': 9.5})", 3),
    ],
)
def test_floats_by_a_name(body: str, line: int) -> None:
    assert found(body) == [line]


@pytest.mark.parametrize(
    "body",
    [
        "table.put_item(Item={'price': Decimal('9.5'), 'count': 9, 'name': '9.5'})",
        "table.put_item(Item={'price': str(9.5), 'at': int(time.time())})",
        "table.put_item(Item={'price': 9.5, **event})",
        "table.put_item(Item=clean({'price': 9.5}))",
        "table.put_item(Item={'price': event['price'] * 1.5})",
        "table.get_item(Key={'id': 1.5})",
        "client.put_item(TableName='orders', Item={'price': {'N': str(9.5)}})",
        "event.put_item(Item={'price': 9.5})",
        "price = float(event['price'])\nprice = Decimal(str(price))\ntable.put_item(Item={'price': price})",
        "item = {'price': 9.5}\nitem['price'] = Decimal('9.5')\ntable.put_item(Item=item)",
        "item = {'price': 9.5}\nfix(item)\ntable.put_item(Item=item)",
        "item = {'price': 9.5}\ndef fix(): item.clear()\nfix()\ntable.put_item(Item=item)",
        "item = {'price': 9.5}\nif event: item = {}\ntable.put_item(Item=item)",
        "for price in [1.5]: table.put_item(Item={'price': price})",
        "def float(x): return Decimal(x)\ntable.put_item(Item={'price': float('1')})",
        "def write(table): table.put_item(Item={'price': 9.5})",
        "def write(RATE): table.put_item(Item={'price': RATE})",
        "import clock as time\ntable.put_item(Item={'at': time.time()})",
        "global table\ntable.put_item(Item={'price': 9.5})",
        "a = b\nb = a\na.put_item(Item=a)",
    ],
)
def test_what_is_not_certain(body: str) -> None:
    assert found(body) == []


PIECES = st.lists(
    st.sampled_from(
        ["a = 1.5", "a = a", "table = a", "def a(a): return a", "table.put_item(Item=a)", "a: float = table",
         "from a import *", "[a for a in a]", "a = {'a': a}", "with a as table: pass", "global a", "lambda a: a"]
    ),
    max_size=8,
)  # fmt: skip


@given(PIECES)
def test_any_names_are_followed_to_an_end(pieces: list[str]) -> None:
    found("\n".join([*pieces, "pass"]))

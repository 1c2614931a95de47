"""An OPA server says what the embedded engine says, of everything."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters import cloudformation
from adapters.model import Options
from stackgrade import profiles, python_rules, ruleset
from stackgrade.engines.embedded import Embedded
from stackgrade.engines.opa import Opa
from stackgrade.errors import EngineError
from stackgrade.opa.connection import Connection
from tests.opa.conftest import Call
from tests.opa.servers import Server, needs_opa
from tests.test_cloudformation_document import CONDITIONAL, STACK
from tests.test_rules import LANGUAGES, RULES, examples

pytestmark = needs_opa

EXAMPLES = ruleset.FOLDER.parent / "examples"
CLIENTS = 4


def documents() -> Iterator[dict[str, Any]]:
    """Every example of every rule in every language, and some larger ones, under every profile in turn."""
    names = profiles.names()
    texts = [("cloudformation", STACK), ("cloudformation", CONDITIONAL)]
    for rule_id in RULES:
        for language in LANGUAGES:
            content = examples(rule_id).get(language)
            found = content.values() if isinstance(content, dict) else ()
            texts += [(language, text) for stacks in found for text in stacks]
    for i, (language, text) in enumerate(texts):
        profile = profiles.built_in(names[i % len(names)])
        with tempfile.TemporaryDirectory() as folder:
            for document in LANGUAGES[language](Path(folder), text):
                judged = python_rules.judged(document, RULES, profile)
                yield {**document.data, "profile": profile.data(), "judged": judged}


@pytest.fixture(scope="module")
def inputs() -> Sequence[dict[str, Any]]:
    return [*documents()]


@pytest.fixture(scope="module")
def embedded() -> Embedded:
    return Embedded()


@pytest.fixture(scope="module")
def asked(server: Server) -> Opa:
    """An engine that asks the server."""
    return Opa(ruleset.load(), Connection(server.url))


def said(engine: Embedded | Opa, document: Mapping[str, Any]) -> object:
    try:
        return engine.evaluate(document)
    except EngineError as error:
        return str(error)


def test_every_example_by_four_clients_at_once(
    server: Server, embedded: Embedded, inputs: Sequence[dict[str, Any]]
) -> None:
    def ask(share: int) -> list[object]:
        engine = Opa(ruleset.load(), Connection(server.url))
        return [said(engine, document) for document in inputs[share::CLIENTS]]

    with ThreadPoolExecutor(CLIENTS) as pool:
        answers = [*pool.map(ask, range(CLIENTS))]
    for share, given_answers in enumerate(answers):
        for document, found in zip(inputs[share::CLIENTS], given_answers, strict=True):
            assert found == said(embedded, document), document["path"]


@pytest.mark.parametrize("format", ["json", "console", "verdicts"])
def test_reports_differ_in_the_name_of_the_engine(
    server: Server, call: Call, tmp_path: Path, format: str
) -> None:
    subprocess.run(["cp", "-r", str(EXAMPLES), "examples"], check=True)
    command = ("grade", "examples", "--no-cache", "--format", format, "--engine")
    status, ours, _ = call(*command, "embedded")
    assert call(*command, "opa", "--opa-url", server.url)[:2] == (
        status,
        ours.replace('"engine": "embedded"', '"engine": "opa"'),
    )
    assert status == 1


def test_processes_say_the_same(server: Server, call: Call) -> None:
    subprocess.run(["cp", "-r", str(EXAMPLES), "examples"], check=True)
    command = ("grade", "examples", "--format", "json", "--engine", "opa", "--opa-url", server.url)
    assert call(*command, "--jobs", "3") == call(*command, "--jobs", "1")


# What a template may hold where a value stands: plain data of every kind, and the forms that decide something else.
TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "*",
            "true",
            "0.0.0.0/0",
            "aws:kms",
            "arn:aws:iam::aws:policy/AdministratorAccess",
            "\u2028\x00\x85\U0001f512",
            "1e3",
        ]
    ),
)
NUMBERS = st.one_of(
    st.integers(),
    st.integers(min_value=-(10**30), max_value=10**30),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([0, 1.0, -0.0, 1e300, 5432, 2**53 + 1]),
)
PLAIN = st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS)
FORMS = st.sampled_from(
    [
        {"Ref": "Open"},
        {"Ref": "Closed"},
        {"Ref": "Other"},
        {"Fn::GetAtt": ["Other", "Arn"]},
        {"Fn::Sub": "${AWS::Region}-${Open}-${Other.Arn}"},
        {"Fn::If": ["IsLarge", "large", {"Ref": "AWS::NoValue"}]},
        {"Fn::ImportValue": "elsewhere"},
        {"Fn::Join": ["-", ["a", {"Ref": "Closed"}]]},
    ]
)
VALUES = st.recursive(
    st.one_of(PLAIN, FORMS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.one_of(
                st.sampled_from(["Key", "Value", "CidrIp", "Effect", "Action", "Resource"]),
                st.text(max_size=6),
            ),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=8,
)
PROPERTIES: dict[str, list[str]] = {}
for _rule in RULES.values():
    for _type in _rule.types:
        if _type.startswith("AWS::"):
            PROPERTIES.setdefault(_type, []).extend(
                path.partition("[")[0].partition(".")[0]
                for path in (*_rule.attributes, *_rule.presence)
                if "::" not in path
            )


@st.composite
def resources(draw: st.DrawFn) -> dict[str, Any]:
    type_ = draw(st.sampled_from(sorted(PROPERTIES)))
    names = st.sampled_from(sorted({*PROPERTIES[type_], "Tags", "Name"}))
    return {
        "Type": type_,
        "Properties": draw(st.dictionaries(names, VALUES, max_size=4)),
        **draw(st.sampled_from([{}, {"DeletionPolicy": "Retain"}, {"Condition": "IsLarge"}])),
    }


@st.composite
def templates(draw: st.DrawFn) -> dict[str, Any]:
    addresses = st.sampled_from(["Db", "Bucket", "Other", "Role", "Group"])
    return {
        "Parameters": {"Open": {"Type": "String"}, "Closed": {"Type": "String", "Default": "closed"}},
        "Conditions": {"IsLarge": {"Fn::Equals": [{"Ref": "Open"}, "large"]}},
        "Resources": draw(st.dictionaries(addresses, resources(), min_size=1, max_size=4)),
        "Outputs": draw(
            st.dictionaries(st.sampled_from(["A", "B"]), st.fixed_dictionaries({"Value": VALUES}), max_size=2)
        ),
    }


@pytest.mark.parametrize("text", ["\U00020000", "\U0001f512", "\x00\x7f\u2028", "\udc80", "a\ud83d"])
def test_every_character(asked: Opa, embedded: Embedded, tmp_path: Path, text: str) -> None:
    """Rules quote what is wrong, and half a character may be in the name of a file."""
    path = tmp_path / "stack.yaml"
    path.write_text(
        "Resources: {Bucket: {Type: AWS::S3::Bucket, Properties: {Tags: HERE}}}", encoding="utf-8"
    )
    (document,) = cloudformation.load(str(path), Options())
    data = {**document.data, "profile": profiles.built_in("production").data()}
    altered = json.loads(json.dumps(data).replace("HERE", json.dumps(text)[1:-1]))
    assert said(asked, altered) == said(embedded, altered)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(template=templates(), profile=st.sampled_from(profiles.names()))
def test_generated_templates(asked: Opa, embedded: Embedded, template: dict[str, Any], profile: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "stack.json")
        path.write_text(json.dumps(template), encoding="utf-8")
        for document in cloudformation.load(str(path), Options()):
            data = {**document.data, "profile": profiles.built_in(profile).data()}
            assert said(asked, data) == said(embedded, data)


def places(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Return every place inside of a value."""
    items: Iterable[tuple[Any, object]] = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    for key, inner in items:
        yield (*path, key)
        yield from places(inner, (*path, key))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_examples_with_something_altered(
    asked: Opa, embedded: Embedded, inputs: Sequence[dict[str, Any]], data: st.DataObject
) -> None:
    """Deep in what a rule looks at; and documents that are none any more."""
    document = deepcopy(data.draw(st.sampled_from(inputs)))
    for _ in range(data.draw(st.integers(1, 3))):
        inside = [*places(document["resources"])]
        if not inside:  # the alteration before took everything
            break
        *way, last = data.draw(st.sampled_from(inside))
        holder = reduce(getitem, way, document["resources"])
        holder[last] = deepcopy(data.draw(VALUES))  # else it may be put inside of itself
    assert said(asked, document) == said(embedded, document)


def test_the_order_of_errors(asked: Opa, embedded: Embedded) -> None:
    """They are a set, which each engine has in an order of its own."""
    addresses = [f"Resource{i}" for i in range(12)]
    document = {
        "format": "cloudformation",
        "name": "stack",
        "profile": profiles.built_in("production").data(),
        "parameters": {},
        "outputs": {},
        "types": {},
        "resources": {address: {} for address in addresses},
        "edges": [],
    }
    said_by_both = said(asked, document)
    assert said_by_both == said(embedded, document)
    assert "the resource Resource0 is not complete" in str(said_by_both)

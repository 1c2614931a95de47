"""Every report for a machine fits the schema that its readers published, whatever templates hold."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
import xmlschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stackgrade.findings import Subject
from stackgrade.reports import Problem, Report, gitlab, junit, sarif
from tests.reports.samples import CHANGE, EMPTY, RULES, finding, report, schema

SAMPLES = [report(), report(change=CHANGE), report((), ()), EMPTY]
texts = st.text(st.characters(codec="utf-8")) | st.text("\x00\udce4\uffff<&>]\"'\n`|:,%", max_size=20)
reports = st.builds(
    lambda address, message, attribute, path, line: report(
        (
            finding(
                resource=Subject(address, "AWS::RDS::DBInstance", "AWS::RDS::DBInstance"),
                attribute=attribute,
                message=message,
                location={"path": path, "start_line": line, "end_line": line},
            ),
        ),
        (Problem(path, message),),
    ),
    texts,
    texts.filter(bool),
    texts,
    texts.map(lambda text: f"a{text}"),
    st.integers(0, 9),
)


@pytest.fixture(scope="module")
def sarif_schema() -> jsonschema.Draft4Validator:
    return jsonschema.Draft4Validator(
        json.loads(schema("sarif-2.1.0.json").read_text(encoding="utf-8")),
        format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER,
    )


@pytest.fixture(scope="module")
def junit_schema() -> xmlschema.XMLSchema10:
    return xmlschema.XMLSchema10(str(schema("junit-10.xsd")))


@pytest.fixture(scope="module")
def gitlab_schema() -> jsonschema.Draft202012Validator:
    own = Path(__file__).parents[1] / "data/gitlab_code_quality.schema.json"
    return jsonschema.Draft202012Validator(json.loads(own.read_text(encoding="utf-8")))


@pytest.mark.parametrize("sample", SAMPLES)
def test_samples(
    sample: Report,
    sarif_schema: jsonschema.Draft4Validator,
    junit_schema: xmlschema.XMLSchema10,
    gitlab_schema: jsonschema.Draft202012Validator,
) -> None:
    sarif_schema.validate(json.loads(sarif.render(sample, RULES)))
    junit_schema.validate(ElementTree.fromstring(junit.render(sample, RULES)))
    gitlab_schema.validate(json.loads(gitlab.render(sample, RULES)))


@given(reports)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_whatever_templates_hold(
    sarif_schema: jsonschema.Draft4Validator,
    junit_schema: xmlschema.XMLSchema10,
    gitlab_schema: jsonschema.Draft202012Validator,
    sample: Report,
) -> None:
    sarif_schema.validate(json.loads(sarif.render(sample, RULES)))
    junit_schema.validate(ElementTree.fromstring(junit.render(sample, RULES).encode("utf-8")))
    gitlab_schema.validate(json.loads(gitlab.render(sample, RULES)))


def test_the_schemas_refuse_what_is_wrong(
    sarif_schema: jsonschema.Draft4Validator,
    junit_schema: xmlschema.XMLSchema10,
    gitlab_schema: jsonschema.Draft202012Validator,
) -> None:
    broken = sarif.data(report(), RULES)
    broken["runs"][0]["results"][0]["level"] = "fatal"
    assert not sarif_schema.is_valid(broken)
    assert not junit_schema.is_valid(ElementTree.fromstring("<testsuites><testcase/></testsuites>"))
    degradations = gitlab.data(report())
    degradations[0]["location"]["path"] = "./shop.yaml"
    assert not gitlab_schema.is_valid(degradations)

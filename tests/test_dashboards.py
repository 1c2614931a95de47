"""What CloudWatch would refuse in the bodies of dashboards, as the document has them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters import dashboards

ERRORS = ["AWS/Lambda", "Errors", "FunctionName", "orders"]


def said(body: Any) -> list[str]:
    text = body if isinstance(body, str) else json.dumps(body)
    return [fault["message"] for fault in dashboards.faults(dashboards.DASHBOARD, {"DashboardBody": text})]


def of_widget(**widget: Any) -> list[str]:
    return said({"widgets": [widget]})


def of_metric(*metric: Any) -> list[str]:
    return of_widget(type="metric", properties={"region": "eu-west-1", "metrics": [list(metric)]})


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("{", "the body is no JSON"),
        ("[]", "the body has no `widgets`"),
        ({"title": "Orders"}, "the body has no `widgets`"),
        ({"widgets": {}}, "`widgets` is no list"),
        ({"widgets": ["text"]}, "in widgets[0], the widget is no object"),
        ({"widgets": [{"properties": {}}]}, "in widgets[0], the widget has no `type`"),
        ({"widgets": [{"type": "text"}]}, "in widgets[0], the widget has no `properties`"),
    ],
)
def test_a_body_is_json_with_widgets(body: Any, message: str) -> None:
    (found,) = said(body)
    assert found.startswith(message)


@pytest.mark.parametrize(
    ("position", "message"),
    [
        ({"x": 24}, "in widgets[0].x, a whole number of 0 to 23 is wanted"),
        ({"y": -1}, "in widgets[0].y, a whole number of 0 or more is wanted"),
        ({"width": 25}, "in widgets[0].width, a whole number of 1 to 24 is wanted"),
        ({"height": 2.5}, "in widgets[0].height, a whole number of 1 to 1000 is wanted"),
    ],
)
def test_a_widget_lies_on_the_grid(position: dict[str, Any], message: str) -> None:
    assert of_widget(type="text", properties={"markdown": "Orders"}, **position) == [message]


@pytest.mark.parametrize(
    ("kind", "properties", "message"),
    [
        ("metric", {"region": "eu-west-1"}, "a widget of type metric has `metrics` or `annotations`"),
        ("metric", {"metrics": [ERRORS]}, "a widget of type metric has a `region`"),
        ("text", {"title": "Orders"}, "a widget of type text has `markdown`"),
        ("alarm", {"alarms": []}, "a widget of type alarm has `alarms`"),
    ],
)
def test_a_widget_has_what_its_type_wants(kind: str, properties: dict[str, Any], message: str) -> None:
    assert of_widget(type=kind, properties=properties) == [f"in widgets[0].properties, {message}"]


@pytest.mark.parametrize(
    ("metric", "message"),
    [
        (["AWS/Lambda", "Errors", "FunctionName"], "are pairs"),
        (["AWS/Lambda", "Errors", {"stat": "Sum"}, {"label": "Errors"}], "is no text"),
        (["AWS/SQS", "NumberOfMessagesSent", "QueueName", 7], "is no text"),
        (
            ["AWS/Lambda", "Errors", {"dimensions": {"FunctionName": "orders"}}],
            "`dimensions` does not say how",
        ),
        (["AWS/Lambda", "Errors", {"FunctionName": "orders"}], "`FunctionName` does not say how"),
    ],
)
def test_a_metric_is_written_in_texts(metric: list[Any], message: str) -> None:
    (found,) = of_metric(*metric)
    assert found.startswith("in widgets[0].properties.metrics[0], ")
    assert message in found


@pytest.mark.parametrize(
    "metric",
    [
        ERRORS,
        [*ERRORS, {"stat": "Sum", "period": 60, "visible": False}],
        [".", "Duration", ".", "."],
        ["...", "payments"],
        ["...", {"stat": "p99"}],
        [{"expression": "m1 / m2", "id": "e1"}],
        ["AWS/Lambda", "Errors", "${Dimension}"],
    ],
)
def test_what_cloudwatch_takes_is_left_alone(metric: list[Any]) -> None:
    assert of_metric(*metric) == []


def test_one_fault_in_several_places_is_told_once() -> None:
    widget = {"type": "metric", "properties": {"region": "eu-west-1", "metrics": [ERRORS[:3]] * 2}}
    (found,) = said({"widgets": [widget, widget]})
    assert found.startswith("in widgets[0].properties.metrics[0] and 3 other places, ")


@pytest.mark.parametrize(
    "body",
    [
        "${Body}",
        '{"widgets": ${Widgets}}',
        '{"widgets": [${Widgets}]}',
        "{${Members}}",
        '{"widgets": [{"type": "alarm", "properties": {"alarms": ["${alarm.errors["orders"].arn}"]}}]}',
        '{"widgets": [{"type": "alarm", "properties": {"alarms": ["${one([for a in ["${x}"] : a])}"]}}]}',
        '{"widgets": [{"type": "metric", "properties": {"region": "r", "metrics": [${Metric}]}}]}',
        '{"widgets": [{"type": "text", "width": ${Width}, "properties": ${Properties}}]}',
    ],
)
def test_what_is_filled_in_is_no_fault(body: str) -> None:
    assert said(body) == []


def test_what_stands_beside_an_expression_with_quotes_is_judged() -> None:
    text = '{"widgets": [{"type": "text", "x": 24, "properties": {"markdown": "${topics["orders"].name}"}}]}'
    assert said(text) == ["in widgets[0].x, a whole number of 0 to 23 is wanted"]


def test_only_the_bodies_of_dashboards_are_read() -> None:
    assert dashboards.faults("AWS::CloudWatch::Alarm", {"DashboardBody": "{"}) == []
    assert dashboards.faults(dashboards.DASHBOARD, {"DashboardBody": {"$unknown": "it is open"}}) == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["widgets", "type", "properties", "metrics", "region", "width", "x"]),
            inner,
            max_size=4,
        )
    ),
)


@given(JSON | st.text())
def test_any_body_is_judged(body: Any) -> None:
    assert all(message for message in said(body))

"""What CloudWatch would refuse in the body of a dashboard.

A body is judged as far as it is written: what a template leaves open is never a fault. The format is
https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from adapters.json_text import broken, filled
from adapters.model import Fault
from adapters.values import is_partly_open

DASHBOARD = "AWS::CloudWatch::Dashboard"
_BODY = "DashboardBody"
_GRID = {"x": (0, 23), "y": (0, None), "width": (1, 24), "height": (1, 1000)}
# Stands for what the metric before it has there, which may be any number of texts.
_AS_BEFORE = "..."
_DIMENSIONS = 'dimensions are texts after its name, such as "FunctionName", "orders"'


def faults(resource_type: str, properties: Mapping[str, Any]) -> list[Fault]:
    """Return what is wrong with the body of a dashboard, each with the first place in it where it is."""
    body = properties.get(_BODY) if resource_type == DASHBOARD else None
    if not isinstance(body, str):
        return []
    if wrong := broken(body):
        return [_fault(f"the body is no JSON: {wrong}")]
    places: dict[str, list[str]] = {}
    for place, message in _body(filled(body)):
        places.setdefault(message, []).append(place)
    return [_fault(f"{_first(where)}{message}") for message, where in places.items()]


def _body(body: Any) -> Iterator[tuple[str, str]]:
    if body is None or is_partly_open(body):
        return
    widgets = body.get("widgets") if isinstance(body, dict) else None
    if widgets is None:
        yield "", "the body has no `widgets`"
    elif not isinstance(widgets, list):
        yield from [] if is_partly_open(widgets) else [("", "`widgets` is no list")]
    else:
        for i, widget in enumerate(widgets):
            if isinstance(widget, dict):
                yield from _widget(f"widgets[{i}]", widget)
            elif not is_partly_open(widget):
                yield f"widgets[{i}]", "the widget is no object"


def _widget(where: str, widget: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in ("type", "properties"):
        if name not in widget:
            yield where, f"the widget has no `{name}`"
    for name, (least, most) in _GRID.items():
        value = widget.get(name, least)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and (value % 1 != 0 or value < least or (most is not None and value > most)):
            upper = "or more" if most is None else f"to {most}"
            yield f"{where}.{name}", f"a whole number of {least} {upper} is wanted"
    kind, properties = widget.get("type"), widget.get("properties")
    if not isinstance(properties, dict):
        return
    where = f"{where}.properties"
    if kind == "metric":
        yield from _metric_widget(where, properties)
    elif kind == "text" and "markdown" not in properties:
        yield where, "a widget of type text has `markdown`"
    elif kind == "alarm" and properties.get("alarms", []) == []:
        yield where, "a widget of type alarm has `alarms`"


def _metric_widget(where: str, properties: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    metrics = properties.get("metrics")
    if metrics is None and "annotations" not in properties:
        yield where, "a widget of type metric has `metrics` or `annotations`"
    if metrics is not None and "region" not in properties:
        yield where, "a widget of type metric has a `region`"
    for i, metric in enumerate(metrics if isinstance(metrics, list) else ()):
        if isinstance(metric, list):
            yield from _metric(f"{where}.metrics[{i}]", metric)
        elif not is_partly_open(metric):
            yield f"{where}.metrics[{i}]", "a metric is a list of texts"
            return


def _metric(where: str, metric: list[Any]) -> Iterator[tuple[str, str]]:
    """Namespace, name and pairs of a dimension's name and value, which are texts; then how it is drawn, an object."""
    drawn = metric[-1] if metric and isinstance(metric[-1], dict) else {}
    texts = metric[:-1] if drawn else metric
    if not all(isinstance(text, str) for text in texts):
        yield where, "only the last part of a metric, which says how it is drawn, is no text"
    elif len(texts) % 2 and _AS_BEFORE not in texts and not any(map(is_partly_open, texts)):
        yield where, "namespace and name of a metric, and of each dimension name and value, are pairs"
    for name, value in drawn.items():
        # What says how a metric is drawn is a text, a number or a boolean, and begins with a small letter.
        if isinstance(value, dict | list) or name[:1].isupper():
            yield where, f"`{name}` does not say how a metric is drawn; {_DIMENSIONS}"


def _first(places: list[str]) -> str:
    place, others = places[0], len(places) - 1
    more = f" and {others} other place{'s' if others > 1 else ''}" if others else ""
    return f"in {place}{more}, " if place else ""


def _fault(message: str) -> Fault:
    return {"kind": "dashboard", "attribute": _BODY, "message": message}

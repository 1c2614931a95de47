"""https://developer.hashicorp.com/terraform/language/functions, functions on times that are given."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Any

from adapters.terraform.functions.conversion import as_text
from adapters.terraform.functions.errors import FunctionError

_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?P<zone>Z|[+-]\d\d:\d\d)", re.ASCII)
_VERB = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+")
_PART = re.compile(r"(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)")
_SECONDS = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def time_of(text: Any) -> datetime:
    """Return the time of an RFC 3339 text; raises FunctionError."""
    match = _TIME.fullmatch(as_text(text))
    try:
        if match is None:
            raise ValueError
        year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
        return datetime(year, month, day, hour, minute, second, tzinfo=_zone(match["zone"]))
    except ValueError:
        raise FunctionError(f"{as_text(text)[:40]} is no time in RFC 3339") from None


def _zone(text: str) -> timezone:
    if text == "Z":
        return timezone.utc
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[4:6]))
    return timezone(-offset if text[0] == "-" else offset)


def formatdate(pattern: Any, time: Any) -> str:
    moment, text, found, end = time_of(time), as_text(pattern), [], 0
    for match in _VERB.finditer(text):
        if match.start() != end:
            break
        end = match.end()
        if match[1] is not None:
            found.append(match[1].replace("''", "'"))
        elif match[2]:
            found.append(_shown(match[0], moment))
        else:
            found.append(match[0])
    if end != len(text):
        raise FunctionError("a quote is not closed")
    return "".join(found)


def _shown(verb: str, moment: datetime) -> str:
    hour = moment.hour % 12 or 12
    half = "am" if moment.hour < 12 else "pm"
    verbs = {
        "YYYY": f"{moment.year:04}", "YY": f"{moment.year % 100:02}", "MMMM": _MONTHS[moment.month - 1],
        "MMM": _MONTHS[moment.month - 1][:3], "MM": f"{moment.month:02}", "M": str(moment.month),
        "DD": f"{moment.day:02}", "D": str(moment.day), "EEEE": _DAYS[moment.weekday()],
        "EEE": _DAYS[moment.weekday()][:3], "hh": f"{moment.hour:02}", "h": str(moment.hour), "HH": f"{hour:02}",
        "H": str(hour), "AA": half.upper(), "aa": half, "mm": f"{moment.minute:02}", "m": str(moment.minute),
        "ss": f"{moment.second:02}", "s": str(moment.second), "ZZZZZ": _offset(moment, ":"),
        "ZZZZ": _offset(moment, ""), "ZZZ": _offset(moment, "") if moment.utcoffset() else "UTC",
        "Z": _offset(moment, ":") if moment.utcoffset() else "Z",
    }  # fmt: skip
    if verb not in verbs:
        raise FunctionError(f"{verb} stands for nothing in a date")
    return verbs[verb]


def _offset(moment: datetime, between: str) -> str:
    minutes = int((moment.utcoffset() or timedelta()).total_seconds() // 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{between}{abs(minutes) % 60:02}"


def timeadd(time: Any, duration: Any) -> str:
    text = as_text(duration)
    body = text.lstrip("+-") if text[:1] in "+-" else text
    if body != "0" and (not body or _PART.sub("", body)):
        raise FunctionError(f"{text[:40]} is no duration")
    seconds = sum(float(number) * _SECONDS[unit] for number, unit in _PART.findall(body))
    try:
        moment = time_of(time) + timedelta(seconds=-seconds if text.startswith("-") else seconds)
    except OverflowError:
        raise FunctionError("the time is out of range") from None
    return moment.strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0") + (
        _offset(moment, ":") if moment.utcoffset() else "Z"
    )


def timecmp(one: Any, other: Any) -> int:
    first, second = time_of(one), time_of(other)
    return (first > second) - (first < second)


FUNCTIONS = {"formatdate": formatdate, "timeadd": timeadd, "timecmp": timecmp}

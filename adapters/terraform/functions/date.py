"""https://developer.hashicorp.com/terraform/language/functions, functions on times that are given."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from adapters.terraform.functions.conversion import as_text
from adapters.terraform.functions.errors import FunctionError

_TIME = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d?):(\d\d):(\d\d)(?:[.,](?P<fraction>\d+))?(?P<zone>Z|[+-]\d\d:\d\d)",
    re.ASCII,
)
_VERB = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+")
_PART = re.compile(r"(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)", re.ASCII)
_NANOSECONDS = {
    "ns": 1, "us": 10**3, "µs": 10**3, "μs": 10**3, "ms": 10**6, "s": 10**9, "m": 60 * 10**9, "h": 3600 * 10**9,
}  # fmt: skip
_MAX_DURATION = 2**63
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Of the calendar, which is the same every 400 years. Python has no year 0 and none after 9999.
_CYCLE_YEARS = 400
_CYCLE_DAYS = 146_097
_DAY = 86_400 * 10**9


class Moment(NamedTuple):
    """A time: nanoseconds since the first day of the year 0 in its zone, which is so many minutes from UTC."""

    local: int
    zone: int

    @property
    def instant(self) -> int:
        """What two times are compared by."""
        return self.local - self.zone * 60 * 10**9

    @property
    def date(self) -> tuple[int, date]:
        """The year, and a date of the same month, day and weekday."""
        cycles, days = divmod(self.local // _DAY, _CYCLE_DAYS)
        found = date(_CYCLE_YEARS, 1, 1) + timedelta(days=days)
        return found.year - _CYCLE_YEARS + cycles * _CYCLE_YEARS, found

    @property
    def clock(self) -> tuple[int, int, int]:
        """Hour, minute and second."""
        seconds = self.local % _DAY // 10**9
        return seconds // 3600, seconds // 60 % 60, seconds % 60


def time_of(text: Any) -> Moment:
    """Return the time of an RFC 3339 text; raises FunctionError."""
    match = _TIME.fullmatch(as_text(text))
    try:
        if match is None:
            raise ValueError
        year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
        if hour > 23 or minute > 59 or second > 59:
            raise ValueError
        days = (date(year % _CYCLE_YEARS + _CYCLE_YEARS, month, day) - date(_CYCLE_YEARS, 1, 1)).days
        days += year // _CYCLE_YEARS * _CYCLE_DAYS
        fraction = int((match["fraction"] or "0")[:9].ljust(9, "0"))
        return Moment(
            days * _DAY + ((hour * 60 + minute) * 60 + second) * 10**9 + fraction, _zone(match["zone"])
        )
    except ValueError:
        raise FunctionError(f"{as_text(text)[:40]} is no time in RFC 3339") from None


def _zone(text: str) -> int:
    if text == "Z":
        return 0
    hours, minutes = int(text[1:3]), int(text[4:6])
    if hours > 23 or minutes > 59:
        raise ValueError
    return (hours * 60 + minutes) * (-1 if text[0] == "-" else 1)


def formatdate(pattern: Any, time: Any) -> str:
    text, moment = as_text(pattern), time_of(time)
    found, end = [], 0
    for match in _VERB.finditer(text):
        if match.start() != end:
            break
        end = match.end()
        if match[0] == "''":
            found.append("'")
        elif match[1] is not None:
            found.append(match[1].replace("''", "'"))
        else:
            found.append(_shown(match[0], moment) if match[2] else match[0])
    if end != len(text):
        raise FunctionError("a quote is not closed")
    return "".join(found)


def _shown(verb: str, moment: Moment) -> str:
    (year, day), (hour, minute, second) = moment.date, moment.clock
    half = "am" if hour < 12 else "pm"
    verbs = {
        "YYYY": f"{year:04}", "YY": f"{year % 100:02}", "MMMM": _MONTHS[day.month - 1],
        "MMM": _MONTHS[day.month - 1][:3], "MM": f"{day.month:02}", "M": str(day.month),
        "DD": f"{day.day:02}", "D": str(day.day), "EEEE": _DAYS[day.weekday()],
        "EEE": _DAYS[day.weekday()][:3], "hh": f"{hour:02}", "h": str(hour), "HH": f"{hour % 12 or 12:02}",
        "H": str(hour % 12 or 12), "AA": half.upper(), "aa": half, "mm": f"{minute:02}", "m": str(minute),
        "ss": f"{second:02}", "s": str(second), "ZZZZZ": _offset(moment, ":"),
        "ZZZZ": _offset(moment, ""), "ZZZ": _offset(moment, "") if moment.zone else "UTC",
        "Z": _offset(moment, ":") if moment.zone else "Z",
    }  # fmt: skip
    if verb not in verbs:
        raise FunctionError(f"{verb} stands for nothing in a date")
    return verbs[verb]


def _offset(moment: Moment, between: str) -> str:
    minutes = abs(moment.zone)
    return f"{'-' if moment.zone < 0 else '+'}{minutes // 60:02}{between}{minutes % 60:02}"


def timeadd(time: Any, duration: Any) -> str:
    moment = time_of(time)
    moment = moment._replace(local=moment.local + _duration(as_text(duration)))
    (year, day), (hour, minute, second) = moment.date, moment.clock
    shown = f"{'-' if year < 0 else ''}{abs(year):04}-{day.month:02}-{day.day:02}T{hour:02}:{minute:02}:{second:02}"
    return shown + (_offset(moment, ":") if moment.zone else "Z")


def _duration(text: str) -> int:
    """The nanoseconds of a text such as `-1h30m`."""
    body = text[1:] if text[:1] in ("+", "-") else text
    if body != "0" and (not body or _PART.sub("", body)):
        raise FunctionError(f"{text[:40]} is no duration")
    total = sum(
        int(Fraction(number.rstrip(".")) * _NANOSECONDS[unit]) for number, unit in _PART.findall(body)
    )
    if total >= _MAX_DURATION:
        raise FunctionError(f"{text[:40]} is too long a duration")
    return -total if text.startswith("-") else total


def timecmp(one: Any, other: Any) -> int:
    first, second = time_of(one).instant, time_of(other).instant
    return (first > second) - (first < second)


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "formatdate": formatdate,
    "timeadd": timeadd,
    "timecmp": timecmp,
}

"""`stackgrade profiles`: what a stack can be judged as."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from stackgrade import configuration, profiles, text
from stackgrade.commands import OK
from stackgrade.profiles import Profile
from stackgrade.text import Line, line, paragraph

_TOLD = ("name", "description")
_OWN = (
    "`stackgrade profiles NAME` says everything of one. A profile of your own is a file that says what differs: "
    "`extends: test`, and some of these fields."
)


def run(arguments: argparse.Namespace) -> int:
    """Print all profiles and what tells them from the usual one; those that are named in full."""
    usual = profiles.resolve(None, configuration.folder())
    if arguments.profiles:
        found = [profiles.resolve(name, Path()) for name in arguments.profiles]
    else:
        found = [profiles.built_in(name) for name in profiles.names()]
        found = found if usual in found else [usual, *found]
    if arguments.format == "json":
        print(json.dumps({"schema_version": "1", "profiles": [one.data() for one in found]}, indent=2))
    else:
        lines = _lines(found, usual, bool(arguments.profiles), text.width(sys.stdout))
        text.write(lines, sys.stdout)
    return OK


def _lines(found: Sequence[Profile], usual: Profile, in_full: bool, width: int) -> Iterator[Line]:
    for i, profile in enumerate(found):
        if i:
            yield line()
        mark = "  (where nothing else is said)" if profile == usual else ""
        yield line((profile.name, "strong"), (mark, "dim"))
        yield from paragraph(profile.description, width, line("  "))
        for name, value in profile.data().items():
            if name not in _TOLD and (in_full or profile == usual or value != usual.data()[name]):
                yield line((f"  {name:<18} ", "label"), _written(value))
    if not in_full:
        yield line()
        yield from paragraph(_OWN, width, style="dim")


def _written(value: object) -> str:
    """As YAML says it in a profile."""
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]"
    return value if isinstance(value, str) else json.dumps(value)

"""Answers a shell that completes a command line: what `stackgrade completion` prints calls the program for that."""

from __future__ import annotations

import argparse
import subprocess
from collections.abc import Iterator
from typing import Any

from argcomplete.completers import FilesCompleter
from argcomplete.finders import CompletionFinder

from stackgrade import profiles, ruleset

# Where a value is no path: the options and arguments by what the program calls them.
_RULES = frozenset({"rule", "skip_rule", "rules"})
_REVISIONS = frozenset({"base", "head"})


def answer(parser: argparse.ArgumentParser) -> None:
    """Say how the line in the environment can go on, and end the process."""
    for action in _actions(parser):
        if action.dest in _RULES:
            _complete(action, lambda **_: {one.id: one.title for one in ruleset.load().rules.values()})
        elif action.dest == "service":
            _complete(action, lambda **_: {one.split("_")[1].lower() for one in ruleset.load().rules})
        elif action.dest in ("profile", "profiles"):
            _complete(action, _profiles_and_files)
        elif action.dest in _REVISIONS:
            _complete(action, _branches_and_tags)
    CompletionFinder()(parser)


def _complete(action: argparse.Action, values: Any) -> None:
    action.completer = values  # type: ignore[attr-defined]  # what argcomplete looks for


def _profiles_and_files(prefix: str, **_: Any) -> list[str]:
    return [*profiles.names(), *FilesCompleter((".yaml", ".yml"))(prefix)]


def _branches_and_tags(**_: Any) -> list[str]:
    command = ["git", "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
    except OSError:  # no git, no gate
        return []


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)

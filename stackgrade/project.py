"""What a project's `.stackgrade.yaml` says of its stacks: profiles by path, what is left out, and what is accepted.

`docs/configuration.md` explains the sections; `configuration.schema.json` is their JSON Schema.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stackgrade import configuration, patterns, profiles
from stackgrade.configuration import YamlFile
from stackgrade.hints import did_you_mean
from stackgrade.profiles import Profile
from stackgrade.ruleset import Rule
from stackgrade.severities import THRESHOLDS
from stackgrade.waivers import Waiver

if TYPE_CHECKING:
    import yaml

_SKIPPED = {"rule": True, "reason": True, "paths": False}
_WAIVED = {"rule": True, "reason": False, "resource": False, "paths": False, "owner": False, "expires": False}


@dataclass(frozen=True)
class Project:
    """A configuration. `file` is its path, `folder` the absolute one of where it lies: patterns are relative to that.

    `profiles` are in the order in which they are tried. `waivers` hold the rules that are switched off as well.
    """

    file: str = ""
    folder: str = ""
    fail_on: str | None = None
    profiles: tuple[tuple[tuple[str, ...], Profile], ...] = ()
    excluded: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    def is_below(self, paths: Iterable[str]) -> bool:
        """Whether all that the configuration is about lies below the paths."""
        folder = self.folder or os.getcwd()
        return any(
            os.path.join(folder, "").startswith(os.path.join(os.path.abspath(path), "")) for path in paths
        )

    def excludes(self, path: str) -> bool:
        """Whether a source is not to be graded."""
        return bool(self.excluded) and patterns.fits(self.excluded, self._inside(path))

    def profile(self, path: str) -> Profile | None:
        """Return the first profile that is for a stack, None when there is none."""
        if not self.profiles:
            return None
        inside = self._inside(path)
        return next((profile for paths, profile in self.profiles if patterns.fits(paths, inside)), None)

    def waivers_for(self, path: str) -> tuple[Waiver, ...]:
        """Return the waivers that may be about a stack."""
        if not self.waivers:
            return ()
        inside = self._inside(path)
        return tuple(one for one in self.waivers if not one.paths or patterns.fits(one.paths, inside))

    def off(self, path: str, rules: Mapping[str, Rule]) -> frozenset[str]:
        """Return the rules that are switched off for a stack."""
        off = [one for one in self.waivers_for(path) if one.is_off]
        return frozenset(rule_id for rule_id, rule in rules.items() if any(one.covers(rule) for one in off))

    def _inside(self, path: str) -> str:
        return Path(os.path.relpath(path, self.folder or ".")).as_posix()


def read(folder: Path, rules: Mapping[str, Rule]) -> Project:
    """Return what a folder's configuration says; raises UsageError with the line of what is wrong."""
    document, found = configuration.sections(folder)
    if document is None:
        return Project()
    reader = _Reader(document, rules)
    return Project(
        document.path.as_posix(),
        os.path.abspath(folder),
        reader.threshold(found["fail_on"]) if "fail_on" in found else None,
        reader.profiles(found["profiles"]) if "profiles" in found else (),
        reader.patterns(found["exclude"]) if "exclude" in found else (),
        (
            *(reader.waivers(found["skip_rules"], _SKIPPED, is_off=True) if "skip_rules" in found else ()),
            *(reader.waivers(found["waivers"], _WAIVED) if "waivers" in found else ()),
        ),
    )


class _Reader:
    def __init__(self, document: YamlFile, rules: Mapping[str, Rule]) -> None:
        self._document = document
        self._rules = rules
        self._path = document.path.as_posix()

    def threshold(self, node: yaml.Node) -> str:
        value = self._document.value(node)
        if value not in THRESHOLDS:
            raise self._document.error(f"fail_on has to be one of {', '.join(THRESHOLDS)}", node)
        return str(value)

    def profiles(self, node: yaml.Node) -> tuple[tuple[tuple[str, ...], Profile], ...]:
        found = []
        for item in self._document.sequence(node, "profiles with their paths"):
            entry = self._entry(item, {"paths": True, "profile": True})
            found.append((self.patterns(entry["paths"]), profiles.read(self._document, entry["profile"])))
        return tuple(found)

    def patterns(self, node: yaml.Node) -> tuple[str, ...]:
        found = []
        for item in self._document.sequence(node, "patterns for paths"):
            pattern = self._text(item, "a pattern for paths")
            try:
                patterns.check(pattern)
            except ValueError as error:
                raise self._document.error(f"{pattern!r} is no pattern for paths", item) from error
            found.append(pattern)
        return tuple(found)

    def waivers(
        self, node: yaml.Node, fields: Mapping[str, bool], is_off: bool = False
    ) -> tuple[Waiver, ...]:
        return tuple(
            self._waiver(item, fields, is_off)
            for item in self._document.sequence(node, "entries with `rule` and `reason`")
        )

    def _waiver(self, node: yaml.Node, fields: Mapping[str, bool], is_off: bool) -> Waiver:
        entry = self._entry(node, fields)
        texts = {
            name: " ".join(self._text(entry[name], name).split())
            for name in ("rule", "reason", "resource", "owner")
            if name in entry
        }
        waiver = Waiver(
            **{"reason": "", **texts},
            expires=self._date(entry["expires"]) if "expires" in entry else "",
            paths=self.patterns(entry["paths"]) if "paths" in entry else (),
            path=self._path,
            line=self._document.line(node),
            is_off=is_off,
        )
        if not any(map(waiver.covers, self._rules.values())):
            raise self._document.error(
                f"no rule {waiver.rule}{did_you_mean(waiver.rule, self._rules)}; `stackgrade rules` lists them",
                entry["rule"],
            )
        return waiver

    def _date(self, node: yaml.Node) -> str:
        import datetime

        value = self._document.value(node)
        if isinstance(value, datetime.datetime) or not isinstance(value, datetime.date):
            raise self._document.error(f"expires has to be a date such as 2027-01-31, not {value!r}", node)
        return value.isoformat()

    def _entry(self, node: yaml.Node, fields: Mapping[str, bool]) -> dict[str, yaml.Node]:
        """Return the fields of a mapping; True are those that have to be there."""
        if not self._document.is_mapping(node):
            raise self._document.error(f"has to be a mapping with {_listed(fields)}", node)
        found = {}
        for name, line, value in self._document.items(node):
            if name not in fields:
                raise self._document.error(f"unknown field {name!r}{did_you_mean(name, fields)}", line)
            found[name] = value
        missing = [name for name, is_needed in fields.items() if is_needed and name not in found]
        if missing:
            raise self._document.error(f"lacks {_listed(missing)}", node)
        return found

    def _text(self, node: yaml.Node, what: str) -> str:
        value: Any = self._document.value(node)
        if not isinstance(value, str) or not value.strip():
            raise self._document.error(f"{what} has to be text, not {value!r}", node)
        return value


def _listed(names: Collection[str]) -> str:
    return ", ".join(names)

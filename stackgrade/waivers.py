"""Failures that somebody accepts, with a reason; `docs/waivers.md` explains the forms.

Ours stand in `.stackgrade.yaml`, in a comment (`# stackgrade:waive FC_S3_001: reason`), or in the metadata of a
resource. What was written for Checkov, cdk-nag, cfn_nag and CloudFormation Guard counts where one of their rules asks
the same question as one of ours, or where it names one of ours.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from adapters import files
from adapters.model import Data, Resource, all_resources
from stackgrade.engines import Verdict
from stackgrade.ruleset import Rule

STACK = ""  # the address of what is about a template as a whole

_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_OURS = re.compile(
    r"stackgrade:waive\s+(?P<rule>[\w*?-]+)(?:\s+until\s+(?P<expires>[^\s:]+))?(?:\s+by\s+(?P<owner>[^:]+?))?"
    r"\s*(?::\s*(?P<reason>.*))?"
)
# https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html
_CHECKOVS = re.compile(r"(?:checkov|bridgecrew):skip=\s*(?P<rule>[A-Za-z_\d]+)(?::(?P<reason>.*))?")
# Also what is meant for a waiver of ours and written otherwise, to say so.
_COMMENT = re.compile(
    rb"(?:#|//|/\*)\s*(?P<text>"
    rb"(?:(?i:stackgrade\s*:\s*(?:waive|skip|ignore|disable|suppress))\b|checkov:skip=|bridgecrew:skip=).*)"
)
# JSON has no comments, but Terraform passes over a member of this name.
_MEMBER = re.compile(rb'\s*"//"\s*:\s*"(?P<text>stackgrade:waive.*)"\s*,?\s*')
# At the beginning of a line, as `terraform fmt` writes what no other block holds.
_EDGE = re.compile(rb"[\w}]")
_COMMENT_LINE = re.compile(rb"\s*(?:#|//|/\*|\*)")


@dataclass(frozen=True)
class Waiver:
    """A rule that somebody accepts the failures of.

    `rule` is an id, ours or another tool's, perhaps with `*`; `resource` is an address, perhaps with `*` and `?`.
    `expires` is the last day that it holds, as YYYY-MM-DD. `path` and `line` are where it stands; another tool's has
    none, since it is not for us to say what is wrong with it. `is_off` is a rule that a project does without.
    """

    rule: str
    reason: str
    resource: str = "*"
    owner: str = ""
    expires: str = ""
    path: str = ""
    line: int = 0
    paths: tuple[str, ...] = ()
    is_off: bool = False

    @property
    def is_ours(self) -> bool:
        """Whether it was written for this program."""
        return bool(self.path)

    def covers(self, rule: Rule) -> bool:
        """Whether it is about a rule."""
        return any(fnmatchcase(name, self.rule) for name in (rule.id, *rule.also))

    def fits(self, address: str) -> bool:
        """Whether it is about a resource."""
        return fnmatchcase(address, self.resource.replace("[", "[[]"))

    @property
    def fault(self) -> str | None:
        """What keeps it from waiving anything."""
        if not self.reason:
            return f"the waiver of {self.rule} gives no reason, so it waives nothing"
        if self.expires and not _DATE.fullmatch(self.expires):
            return f"the waiver of {self.rule} expires on {self.expires}, which is no date such as 2027-01-31"
        if self.expires and self.expires < files.today():
            return f"the waiver of {self.rule} expired on {self.expires}, so it waives nothing"
        return None

    def __str__(self) -> str:
        said = [f"by {self.owner}"] * bool(self.owner) + [f"until {self.expires}"] * bool(self.expires)
        reason = f"switched off: {self.reason}" if self.is_off else self.reason
        return f"{reason} ({', '.join(said)})" if said else reason


@dataclass(frozen=True)
class Trial:
    """What became of a waiver of ours in one stack: a fault, or whether it waived anything there."""

    path: str
    line: int
    rule: str
    fault: str | None = None
    used: bool = False  # a rule that is switched off need not find anything


@dataclass
class Waivers:
    """The waivers that concern one stack; `declared` are those of the project's configuration.

    `source` says where a file of the stack is to be read.
    """

    data: Data
    rules: Mapping[str, Rule]
    declared: Iterable[Waiver] = ()
    source: Callable[[str], str] = str
    _by_address: dict[str, list[Waiver]] = field(init=False)
    _used: set[Waiver] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self._by_address = defaultdict(list)
        resources = all_resources(self.data)
        for address, resource in resources.items():
            self._by_address[address] += _in_metadata(resource)
        for address, waiver in _in_comments(self.data, resources, self.source):
            self._by_address[address].append(waiver)
        for waiver in self.declared:
            for address, names in _names(self.data, resources):
                if any(waiver.fits(name) for name in names):
                    self._by_address[address].append(waiver)

    def reason(self, rule_id: str, address: str) -> str | None:
        """Return why a rule is waived for a resource, None where it is not."""
        about = [one for one in self._by_address.get(address, ()) if one.covers(self.rules[rule_id])]
        self._used.update(about)
        return next((str(one) for one in about if one.fault is None), None)

    def trials(self, verdicts: Iterable[Verdict], selected: Iterable[str]) -> tuple[Trial, ...]:
        """Return what became of ours, given all verdicts; one is used as well where its rule cannot decide.

        Those of rules that are not selected are left out.
        """
        for verdict in verdicts:
            if verdict.status != "pass":
                self.reason(verdict.rule_id, verdict.address)
        asked = [self.rules[rule_id] for rule_id in selected]
        found = {one: None for ones in self._by_address.values() for one in ones} | dict.fromkeys(
            self.declared
        )
        return tuple(
            Trial(
                one.path,
                one.line,
                one.rule,
                _unknown(one, self.rules) or one.fault,
                one.is_off or one in self._used,
            )
            for one in found
            if one.is_ours and (any(map(one.covers, asked)) or _unknown(one, self.rules))
        )


def untried(declared: Iterable[Waiver], selected: Collection[Rule]) -> list[Trial]:
    """Return what there is to say of the waivers of the configuration where no stack has anything to say."""
    asked = [one for one in declared if any(map(one.covers, selected))]
    return [Trial(one.path, one.line, one.rule, one.fault, one.is_off) for one in asked]


def faults(trials: Iterable[Trial], declared_in: str = "") -> Iterator[tuple[str, int, str]]:
    """Yield path, line and what is wrong with a waiver, sorted; it is unused when no stack of the run used it.

    Those of the file `declared_in` are for other stacks as well, and so never unused.
    """
    by_place: dict[tuple[str, int, str], list[Trial]] = defaultdict(list)
    for trial in trials:
        by_place[trial.path, trial.line, trial.rule].append(trial)
    for (path, line, rule), group in sorted(by_place.items()):
        fault = next((trial.fault for trial in group if trial.fault), None)
        if fault:
            yield path, line, fault
        elif path != declared_in and not any(trial.used for trial in group):
            yield path, line, f"the waiver of {rule} is unused: nothing that it is about fails"


def listed(
    data: Data,
    rules: Mapping[str, Rule],
    declared: Iterable[Waiver] = (),
    source: Callable[[str], str] = str,
) -> list[dict[str, str]]:
    """Return what is waived for who judges the document elsewhere: `rule_id`, `address` and `reason` of each."""
    waivers = Waivers(data, rules, declared, source)
    return [
        {"rule_id": rule_id, "address": address, "reason": reason}
        for address in (STACK, *data["resources"])
        for rule_id in rules
        if (reason := waivers.reason(rule_id, address))
    ]


def _unknown(waiver: Waiver, rules: Mapping[str, Rule]) -> str | None:
    if any(map(waiver.covers, rules.values())):
        return None
    if waiver.rule.lower().startswith("stackgrade"):
        return (
            f"`{waiver.rule}` waives nothing: write `stackgrade:waive FC_S3_001: reason`, one for each rule"
        )
    return f"the waiver is not understood: {waiver.rule} is no rule"


def _names(data: Data, resources: Mapping[str, Resource]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Addresses, and what the user may call them."""
    yield STACK, (data["name"],)
    for address, resource in resources.items():
        yield address, (address, resource.get("source_address", address))


# Comments


def _in_comments(
    data: Data, resources: Mapping[str, Resource], source: Callable[[str], str]
) -> Iterator[tuple[str, Waiver]]:
    """A comment inside of a resource or right above it is about that one, any other about the stack."""
    by_path: dict[str, list[tuple[int, int, str]]] = {data["location"]["path"]: []}
    for address, resource in resources.items():
        place = resource["location"]
        by_path.setdefault(place["path"], []).append((place["start_line"], place["end_line"], address))
    parts = _parts(resources)
    for path in dict.fromkeys([*by_path, *parts]):
        ranges = by_path.get(path, [])
        rows = _rows(source(path))
        for number, row in enumerate(rows, start=1):
            written = _MEMBER.fullmatch(row) if path.endswith(".json") else _COMMENT.search(row)
            if written is None:
                continue
            waiver = _from_comment(written["text"].decode("utf-8", "replace"), path, number)
            about = _inside(number, ranges) or _of_block(number, rows, parts.get(path, ()))
            if waiver.is_ours:
                below = _below(number, rows)
                about = (
                    about
                    or _beginning(below, ranges)
                    or _of_block(below, rows, parts.get(path, ()))
                    or [STACK]
                )
            for address in about:
                yield address, waiver


def _rows(path: str) -> list[bytes]:
    try:
        data = files.read_bytes(path)
    except OSError:
        return []
    return data.split(b"\n") if b"stackgrade" in data.lower() or b":skip=" in data else []


def _from_comment(text: str, path: str, line: int) -> Waiver:
    text = text.removesuffix("\r").removesuffix("*/")
    if found := _CHECKOVS.match(text):
        return _foreign("Checkov", found["rule"], found["reason"])
    ours = _OURS.fullmatch(text.strip())
    if ours is None:
        return Waiver(text.strip(), "", path=path, line=line)
    return Waiver(
        ours["rule"],
        _said(ours["reason"]),
        owner=_said(ours["owner"]),
        expires=ours["expires"] or "",
        path=path,
        line=line,
    )


def _inside(number: int, ranges: Iterable[tuple[int, int, str]]) -> list[str]:
    """The resources around a line; of those that lie in each other the innermost."""
    around = [(end - start, address) for start, end, address in ranges if start <= number <= end]
    return [address for length, address in around if length == min(around)[0]]


def _parts(resources: Mapping[str, Resource]) -> dict[str, list[tuple[int, str]]]:
    """Lines of Terraform in which something of a resource stands, by file: blocks beside its own are a part of it."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for address, resource in resources.items():
        own = resource["location"]["path"]
        for attribute in resource["attributes"].values():
            path = attribute.get("path", own)
            if path.endswith(".tf"):
                found[path].append((attribute["line"], address))
    return found


def _of_block(number: int, rows: list[bytes], parts: Iterable[tuple[int, str]]) -> list[str]:
    """The resources that the block around a line is a part of, such as what attaches a policy to a role.

    Or the data source that writes the policy out, or the provider that has its tags.
    """
    first = next((i for i in range(number, 0, -1) if _EDGE.match(rows[i - 1])), None)
    last = next((i for i in range(number, len(rows) + 1) if rows[i - 1].startswith(b"}")), None)
    if first is None or last is None or not rows[first - 1].startswith((b"data", b"provider", b"resource")):
        return []
    return list(dict.fromkeys(address for line, address in parts if first <= line <= last))


def _below(number: int, rows: list[bytes]) -> int:
    """The line after the comment that a line is part of."""
    while number < len(rows) and _COMMENT_LINE.match(rows[number - 1]):
        number += 1
    return number


def _beginning(number: int, ranges: Iterable[tuple[int, int, str]]) -> list[str]:
    """The resources that begin in a line."""
    return [address for start, _, address in ranges if start == number]


# Metadata


def _in_metadata(resource: Resource) -> Iterator[Waiver]:
    metadata = resource["raw"].get("Metadata")
    if not isinstance(metadata, dict):
        return
    if isinstance(metadata.get("stackgrade"), dict):
        yield from _ours(metadata["stackgrade"], resource)
    for tool, read in _READERS.items():
        if isinstance(metadata.get(tool), dict):
            yield from read(metadata[tool])


def _ours(content: Mapping[str, Any], resource: Resource) -> Iterator[Waiver]:
    place = resource["location"]
    for entry in _entries(content.get("waive")):
        yield Waiver(
            _said(entry.get("rule")) or "nothing",
            _said(entry.get("reason")),
            owner=_said(entry.get("owner")),
            expires=str(entry.get("expires") or ""),
            path=place["path"],
            line=place["start_line"],
        )


def _checkov(content: Mapping[str, Any]) -> Iterator[Waiver]:
    """https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html"""
    for entry in _entries(content.get("skip")):
        if isinstance(entry.get("id"), str):
            yield _foreign("Checkov", entry["id"], entry.get("comment"))


def _suppressed(tool: str) -> Callable[[Mapping[str, Any]], Iterator[Waiver]]:
    """https://github.com/cdklabs/cdk-nag and https://github.com/stelligent/cfn_nag"""

    def read(content: Mapping[str, Any]) -> Iterator[Waiver]:
        for entry in _entries(content.get("rules_to_suppress")):
            # One that is for a part of what the rule finds says which; ours finds it in other words.
            if isinstance(entry.get("id"), str) and not entry.get("applies_to"):
                yield _foreign(tool, entry["id"], _decoded(entry))

    return read


def _guard(content: Mapping[str, Any]) -> Iterator[Waiver]:
    """https://github.com/aws-cloudformation/aws-guard-rules-registry"""
    names = content.get("SuppressedRules")
    for name in names if isinstance(names, list) else ():
        if isinstance(name, str):
            yield _foreign("Guard", name, content.get("Reason"))


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Iterator[Waiver]]] = {
    "checkov": _checkov,
    "cdk_nag": _suppressed("cdk-nag"),
    "cfn_nag": _suppressed("cfn_nag"),
    "guard": _guard,
}


def _foreign(tool: str, rule: str, reason: Any) -> Waiver:
    said = _said(reason)
    return Waiver(rule, f"{said} ({tool}: {rule})" if said else f"{tool}: {rule}")


def _decoded(entry: Mapping[str, Any]) -> Any:
    """cdk-nag encodes reasons that are not plain ASCII."""
    reason = entry.get("reason")
    if entry.get("is_reason_encoded") is not True or not isinstance(reason, str):
        return reason
    try:
        return base64.b64decode(reason, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return reason


def _entries(content: Any) -> Iterable[Mapping[str, Any]]:
    return [entry for entry in content if isinstance(entry, dict)] if isinstance(content, list) else []


def _said(reason: Any) -> str:
    return " ".join(reason.split()) if isinstance(reason, str) else ""

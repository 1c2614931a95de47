"""Draws failures at random for a person to check, and prints them as a sheet of Markdown to fill in.

    python tools/audit.py FOLDER --seed 1 --count 200 [--profile test] > sheet.md

Half of the failures are drawn from all of them, which tells how many are right of those that a user sees. The other
half is drawn rule by rule, so that what a rare rule says is read as well; the two halves have no failure in common.
The same folder, seed and ruleset give the same sheet, wherever the folder lies.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from random import Random

from adapters.model import Location
from stackgrade import markup, profiles, ruleset
from stackgrade import run as runs
from stackgrade.errors import UsageError
from stackgrade.findings import Finding
from stackgrade.reports import Stack
from stackgrade.reports.source import excerpt
from stackgrade.run import Settings

_AROUND = 3
_QUOTED_LINES = 30
_INTRODUCTION = """\
# Audit of {count} of {total} failures

Profile `{profile}`, seed {seed}. Write a verdict to each, having read the template: `right` (what it says is true of
the template, stands in the right place, and the fix repairs it), `opinion` (true, but few would ask for it in this
template) or `wrong`, with the reason.
"""

Drawn = tuple[Stack, Finding]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="templates, anywhere below it")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--profile", default="production", help="name or file")
    arguments = parser.parse_args()
    if not arguments.folder.is_dir():
        parser.error(f"{arguments.folder} is no folder")
    try:
        profile = profiles.resolve(arguments.profile, Path())
    except UsageError as error:
        parser.error(str(error))
    os.chdir(arguments.folder)
    report = runs.grade(["."], Settings(profile, frozenset(ruleset.load().rules)))
    for problem in report.problems:
        print(problem, file=sys.stderr)
    failures = report.failures()
    drawn = draw(failures, arguments.count, arguments.seed)
    print(
        _INTRODUCTION.format(count=len(drawn), total=len(failures), profile=profile.name, seed=arguments.seed)
    )
    for number, (why, (stack, finding)) in enumerate(drawn, 1):
        print("\n".join(_entry(number, why, stack, finding)))
    return 0


def draw(failures: Sequence[Drawn], count: int, seed: int) -> list[tuple[str, Drawn]]:
    """Return at most `count` failures, each with the half that it was drawn for, in the order of the failures."""
    random = Random(seed)
    order = random.sample(range(len(failures)), len(failures))
    halves = dict.fromkeys(order[: count // 2], "from all failures")
    by_rule: dict[str, list[int]] = defaultdict(list)
    for i in order:
        by_rule[failures[i][1].rule_id].append(i)
    rules = sorted(by_rule)
    random.shuffle(rules)
    # One of each rule, then a second one of each, and so on.
    for i in (i for turn in zip_longest(*(by_rule[rule] for rule in rules)) for i in turn):
        if len(halves) == count:
            break
        if i is not None:
            halves.setdefault(i, "rule by rule")
    return [(halves[i], failures[i]) for i in sorted(halves)]


def _entry(number: int, why: str, stack: Stack, finding: Finding) -> Iterator[str]:
    place = finding.place
    subject = "the template as a whole" if finding.is_about_stack else finding.resource.address
    yield f"## {number}. {finding.rule_id} {markup.text(finding.title)}"
    yield ""
    yield f"- {finding.severity}, drawn {why}"
    yield f"- place: `{place['path']}:{place['start_line']}`"
    yield f"- about: {markup.text(subject)}"
    if finding.attribute:
        yield f"- attribute: {markup.code(finding.attribute)}"
    yield f"- says: {markup.text(finding.message or '')}"
    yield "- verdict:"
    yield ""
    if quoted := _quoted(stack, finding, place):
        yield from (markup.block("\n".join(quoted), stack.format), "")
    if finding.remediation:
        yield from ("The fix:", "", markup.block(finding.remediation, stack.format), "")


def _quoted(stack: Stack, finding: Finding, place: Location) -> list[str]:
    """The lines of the place with some around them; none for the template as a whole."""
    if finding.is_about_stack and finding.attribute is None:
        return []
    around: Location = {
        "path": place["path"],
        "start_line": max(1, place["start_line"] - _AROUND),
        "end_line": place["end_line"] + _AROUND,
    }
    return [f"{line:5} {text}" for line, text in excerpt(around, stack.secrets, _QUOTED_LINES)]


if __name__ == "__main__":
    sys.exit(main())

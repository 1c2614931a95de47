"""Which findings of two versions of a stack are the same: what was fixed, what came in, what remains.

A finding is known by its rule, its resource and its attribute. A resource is known again by its address, else by what
it is called and what it looks like (`stackgrade.traits`), so that one that is renamed, moved to another file or
written in another language keeps its findings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from stackgrade.findings import Finding
from stackgrade.reports import Stack
from stackgrade.traits import Key, Traits

_STACK = ("", "Stack")
# The sure matches first: what they refer to tells the others apart.
_ALIKE = (0.75, 0.5, 0.3)
_SAME_STACK = 0.5


@dataclass(frozen=True)
class Pair:
    """A finding of either version, or of both; never of none."""

    before: Finding | None
    after: Finding | None

    @property
    def finding(self) -> Finding:
        """The finding as it is now, else as it was."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True)
class Change:
    """What became of the failures of a stack.

    `fixed` failed and do so no more; `unclear` failed and are not decided any more; `waived` failed and are waived
    now; `introduced` fail and did not, or were undecided or waived; `remaining` fail in both. `matched` says which
    resource became which.
    """

    fixed: tuple[Pair, ...]
    introduced: tuple[Pair, ...]
    remaining: tuple[Pair, ...]
    unclear: tuple[Pair, ...]
    waived: tuple[Pair, ...]
    matched: Mapping[Key, Key]


def compare(before: Stack | None, after: Stack | None) -> Change:
    """Return what changed from one graded version of a stack to the other; None is a stack that is not there.

    Both have to be graded with `Settings.comparable`.
    """
    matched = resources(before.traits if before else (), after.traits if after else ())
    pairs = findings(before.findings if before else (), after.findings if after else (), matched)
    by_fate: dict[str | None, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_fate[_fate(pair)].append(pair)
    return Change(
        fixed=tuple(by_fate["fixed"]),
        introduced=tuple(by_fate["introduced"]),
        remaining=tuple(by_fate["remaining"]),
        unclear=tuple(by_fate["unclear"]),
        waived=tuple(by_fate["waived"]),
        matched=matched,
    )


def _fate(pair: Pair) -> str | None:
    failed = pair.before is not None and pair.before.status == "fail"
    now = pair.after.status if pair.after else None
    if now == "fail":
        return "remaining" if failed else "introduced"
    if not failed:
        return None
    return {"unknown": "unclear", "waived": "waived"}.get(now or "", "fixed")


# Findings


def findings(before: Sequence[Finding], after: Sequence[Finding], matched: Mapping[Key, Key]) -> list[Pair]:
    """Pair the findings of two versions, given which resource became which; in the order of the later version."""
    groups: dict[Hashable, tuple[list[Finding], list[Finding]]] = defaultdict(lambda: ([], []))
    for finding in before:
        key = _subject(finding)
        groups[finding.rule_id, matched.get(key, key)][0].append(finding)
    for finding in after:
        groups[finding.rule_id, _subject(finding)][1].append(finding)
    pairs = [pair for olds, news in groups.values() for pair in _paired(olds, news)]
    return sorted(pairs, key=lambda pair: (pair.after is None, pair.finding.sort_key))


def _subject(finding: Finding) -> Key:
    return _STACK if finding.is_about_stack else (finding.resource.address, finding.resource.type)


def _paired(before: Sequence[Finding], after: Sequence[Finding]) -> list[Pair]:
    """Pair what one rule says of one resource, the most alike first; what is left came or went.

    A whole block that is missing, and what is wrong in it once it is there, are the same failure.
    """
    olds, news = [*before], [*after]
    pairs = []
    for alike in _LIKENESS:
        for old in [*olds]:
            new = next((one for one in news if alike(old, one)), None)
            if new is not None:
                pairs.append(Pair(old, new))
                olds.remove(old)
                news.remove(new)
    pairs += [Pair(old, next((one for one in after if _is_around(one, old)), None)) for old in olds]
    pairs += [Pair(next((one for one in before if _is_around(one, new)), None), new) for new in news]
    return pairs


def _is_around(one: Finding, other: Finding) -> bool:
    """Whether one of two failures is about a part of what the other one is about."""
    if one.status != other.status or one.is_about_stack:
        return False
    outer, inner = sorted((one.attribute_path or "", other.attribute_path or ""), key=len)
    return outer != inner and (not outer or inner.startswith((f"{outer}.", f"{outer}[")))


def _same_status(old: Finding, new: Finding) -> bool:
    return old.status == new.status or {old.status, new.status} <= {"fail", "waived"}


_LIKENESS: tuple[Callable[[Finding, Finding], bool], ...] = (
    lambda old, new: (
        _same_status(old, new) and old.attribute_path == new.attribute_path and old.message == new.message
    ),
    lambda old, new: _same_status(old, new) and old.message == new.message,
    lambda old, new: _same_status(old, new) and old.attribute_path == new.attribute_path,
    lambda old, new: old.attribute_path == new.attribute_path,
)


# Resources


def resources(before: Sequence[Traits], after: Sequence[Traits]) -> dict[Key, Key]:
    """Return which resource of the earlier version is which of the later one: each at most once, of the same type.

    The same address is the same resource. So are the only two of their type, whatever they look like, unless they
    refer to other things; after these the pairs that are most alike in name, settings and what they refer to, as long
    as they are alike at all.
    """
    now = {one.key for one in after}
    matched = {one.key: one.key for one in before if one.key in now}
    types = [Counter(one.type for one in version) for version in (before, after)]
    for threshold in _ALIKE:
        taken = set(matched.values())
        old = _by_type(one for one in before if one.key not in matched)
        new = _by_type(one for one in after if one.key not in taken)
        scored = [
            (_likeness(one, other, matched, taken, all(count[type] == 1 for count in types)), one, other)
            for type, ones in old.items()
            for one in ones
            for other in new.get(type, ())
        ]
        scored.sort(key=lambda item: (-item[0], item[1].key, item[2].key))
        for score, one, other in scored:
            if score >= threshold and one.key not in matched and other.key not in taken:
                matched[one.key] = other.key
                taken.add(other.key)
    return matched


def _by_type(traits: Iterable[Traits]) -> dict[str, list[Traits]]:
    found: dict[str, list[Traits]] = defaultdict(list)
    for one in traits:
        found[one.type].append(one)
    return found


def _likeness(
    one: Traits, other: Traits, matched: Mapping[Key, Key], taken: Set[Key], only_ones: bool
) -> float:
    """How much two resources of one type look alike, from 0 to 1, given which others are the same by now.

    A reference to what is not matched yet counts as one to its type.
    """
    referred = {(path, matched.get(target, target[1:])) for path, target in one.references}
    refers = {(path, target if target in taken else target[1:]) for path, target in other.references}
    targets = _share({target for _, target in referred}, {target for _, target in refers})
    if only_ones and (not referred or not refers or targets):
        return 1.0
    shares = [
        (2, _share(one.words, other.words) if one.words and other.words else None),
        (1, _share(one.names, other.names) if one.names and other.names else None),
        (2, _share(one.values, other.values)),
        (2, _share(referred, refers)),
    ]
    known = [(weight, share) for weight, share in shares if share is not None]
    total = sum(weight for weight, _ in known)
    return sum(weight * share for weight, share in known) / total if total else 0.0


def _share(one: Set[Hashable], other: Set[Hashable]) -> float | None:
    """What two sets have in common; None when there is nothing to tell from."""
    return len(one & other) / len(one | other) if one or other else None


# Stacks


def stacks(
    before: Sequence[Stack], after: Sequence[Stack], place: Callable[[Stack], str]
) -> list[tuple[Stack | None, Stack | None]]:
    """Pair the stacks of two versions; `place` says where a stack lies, in the same words for both.

    The same place and name is the same stack, then one that alone has its name, then those whose resources are most
    alike, so that a file that is renamed stays what it was, and at last the only two of one place. What is left was
    removed or added. The order is that of the places.
    """
    olds, news = [*before], [*after]
    pairs: list[tuple[Stack | None, Stack | None]] = []

    def pair(old: Stack, new: Stack) -> None:
        pairs.append((old, new))
        olds.remove(old)
        news.remove(new)

    def pair_by(key: Callable[[Stack], Hashable]) -> None:
        for old in [*olds]:
            same = [stack for stack in news if key(stack) == key(old)]
            if len(same) == 1 and sum(key(stack) == key(old) for stack in olds) == 1:
                pair(old, same[0])

    pair_by(lambda stack: (place(stack), stack.name))
    pair_by(lambda stack: (stack.name, stack.format))
    scored = [(_overlap(old, new), place(old), place(new), old, new) for old in olds for new in news]
    for score, _, _, old, new in sorted(scored, key=lambda item: (-item[0], *item[1:3])):
        if score >= _SAME_STACK and old in olds and new in news:
            pair(old, new)
    pair_by(place)
    pairs += [(old, None) for old in olds] + [(None, new) for new in news]
    return sorted(pairs, key=lambda one: next((place(stack), stack.name) for stack in reversed(one) if stack))


def _overlap(old: Stack, new: Stack) -> float:
    """What two stacks have in common: resources by address and type."""
    return _share({one.key for one in old.traits}, {one.key for one in new.traits}) or 0.0

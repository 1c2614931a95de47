"""Regular expressions in RE2's syntax to programs of a simple machine.

Python's own differ in syntax, in what matches an empty text, and can take exponential time, which RE2's never do.
https://github.com/google/re2/wiki/Syntax and https://swtch.com/~rsc/regexp/regexp2.html
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from adapters.terraform.functions.errors import FunctionError, NotSupported

_MAX_REPEAT = 1000
_MAX_PROGRAM = 20_000
_UNBOUNDED = -1
_WORD = ((48, 57), (65, 90), (95, 95), (97, 122))
_DIGITS = ((48, 57),)
_SPACE = ((9, 10), (12, 13), (32, 32))
_PERL = {"d": _DIGITS, "s": _SPACE, "w": _WORD}
_POSIX = {
    "alnum": ((48, 57), (65, 90), (97, 122)), "alpha": ((65, 90), (97, 122)), "ascii": ((0, 127),),
    "blank": ((9, 9), (32, 32)), "cntrl": ((0, 31), (127, 127)), "digit": _DIGITS, "graph": ((33, 126),),
    "lower": ((97, 122),), "print": ((32, 126),), "punct": ((33, 47), (58, 64), (91, 96), (123, 126)),
    "space": ((9, 13), (32, 32)), "upper": ((65, 90),), "word": _WORD,
    "xdigit": ((48, 57), (65, 70), (97, 102)),
}  # fmt: skip
_CATEGORIES = frozenset(
    [
        "C",
        "Cc",
        "Cf",
        "Co",
        "Cs",
        "L",
        "Ll",
        "Lm",
        "Lo",
        "Lt",
        "Lu",
        "M",
        "Mc",
        "Me",
        "Mn",
        "N",
        "Nd",
        "Nl",
        "No",
        "P",
        "Pc",
        "Pd",
        "Pe",
        "Pf",
        "Pi",
        "Po",
        "Ps",
        "S",
        "Sc",
        "Sk",
        "Sm",
        "So",
        "Z",
        "Zl",
        "Zp",
        "Zs",
    ]
)
_PLAIN_ESCAPES = {"a": 7, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11}
_ASSERTIONS = {"A": "begin text", "z": "end text", "b": "word", "B": "no word"}
_BOUNDS = re.compile(r"\{(0|[1-9][0-9]*)(?:(,)(0|[1-9][0-9]*)?)?\}")
_NAME = re.compile(r"\?P?<([^>]*)>")
_FLAGS = re.compile(r"\?([imsU]*)(?:-([imsU]+))?([:)])")


class Part(NamedTuple):
    """Some characters: ranges of code points, or a Unicode category."""

    ranges: tuple[tuple[int, int], ...]
    category: str = ""
    negated: bool = False

    def holds(self, characters: str) -> bool:
        """Whether one of the characters is among these."""
        return any(self._one(character) for character in characters) != self.negated

    def _one(self, character: str) -> bool:
        if self.category:
            return unicodedata.category(character).startswith(self.category)
        return any(low <= ord(character) <= high for low, high in self.ranges)


@dataclass(frozen=True)
class Characters:
    """What one character may be; with `fold`, in upper and lower case."""

    parts: tuple[Part, ...]
    negated: bool = False
    fold: bool = False
    known: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    def holds(self, character: str) -> bool:
        """Whether a character is one of these."""
        if character not in self.known:
            forms = _orbit(character) if self.fold else character
            self.known[character] = any(part.holds(forms) for part in self.parts) != self.negated
        return self.known[character]


@dataclass(frozen=True)
class Assertion:
    """A place between characters: `begin text`, `end line`, `word`..."""

    kind: str


@dataclass(frozen=True)
class Group:
    """A part whose place is remembered; `capture` counts from 1, 0 is the whole pattern."""

    capture: int
    node: Node


@dataclass(frozen=True)
class Repeat:
    """A part that may stand several times."""

    node: Node
    least: int
    most: int
    greedy: bool


@dataclass(frozen=True)
class Sequence:
    """Parts one after the other."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Choice:
    """One of several parts, the first that leads to a match."""

    nodes: tuple[Node, ...]


Node = Characters | Assertion | Group | Repeat | Sequence | Choice


class Flags(NamedTuple):
    """What `(?imsU)` switches."""

    i: bool = False
    m: bool = False
    s: bool = False
    U: bool = False


@cache
def _folded() -> dict[str, str]:
    """Characters that are one when upper and lower case are not told apart, by what they fold to."""
    found: dict[str, str] = {}
    for code in range(0x20000):
        character = chr(code)
        if (
            character.upper() != character
            or character.lower() != character
            or character.casefold() != character
        ):
            key = _fold(character)
            found[key] = found.get(key, "") + character
    return found


def _fold(character: str) -> str:
    folded = character.casefold()
    return folded if len(folded) == 1 else character.lower() if len(character.lower()) == 1 else character


def _orbit(character: str) -> str:
    if character.isascii() and character not in "ksKS":
        return character.lower() + character.upper()
    return _folded().get(_fold(character), "") + character


class _Parser:
    def __init__(self, pattern: str) -> None:
        self._text = pattern
        self._at = 0
        self._flags = Flags()
        self.names: list[str] = []

    def parse(self) -> Node:
        """Return the whole pattern; raises FunctionError."""
        node = self._choice()
        if self._at < len(self._text):
            raise self._error("a parenthesis is not open")
        return node

    def _error(self, message: str) -> FunctionError:
        return FunctionError(f"the regular expression {self._text[:60]} is not understood: {message}")

    def _ahead(self, text: str) -> bool:
        return self._text.startswith(text, self._at)

    def _take(self) -> str:
        if self._at >= len(self._text):
            raise self._error("it ends too early")
        self._at += 1
        return self._text[self._at - 1]

    def _choice(self) -> Node:
        nodes = [self._sequence()]
        while self._ahead("|"):
            self._at += 1
            nodes.append(self._sequence())
        return nodes[0] if len(nodes) == 1 else Choice(tuple(nodes))

    def _sequence(self) -> Node:
        nodes: list[Node] = []
        repeated = False
        while self._at < len(self._text) and self._text[self._at] not in "|)":
            bounds = self._bounds()
            if bounds is None:
                repeated = False
                nodes += self._atom()
                continue
            if repeated:
                raise self._error("a repetition is repeated")
            if not nodes:
                raise self._error("there is nothing to repeat")
            nodes[-1] = self._repeated(nodes[-1], *bounds)
            repeated = True
        return nodes[0] if len(nodes) == 1 else Sequence(tuple(nodes))

    def _bounds(self) -> tuple[int, int] | None:
        character = self._text[self._at]
        if character in "*+?":
            self._at += 1
            return int(character == "+"), 1 if character == "?" else _UNBOUNDED
        match = _BOUNDS.match(self._text, self._at)
        if match is None:
            return None
        self._at = match.end()
        if any(len(number or "") > 4 for number in (match[1], match[3])):
            raise self._error("it repeats too often")
        least = int(match[1])
        most = least if match[2] is None else _UNBOUNDED if match[3] is None else int(match[3])
        if least > _MAX_REPEAT or most > _MAX_REPEAT or -1 < most < least:
            raise self._error("it repeats too often")
        return least, most

    def _repeated(self, node: Node, least: int, most: int) -> Node:
        greedy = not self._flags.U
        if self._ahead("?"):
            self._at += 1
            greedy = not greedy
        found = Repeat(node, least, most, greedy)
        if max(least, most) > 1 and not _fits(found, _MAX_REPEAT):
            raise self._error("it repeats too often")
        return found

    def _atom(self) -> list[Node]:
        character = self._take()
        if character == "(":
            return self._group()
        if character == "[":
            return [self._class()]
        if character == "\\":
            return self._escape()
        if character == ".":
            newline: tuple[Part, ...] = () if self._flags.s else (Part(((10, 10),)),)
            return [Characters(newline, negated=True)]
        if character == "^":
            return [Assertion("begin line" if self._flags.m else "begin text")]
        if character == "$":
            return [Assertion("end line" if self._flags.m else "end text")]
        return [self._literal(ord(character))]

    def _literal(self, code: int) -> Node:
        return Characters((Part(((code, code),)),), fold=self._flags.i)

    def _group(self) -> list[Node]:
        before, capture = self._flags, 0
        if not self._ahead("?"):
            self.names.append("")
            capture = len(self.names)
        elif (name := _NAME.match(self._text, self._at)) is not None:
            if re.fullmatch(r"[0-9A-Za-z_]+", name[1]) is None:
                raise self._error("the name of a group has other signs than letters, digits and _")
            self._at = name.end()
            self.names.append(name[1])
            capture = len(self.names)
        elif self._switched():
            return []
        node = self._choice()
        if not self._ahead(")"):
            raise self._error("a parenthesis is not closed")
        self._at += 1
        self._flags = before
        return [Group(capture, node) if capture else node]

    def _switched(self) -> bool:
        """Read `?flags:` or `?flags)`; the latter holds up to the end of the group that it stands in."""
        match = _FLAGS.match(self._text, self._at)
        if match is None:
            raise self._error("there is no such group")
        self._at = match.end()
        on, off = match[1], match[2] or ""
        changes = {**dict.fromkeys(on, True), **dict.fromkeys(off, False)}
        self._flags = Flags(
            *(changes.get(name, old) for name, old in zip(Flags._fields, self._flags, strict=True))
        )
        return match[3] == ")"

    def _escape(self) -> list[Node]:
        following = self._text[self._at : self._at + 1]
        if following in _ASSERTIONS and following:
            self._at += 1
            return [Assertion(_ASSERTIONS[following])]
        if following == "Q":
            end = self._text.find("\\E", self._at)
            literal = self._text[self._at + 1 : end if end >= 0 else len(self._text)]
            self._at = end + 2 if end >= 0 else len(self._text)
            return [self._literal(ord(character)) for character in literal]
        part = self._escaped_class()
        if part is not None:
            return [Characters((part,), fold=self._flags.i)]
        return [self._literal(self._escaped_character())]

    def _escaped_class(self) -> Part | None:
        """`d` or `p{Lu}` after a backslash."""
        following = self._text[self._at : self._at + 1]
        if following and following in "dswDSW":
            self._at += 1
            return Part(_PERL[following.lower()], negated=following.isupper())
        if following not in ("p", "P"):
            return None
        self._at += 1
        name = self._take()
        if name == "{":
            end = self._text.find("}", self._at)
            if end < 0:
                raise self._error("a brace is not closed")
            name = self._text[self._at : end]
            self._at = end + 1
        negated = (following == "P") != name.startswith("^")
        return self._category(name.removeprefix("^"), negated)

    def _category(self, name: str, negated: bool) -> Part:
        if name == "Any":
            return Part(((0, 0x10FFFF),), negated=negated)
        if name in _CATEGORIES:
            return Part((), name, negated)
        if name.replace("_", "").isalpha() and name.isascii() and len(name) > 2:
            raise NotSupported(f"the script {name} in a regular expression is not known here")
        raise self._error(f"there is no class {name}")

    def _escaped_character(self) -> int:
        character = self._take()
        if character in _PLAIN_ESCAPES:
            return _PLAIN_ESCAPES[character]
        if character == "x":
            return self._hexadecimal()
        octal = re.compile(r"0[0-7]{0,2}|[1-7][0-7]{1,2}").match(self._text, self._at - 1)
        if octal is not None:
            self._at = octal.end()
            return int(octal[0], 8)
        if character.isascii() and not character.isalnum():
            return ord(character)
        raise self._error(f"\\{character} means nothing")

    def _hexadecimal(self) -> int:
        match = re.compile(r"\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2})").match(self._text, self._at)
        if match is None or int(match[1] or match[2], 16) > 0x10FFFF:
            raise self._error("\\x wants two hexadecimal digits")
        self._at = match.end()
        return int(match[1] or match[2], 16)

    def _class(self) -> Node:
        negated = self._ahead("^")
        self._at += negated
        parts: list[Part] = []
        first = True
        while first or not self._ahead("]"):
            first = False
            parts.append(self._class_part())
        self._at += 1
        return Characters(tuple(parts), negated, self._flags.i)

    def _class_part(self) -> Part:
        if self._ahead("[:") and (end := self._text.find(":]", self._at + 2)) >= 0:
            name = self._text[self._at + 2 : end]
            if name.removeprefix("^") not in _POSIX:
                raise self._error(f"there is no class [:{name}:]")
            self._at = end + 2
            return Part(_POSIX[name.removeprefix("^")], negated=name.startswith("^"))
        if self._ahead("\\"):
            self._at += 1
            part = self._escaped_class()
            if part is not None:
                return part
            self._at -= 1
        low = high = self._class_character()
        if self._ahead("-") and not self._ahead("-]") and self._at + 1 < len(self._text):
            self._at += 1
            high = self._class_character()
        if high < low:
            raise self._error("a range ends before it begins")
        return Part(((low, high),))

    def _class_character(self) -> int:
        character = self._take()
        return self._escaped_character() if character == "\\" else ord(character)


def _fits(node: Node, allowed: int) -> bool:
    """Whether repetitions inside one another are no more than so many."""
    if isinstance(node, Repeat):
        times = node.most if node.most >= 0 else node.least
        if node.most == 0:
            return True
        if times > allowed:
            return False
        return _fits(node.node, allowed // times if times > 0 else allowed)
    if isinstance(node, Group):
        return _fits(node.node, allowed)
    return all(_fits(part, allowed) for part in node.nodes) if isinstance(node, Sequence | Choice) else True


class Step(NamedTuple):
    """One step of a program: a character to read, or `split`, `jump`, `save`, `assert`, `match`."""

    kind: str
    characters: Characters | None = None
    assertion: str = ""
    number: int = 0  # of what to save, or of the step to go on with
    other: int = 0  # the step to go on with when the first does not lead to a match


@dataclass(frozen=True)
class Program:
    """A pattern that is ready to run; `names` are those of its groups, empty for one without."""

    steps: list[Step]
    names: list[str]
    anchored: bool


@lru_cache(maxsize=512)
def compiled(pattern: str) -> Program:
    """Return the program of a pattern; raises FunctionError."""
    parser = _Parser(pattern)
    node = parser.parse()
    builder = _Builder()
    builder.add(Group(0, node))
    builder.steps.append(Step("match"))
    first = next(iter(_leading(node)), None)
    return Program(builder.steps, parser.names, first == Assertion("begin text"))


def _leading(node: Node) -> Iterator[Node]:
    while isinstance(node, Sequence | Group):
        if isinstance(node, Sequence) and not node.nodes:
            return
        node = node.node if isinstance(node, Group) else node.nodes[0]
    yield node


def _is_nullable(node: Node) -> bool:
    if isinstance(node, Characters):
        return False
    if isinstance(node, Repeat):
        return node.least == 0 or _is_nullable(node.node)
    if isinstance(node, Group):
        return _is_nullable(node.node)
    if isinstance(node, Choice):
        return any(_is_nullable(part) for part in node.nodes)
    return isinstance(node, Assertion) or all(_is_nullable(part) for part in node.nodes)


class _Builder:
    def __init__(self) -> None:
        self.steps: list[Step] = []

    def add(self, node: Node) -> None:
        """Append the steps of a part."""
        if len(self.steps) > _MAX_PROGRAM:
            raise NotSupported("the regular expression is too large")
        if isinstance(node, Characters):
            self.steps.append(Step("read", node))
        elif isinstance(node, Assertion):
            self.steps.append(Step("assert", assertion=node.kind))
        elif isinstance(node, Sequence):
            for part in node.nodes:
                self.add(part)
        elif isinstance(node, Group):
            self._group(node)
        elif isinstance(node, Choice):
            self._choice(node)
        else:
            self._repeat(node)

    def _group(self, node: Group) -> None:
        self.steps.append(Step("save", number=2 * node.capture))
        self.add(node.node)
        self.steps.append(Step("save", number=2 * node.capture + 1))

    def _choice(self, node: Choice) -> None:
        jumps = []
        for part in node.nodes[:-1]:
            split = self._split()
            self.add(part)
            jumps.append(len(self.steps))
            self.steps.append(Step("jump"))
            self._aim(split, split + 1, len(self.steps), greedy=True)
        self.add(node.nodes[-1])
        for jump in jumps:
            self.steps[jump] = Step("jump", number=len(self.steps))

    def _repeat(self, node: Repeat) -> None:
        for _ in range(node.least - (node.most < 0 < node.least)):
            self.add(node.node)
        if node.most < 0:
            self._loop(node)
            return
        splits = []
        for _ in range(node.most - node.least):
            splits.append(self._split())
            self.add(node.node)
        for split in splits:
            self._aim(split, split + 1, len(self.steps), node.greedy)

    def _loop(self, node: Repeat) -> None:
        # What can be empty is looped over as (x+)? so that an empty round comes last.
        skip = self._split() if node.least == 0 else None
        start = len(self.steps)
        self.add(node.node)
        if skip is not None and not _is_nullable(node.node):
            self.steps.append(Step("jump", number=skip))
        else:
            split = self._split()
            self._aim(split, start, split + 1, node.greedy)
        if skip is not None:
            self._aim(skip, skip + 1, len(self.steps), node.greedy)

    def _split(self) -> int:
        self.steps.append(Step("split"))
        return len(self.steps) - 1

    def _aim(self, split: int, inside: int, outside: int, greedy: bool) -> None:
        first, second = (inside, outside) if greedy else (outside, inside)
        self.steps[split] = Step("split", number=first, other=second)

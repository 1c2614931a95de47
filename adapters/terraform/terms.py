"""What an expression comes to: values that may be unknown in whole or in part, and what they were made from.

Terms have no lines, since a value is used in many places. They are never changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from adapters.terraform.functions.collection import MAX_TEXT
from adapters.terraform.functions.conversion import as_text
from adapters.terraform.functions.kinds import set_from
from adapters.terraform.functions.sets import TerraformList, TerraformMap, TerraformSet
from adapters.terraform.functions.string import normalized
from adapters.tree import Scalar
from adapters.values import NONE, Mixed, Reference, Unknown

if TYPE_CHECKING:
    from adapters.terraform.cdktf import StackOutputs
    from adapters.terraform.evaluator import Namespace, Scope
    from adapters.terraform.module import Instance, ModuleOutputs, OpenGroup, WrittenBlock
    from adapters.terraform.syntax import Expression

    # What gives terms by name or by index; a namespace is only on its way to a value.
    Giving: TypeAlias = Instance | OpenGroup | WrittenBlock | ModuleOutputs | StackOutputs | Namespace

Data: TypeAlias = "Scalar | Mixed | Unknown | Reference | list[Term] | dict[str, Term] | Giving"


@dataclass(frozen=True, slots=True)
class Term:
    """A value with its marks: the variables and the resources that it was made from, and whether it is sensitive.

    `asks` are the expression and the scope of a comparison that is open: where it is handed on as a value, what it
    decides elsewhere is the same question.
    """

    data: Data
    parameters: frozenset[str] = NONE
    references: frozenset[Reference] = NONE
    sensitive: bool = False
    asks: tuple[Expression, Scope] | None = field(default=None, compare=False, repr=False)

    def marked(self, *others: Term) -> Term:
        """This value, with the marks of others beside its own."""
        parameters, references, sensitive = self.parameters, self.references, self.sensitive
        for other in others:
            parameters |= other.parameters
            references |= other.references | _own(other)
            sensitive = sensitive or other.sensitive
        if (parameters, references, sensitive) == (self.parameters, self.references, self.sensitive):
            return self
        return replace(self, parameters=parameters, references=references, sensitive=sensitive)

    @property
    def is_open(self) -> bool:
        """Whether the value itself is not known, whatever is inside it."""
        data = self.data
        return isinstance(data, Unknown | Reference) or (isinstance(data, Mixed) and not data.is_known)

    @property
    def is_group(self) -> bool:
        """Whether it is an open number of instances, of which `item` gives one."""
        return hasattr(self.data, "item")

    @property
    def is_undecided(self) -> bool:
        """Whether what is made from it is open."""
        return self.is_open or self.is_group

    @property
    def is_null(self) -> bool:
        return self.data is None

    def elements(self) -> Iterator[Term]:
        """What is directly inside."""
        if isinstance(self.data, list):
            yield from self.data
        elif isinstance(self.data, dict):
            yield from self.data.values()

    def parts(self) -> Iterator[Term]:
        """This value and everything inside it."""
        yield self
        for element in self.elements():
            yield from element.parts()


def _own(term: Term) -> frozenset[Reference]:
    if isinstance(term.data, Reference):
        return frozenset({term.data})
    if isinstance(term.data, Mixed):
        return frozenset(part for part in term.data.parts if isinstance(part, Reference))
    return NONE


def marks(terms: Iterable[Term]) -> Term:
    """A null with the marks of all terms and of everything inside them."""
    return Term(None).marked(*(part for term in terms for part in term.parts()))


@dataclass(frozen=True, slots=True)
class Rest(Unknown):
    """Any number of elements of a list, or none: as an element, it stands for all of them."""


@dataclass(frozen=True, slots=True)
class Partly(Unknown):
    """A list or set that is not known, but for some that is surely in it: whoever does not ask sees what is open.

    Among the `items` is a Rest where the others are.
    """

    items: tuple[Term, ...] = field(default=(), compare=False)


def partly(items: Sequence[Term]) -> Term:
    """Return the list of these elements: one of which some is known, where a Rest is among them."""
    rest = next((item.data for item in items if isinstance(item.data, Rest)), None)
    if rest is None:
        return Term([*items])
    if all(isinstance(item.data, Rest) for item in items):
        return Term(Unknown(rest.reason, rest.kind, rest.expression)).marked(marks(items))
    return Term(Partly(rest.reason, rest.kind, rest.expression, items=tuple(items))).marked(marks(items))


def unknown(reason: str, kind: str, expression: str) -> Term:
    """A value that is not known; `expression` stands for it in text, without `${}`."""
    return Term(Unknown(reason, kind, f"${{{expression}}}"))


class NotKnown(Exception):
    """Raised by `plain` for a value that is not known throughout."""

    def __init__(self, term: Term) -> None:
        super().__init__()
        self.term = term


def plain(term: Term) -> Any:
    """Return a value as plain Python data; raises NotKnown."""
    data = term.data
    if isinstance(data, TerraformSet):
        return TerraformSet(plain(item) for item in data)
    if isinstance(data, list):
        return like(data, [plain(item) for item in data])
    if isinstance(data, dict):
        return like(data, {key: plain(item) for key, item in data.items()})
    if isinstance(data, Mixed) and data.is_known:
        return data.text
    if data is None or isinstance(data, bool | int | float | str):
        return data
    raise NotKnown(term)


def lifted(content: Any, mark: Term) -> Term:
    """Return plain Python data as a term in which everything bears the marks of another one."""
    if isinstance(content, Term):
        return content
    if isinstance(content, TerraformSet):
        return Term(set_from([lifted(item, mark) for item in content])).marked(mark)
    if isinstance(content, list | tuple):
        return Term(like(content, [lifted(item, mark) for item in content])).marked(mark)
    if isinstance(content, Mapping):
        members = {normalized(str(key)): lifted(item, mark) for key, item in content.items()}
        return Term(like(content, members)).marked(mark)
    return Term(normalized(content) if isinstance(content, str) else content).marked(mark)


def like(model: Any, content: Any) -> Any:
    """Return elements or members as what they are taken from: a list or a tuple, a map or an object."""
    if isinstance(model, TerraformList):
        return TerraformList(content)
    return TerraformMap(content) if isinstance(model, TerraformMap) else content


def term_set(items: Sequence[Term]) -> list[Term]:
    """A set whose elements are distinct already."""
    result: TerraformSet = TerraformSet()
    list.extend(result, items)
    return result


def text_of(term: Term) -> Mixed:
    """Return a scalar as text with what is open in it; raises FunctionError for a list, an object or null."""
    data = term.data
    if isinstance(data, Mixed):
        return data
    if isinstance(data, Unknown | Reference):
        return Mixed((data,))
    return Mixed((as_text(data),))


def joined(terms: Iterable[Term]) -> Term:
    """Return the text that terms make one after another; raises FunctionError as `text_of` does."""
    terms = list(terms)
    parts: list[str | Unknown | Reference] = []
    for term in terms:
        for part in text_of(term).parts:
            if isinstance(part, str) and parts and isinstance(parts[-1], str):
                parts[-1] += part
            elif part != "":
                parts.append(part)
    if sum(len(part) for part in parts if isinstance(part, str)) > MAX_TEXT:
        return unknown("the text is too long to be looked at", "function", "...").marked(*terms)
    open_parts = any(not isinstance(part, str) for part in parts)
    secret = [term.data for term in terms if term.sensitive]
    is_sealed = bool(secret) and all(isinstance(data, Mixed) and data.is_sealed for data in secret)
    data: Data = (
        Mixed(tuple(parts), is_sealed=is_sealed)
        if open_parts
        else normalized("".join(str(part) for part in parts))
    )
    return Term(data).marked(*terms)

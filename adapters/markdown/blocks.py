"""The fenced blocks of a Markdown file, and the files that they are.

A block has the name that its info string gives (`hcl title=main.tf`), or its first line in a comment, or the heading or
bold line above it. https://spec.commonmark.org/0.31.2/#fenced-code-blocks
"""

from __future__ import annotations

import os
import posixpath
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from adapters.discovery import looks_like_plan, looks_like_template
from adapters.errors import InputError
from adapters.text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

MAX_SIZE = 4 * 1024 * 1024
_TOO_BIG = f"the file is larger than {MAX_SIZE // 1024 // 1024} MiB"
_YAML = frozenset({".yaml", ".yml", ".template", ".cfn", ".cform"})
_JSON = frozenset({".json", ".template"})
_HCL = frozenset({".tf", ".tfvars", ".hcl"})
# By the first word of an info string: what a file in that language may end in.
_LANGUAGES = {
    "yaml": _YAML, "yml": _YAML, "cloudformation": _YAML | _JSON, "json": _JSON, "jsonc": _JSON,
    "hcl": _HCL, "terraform": _HCL, "tf": _HCL,
}  # fmt: skip
_TEMPLATES = _YAML | _JSON | _HCL

_LANGUAGE = re.compile(r"[\w+#.-]*")
_TITLE = re.compile(r"""\b(?:title|file|filename|path)\s*[=:]\s*(?:"([^"]*)"|'([^']*)'|([^\s,}]+))""")
_AFTER_LANGUAGE = re.compile(r"[\w+#-]+:(\S+)")
_COMMENT = re.compile(r"\s*(?:#+|//+|/\*+|<!--|--)\s*(?P<text>.*?)\s*(?:\*/|-->)?\s*")
_LABEL = re.compile(r"(?:file(?: ?name)?|path)\s*:\s*", re.IGNORECASE)
# A word that is a path with a suffix; a sentence or a version number is none.
_PATH = re.compile(r"(?P<path>[\w@.~/\\-]*[\w@-]\.(?P<suffix>[A-Za-z][A-Za-z0-9]{0,9}))")
_ONLY_NAME = re.compile(r"(?:\*\*|__)(?P<bold>.+?)(?:\*\*|__)\s*:?|(?P<code>`[^`]+`)\s*:?")
_AFTER_NAME = re.compile(r"\s*(?:$|[-\u2013\u2014(:,])")
_RESOURCES = re.compile(
    r"""^(?:Resources|'Resources'|"Resources")\s*:|^\s*"Resources"\s*:|^\{.*"Resources"\s*:""", re.M
)
_BELOW_HEADINGS = 7
_LONGEST = 300  # of a line that may name a file


@dataclass(frozen=True)
class Block:
    """A file: its path inside of the document, POSIX, its content, and the line where that begins."""

    name: str
    content: str
    line: int

    @property
    def is_template(self) -> bool:
        """Whether it may be one; other files are what templates refer to."""
        return posixpath.splitext(self.name)[1].lower() in _TEMPLATES


@dataclass(frozen=True)
class _Fence:
    """A fenced block as it is written; without a name when nothing gives one."""

    language: str
    content: str
    line: int
    name: str | None = None


def read(path: str) -> tuple[list[Block], list[InputError], list[InputError]]:
    """Return the files that a Markdown file holds, what is wrong with others, and which are passed over.

    Raises InputError when the file cannot be read or is no text.
    """
    text = read_text(path, MAX_SIZE, _TOO_BIG)
    errors: list[InputError] = []
    fences = [*_fences(path, text, errors)]
    blocks: dict[str, Block] = {}
    for fence in fences:
        if fence.name is None:
            continue
        block = _block(path, fence, fence.name, errors)
        if block is not None and block.name in blocks:
            first = blocks[block.name].line
            errors.append(
                InputError(path, f"{block.name} stands here twice, first in line {first}", block.line)
            )
        elif block is not None:
            blocks[block.name] = block
    warnings: list[InputError] = []
    stem = os.path.splitext(os.path.basename(path))[0]
    for block in _unnamed(path, [fence for fence in fences if fence.name is None], [*blocks], stem, warnings):
        blocks[block.name] = block
    return [*blocks.values()], errors, warnings


def _block(path: str, fence: _Fence, name: str, errors: list[InputError]) -> Block | None:
    """A named block; a name that leads out of the document is refused."""
    clean = posixpath.normpath(name.replace("\\", "/"))
    if posixpath.isabs(clean) or clean.startswith(("..", "~")):
        errors.append(InputError(path, f"the file {name} lies outside of the document", fence.line))
        return None
    content = fence.content
    if clean.endswith(".json"):  # which has no comments, but for the one that names the file
        first, _, rest = content.partition("\n")
        content = f"\n{rest}" if _COMMENT.fullmatch(first[:_LONGEST]) else content
    return Block(clean, content, fence.line)


def _unnamed(
    path: str, fences: Sequence[_Fence], taken: Sequence[str], stem: str, warnings: list[InputError]
) -> Iterator[Block]:
    """Blocks that nothing names: whole templates, and a configuration where the names leave its place free.

    Others are excerpts, or what a command prints.
    """
    names = {*taken}
    rooted = any(posixpath.dirname(name) == "" and name.endswith((".tf", ".tf.json")) for name in names)
    for fence in fences:
        suffixes = _LANGUAGES.get(fence.language, frozenset())
        if suffixes == _HCL:
            if rooted:
                said = "this block has no file name: it is taken for an excerpt, since others have one"
                warnings.append(InputError(path, said, fence.line))
                continue
            suffix = ".tf"
        elif (suffixes or not fence.language) and _is_whole(fence.content):
            suffix = ".json" if fence.content.lstrip().startswith("{") else ".yaml"
        else:
            continue
        name, number = f"{stem}{suffix}", 1
        while name in names:
            number += 1
            name = f"{stem}-{number}{suffix}"
        names.add(name)
        yield Block(name, fence.content, fence.line)


def _is_whole(content: str) -> bool:
    """Whether this is all of a template, or a plan; an excerpt begins somewhere below."""
    return (looks_like_template(content) and bool(_RESOURCES.search(content))) or looks_like_plan(content)


def _fences(path: str, text: str, errors: list[InputError]) -> Iterator[_Fence]:
    """Every block in its order, with the name that its place gives it."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark")
    parser.core.ruler.disable("inline")  # text inside of paragraphs is not looked at
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    tokens = parser.parse(text)
    above: tuple[int, str] | None = None  # how deep a heading is, and the file that it names
    for i, token in enumerate(tokens):
        if token.type == "heading_open":
            depth, name = int(token.tag[1:]), _in_heading(tokens[i + 1].content)
            if name or (above and depth <= above[0]):
                above = (depth, name) if name else None
        elif token.type == "paragraph_open":
            name = _alone(tokens[i + 1].content)
            above = (_BELOW_HEADINGS, name) if name else above
        elif token.type == "fence" and token.map:
            if not _is_closed(token, lines):
                errors.append(InputError(path, "this block is never closed", token.map[0] + 1))
                continue
            fence = _fence(token, token.map[0] + 2)
            if fence.name is None and above and _fits(fence.language, above[1]):
                fence, above = replace(fence, name=above[1]), None
            elif fence.name and above and above[1].endswith(f"/{fence.name}"):
                fence, above = replace(fence, name=above[1]), None  # the comment has the last part of it only
            yield fence


def _is_closed(token: Token, lines: Sequence[str]) -> bool:
    assert token.map is not None
    last = lines[token.map[1] - 1].strip(" \t>")
    return (
        token.map[1] - token.map[0] > 1 and last.startswith(token.markup) and not last.strip(token.markup[0])
    )


def _fence(token: Token, line: int) -> _Fence:
    info = token.info.strip()[:_LONGEST]
    found = _LANGUAGE.match(info)
    language = found[0].lower() if found else ""
    titled = _TITLE.search(info)
    after = _AFTER_LANGUAGE.match(info)
    name = next(filter(None, titled.groups()), None) if titled else after[1] if after else None
    return _Fence(language, token.content, line, name or _in_comment(token.content, language))


def _in_comment(content: str, language: str) -> str | None:
    """The file that the first line names, when it is a comment that does nothing else."""
    comment = _COMMENT.fullmatch(content.split("\n", 1)[0][:_LONGEST])
    if comment is None:
        return None
    text = _LABEL.sub("", comment["text"], count=1).replace("`", "")
    path = _PATH.match(text)
    if path is None or not _AFTER_NAME.match(text, path.end()) or not _fits(language, path["path"]):
        return None
    return path["path"]


def _in_heading(text: str) -> str | None:
    """The file that a heading names: in code, or the only word that is a path."""
    text = text[:_LONGEST]
    for part in [*re.findall(r"`([^`]+)`", text), *text.replace("`", " ").replace("*", " ").split()]:
        path = _PATH.fullmatch(part.strip("()[],:;\"'"))
        if path is not None:
            return path["path"]
    return None


def _alone(text: str) -> str | None:
    """The file that a line in bold or in code names, when it says nothing else."""
    match = _ONLY_NAME.fullmatch(text.strip()[:_LONGEST])
    if match is None:
        return None
    path = _PATH.fullmatch(_LABEL.sub("", (match["bold"] or match["code"]).strip("`: ")).strip("`: "))
    return path["path"] if path else None


def _fits(language: str, name: str) -> bool:
    """Whether a file of that name may be written in a language; any may be in one that is not told."""
    suffix = posixpath.splitext(name)[1].lower()
    return not language or suffix in _LANGUAGES.get(language, {suffix} - _TEMPLATES)

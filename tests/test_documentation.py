"""The pages for readers: that links lead somewhere, and that what they name exists."""

from __future__ import annotations

import argparse
import os
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from stackgrade import cli

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
NAMED = [page.relative_to(ROOT).as_posix() for page in PAGES if page.parent != ROOT / "docs" / "rules"]


@cache
def tokens(page: Path) -> list[Token]:
    return MarkdownIt().enable("table").parse(page.read_text(encoding="utf-8"))


def links(page: Path) -> Iterator[str]:
    for token in tokens(page):
        for child in token.children or ():
            if child.type == "link_open":
                yield str(child.attrs["href"])


@cache
def anchors(page: Path) -> set[str]:
    """The fragments that GitHub and GitLab give the headings of a page."""
    found = tokens(page)
    titles = [found[i + 1].content for i, token in enumerate(found) if token.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_link_leads_somewhere() -> None:
    broken = []
    for page in PAGES:
        for link in links(page):
            path, _, fragment = link.partition("#")
            if ":" in path:
                continue  # another site
            target = Path(os.path.normpath(page.parent / path)) if path else page
            if not target.exists() or (fragment and fragment not in anchors(target)):
                broken.append(f"{page.relative_to(ROOT)}: {link}")
    assert broken == []


def test_the_readme_leads_to_every_page() -> None:
    linked = {Path(os.path.normpath(ROOT / link.partition("#")[0])) for link in links(ROOT / "README.md")}
    assert {page for page in PAGES if page.parent == ROOT / "docs"} <= linked


def commands(page: Path) -> Iterator[list[str]]:
    """The arguments of every call of stackgrade in the shell blocks of a page."""
    for token in tokens(page):
        if token.type == "fence" and token.info in ("sh", "console"):
            text = token.content.replace("\\\n", " ")
            for line in re.split(r'[\n|]|&&|[<$]\(|\)"?', text):
                line = line.strip().removeprefix("$ ").split(" #")[0]
                if line.startswith("stackgrade "):
                    yield shlex.split(line.split(" > ")[0])[1:]


@pytest.mark.parametrize("page", [page for page in NAMED if any(commands(ROOT / page))])
def test_every_command_is_one_that_the_program_takes(page: str) -> None:
    parser = cli._parser()
    for arguments in commands(ROOT / page):
        try:
            parser.parse_args(arguments)
        except (SystemExit, argparse.ArgumentError) as error:
            raise AssertionError(f"{page}: stackgrade {shlex.join(arguments)}") from error


def test_the_finding_that_the_readme_shows_is_what_is_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    cli.main(["grade", "examples/web-database-bad.yaml", "--rule", "FC_EC2_008", "--no-cache"])
    printed = capsys.readouterr().out
    (shown,) = (token.content for token in tokens(ROOT / "README.md") if token.content.startswith("CRITICAL"))
    assert shown in printed

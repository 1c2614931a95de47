"""Finds what can be graded below the paths that the user names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from adapters import files, manifests
from adapters.errors import InputError
from adapters.text import decode

CLOUDFORMATION = "cloudformation"
TERRAFORM = "terraform"
PLAN = "terraform-plan"
CDK = "cdk"
MARKDOWN = "markdown"
_SUFFIXES = frozenset({".yaml", ".yml", ".json", ".template", ".cfn", ".cform"})
_MARKDOWN = (".md", ".markdown")
_CONFIGURATION = (".tf", ".tf.json")
_ASSEMBLY = frozenset({"cdk.out", manifests.FILE})
_APP = "cdk.json"
_SYNTH = "npx cdk synth --quiet --path-metadata --debug"
_NOT_SYNTHESIZED = f"the CDK app is not synthesized: run `{_SYNTH}`, or let --synth run the app"
_PASSED_OVER = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})
_MAX_SEARCHED = 16 * 1024 * 1024
_TEMPLATE = re.compile(r"""AWS::Serverless-2016-10-31|["']?Type["']?\s*:\s*["']?(?i:AWS|Custom|Alexa)::""")
_MEMBER = re.compile(r"""[{,]\s*["']?Resources["']?\s*:""")
# The margin of the first line that says anything: that of everything at the top of a file.
_MARGIN = re.compile(r"^(?![ \t\r]*(?:#|---|%|$))[ \t]{0,80}", re.MULTILINE)
# Says of the whole file what it is, whatever is in it; further in, it may be a template in something else.
_DECLARED = re.compile(
    r"""^["']?AWSTemplateFormatVersion["']?\s*:|[{,]\s*"AWSTemplateFormatVersion"\s*:\s*\"""", re.MULTILINE
)
_PLAN = re.compile(r'"(?:planned_values|resource_changes)"\s*:')
# What `terraform plan -json` prints: whoever names it means the plan.
# https://developer.hashicorp.com/terraform/internals/machine-readable-ui
_EVENTS = re.compile(r'\A\s*\{.*"@module"\s*:\s*"(?:terraform|tofu)\.ui"')
_MODULE = re.compile(r"""["']?source["']?\s*[=:]\s*"(?P<path>\.\.?/[^"]*|\.\.?)\"""")
_NESTED = re.compile(
    r"""["']?(?:TemplateURL|Location)["']?\s*:\s*["']?(?P<path>[\w./-]+\.(?:ya?ml|json|template))\b"""
)


@dataclass(frozen=True)
class Source:
    """Something that gives one stack, or a stack and those nested in it.

    The path is a file, or for Terraform the folder of a root module.
    """

    path: str
    kind: str = CLOUDFORMATION


@dataclass
class Discovery:
    """What was found, sorted by path, and what could not be read."""

    sources: list[Source] = field(default_factory=list)
    errors: list[InputError] = field(default_factory=list)


def discover(paths: Sequence[str]) -> Discovery:
    """Return the templates, root modules and plans that the paths name or hold.

    A folder is searched; what is none of them there is passed over. A file that is named is a source whatever it
    holds: reading it says what is wrong with it. Markdown is one only when it is named, since most of what is found in
    it by search are excerpts. A template that another one nests is part of that one, and a module
    that another one calls of that one, unless it is named.
    """
    discovery = Discovery()
    named: set[Source] = set()
    found: set[Source] = set()
    parts: set[Source] = set()
    for path in paths:
        if not os.path.exists(path):
            discovery.errors.append(InputError(shown(path), "there is no such file or folder"))
        elif os.path.isdir(path) and is_assembly(path):
            named.add(Source(shown(path), CDK))
        elif os.path.isdir(path):
            if any(name.endswith(_CONFIGURATION) for name in files.names(path)):
                named.add(Source(shown(path), TERRAFORM))
            _search(path, found, parts, discovery.errors)
        elif os.path.isfile(path):
            named |= _manifest(path, discovery.errors) or {_named(path)}
        else:
            discovery.errors.append(InputError(shown(path), "is neither a file nor a folder"))
    discovery.sources = sorted(named | (found - parts), key=lambda source: (source.path, source.kind))
    return discovery


def looks_like_template(text: str) -> bool:
    """Whether text is meant as a CloudFormation template, sound or not."""
    if _DECLARED.search(text):
        return True
    return _has_resources(text) and _TEMPLATE.search(text) is not None


def _has_resources(text: str) -> bool:
    """Whether there is a section of that name at the top; one further in is that of a template in something else."""
    if "Resources" not in text:
        return False
    margin = _MARGIN.search(text)
    section = rf"""^{margin[0] if margin else ""}["']?Resources["']?\s*:"""
    return re.search(section, text, re.MULTILINE) is not None or _MEMBER.search(text) is not None


def looks_like_plan(text: str) -> bool:
    """Whether text is what `terraform show -json` gives, sound or not."""
    return _PLAN.search(text) is not None


def _named(path: str) -> Source:
    """A file that the user names; one of a Terraform configuration stands for its folder."""
    if path.endswith(_CONFIGURATION):
        return Source(shown(os.path.dirname(path) or "."), TERRAFORM)
    if path.lower().endswith(_MARKDOWN):
        return Source(shown(path), MARKDOWN)
    text = _text(path, []) if path.endswith((".json", ".jsonl")) else ""
    is_plan = looks_like_plan(text) or _EVENTS.match(text) is not None
    return Source(shown(path), PLAN if is_plan else CLOUDFORMATION)


def is_assembly(folder: str) -> bool:
    """Whether a folder is what a CDK app was synthesized into."""
    if not any(os.path.exists(os.path.join(folder, name)) for name in _ASSEMBLY):
        return False
    from adapters.cdk import assembly

    return assembly.is_assembly(folder)


def _manifest(path: str, errors: list[InputError]) -> set[Source]:
    """The stacks that a manifest lists; none when the file is no manifest."""
    name, folder = os.path.basename(path), os.path.dirname(path) or "."
    if name in _ASSEMBLY and is_assembly(folder):
        return {Source(shown(folder), CDK)}
    text = _text(path, errors) if name == manifests.FILE else ""
    if not manifests.is_cdktf(text):
        return set()
    folders, faults = manifests.cdktf_folders(shown(path), text)
    errors += faults
    return {Source(shown(folder), TERRAFORM) for folder in folders}


def _search(folder: str, found: set[Source], parts: set[Source], errors: list[InputError]) -> None:
    """Add what is below a folder, and what of it is part of something else; what cannot be read is an error."""

    def complain(error: OSError) -> None:
        errors.append(InputError(shown(str(error.filename)), f"the folder cannot be read: {error.strerror}"))

    for place, folders, names in os.walk(folder, onerror=complain):
        if not _ASSEMBLY.isdisjoint(names) and is_assembly(place):
            found.add(Source(shown(place), CDK))
            folders.clear()
            continue
        if _APP in names and not any(is_assembly(os.path.join(place, name)) for name in folders):
            errors.append(InputError(shown(os.path.join(place, _APP)), _NOT_SYNTHESIZED))
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _PASSED_OVER)
        if any(name.endswith(_CONFIGURATION) for name in names):
            found.add(Source(shown(place), TERRAFORM))
        for name in sorted(names):
            path = os.path.join(place, name)
            if name == manifests.FILE:
                found |= _manifest(path, errors)
            elif name.endswith(_CONFIGURATION):
                text = _text(path, [])  # whoever reads the configuration says what is wrong with it
                parts |= {Source(path, TERRAFORM) for path in _referred(path, text, _MODULE)}
            elif os.path.splitext(name)[1].lower() in _SUFFIXES:
                text = _text(path, errors)
                if looks_like_template(text):
                    found.add(Source(shown(path)))
                    parts |= {Source(path) for path in _referred(path, text, _NESTED)}
                elif name.endswith(".json") and looks_like_plan(text):
                    found.add(Source(shown(path), PLAN))


def _text(path: str, errors: list[InputError]) -> str:
    """Return a file's text as far as it tells what the file is, "" of what is no text; what cannot be read at all is
    added to the errors, but for a link to nothing."""
    if os.path.exists(path) and not os.path.isfile(path):
        return ""  # a pipe, a socket
    try:
        data = files.read_bytes(path, _MAX_SEARCHED)
    except FileNotFoundError:
        return ""
    except OSError as error:
        errors.append(InputError(shown(path), f"the file cannot be read: {error.strerror}"))
        return ""
    try:
        return decode(path, data)
    except InputError:  # a template in another encoding is still one, and an error
        return "" if b"\0" in data else data.decode("utf-8", "replace")


def _referred(file: str, text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    """The paths in a text that a pattern finds."""
    for match in pattern.finditer(text):
        yield shown(os.path.join(os.path.dirname(file), match["path"]))


def shown(path: str) -> str:
    """Return a path as reports show it: POSIX, relative to the working directory where it lies below it."""
    absolute = os.path.abspath(path)
    try:
        relative = os.path.relpath(absolute)
    except ValueError:  # another drive
        return Path(absolute).as_posix()
    return Path(absolute if relative.startswith("..") else relative).as_posix()

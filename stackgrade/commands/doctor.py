"""`stackgrade doctor`: whether this installation works, and how to repair what does not."""

from __future__ import annotations

import argparse
import importlib
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata

from stackgrade import __version__
from stackgrade.commands import FAILED, OK
from stackgrade.errors import EngineError

_HCL = "python-hcl2"
_RIVAL = "bc-python-hcl2"  # Checkov's; both install the package `hcl2`, over each other
_SECONDS = 60


@dataclass(frozen=True)
class Finding:
    """What one look found; a `repair` is what to do where something is wrong."""

    text: str
    repair: tuple[str, ...] = ()


def run(arguments: argparse.Namespace) -> int:
    """Look at everything and say how it is."""
    findings = [finding for look in LOOKS for finding in look()]
    for finding in findings:
        print(f"{'wrong' if finding.repair else 'ok   '} {finding.text}")
        for line in finding.repair:
            print(f"      {line}")
    return FAILED if any(finding.repair for finding in findings) else OK


def _program() -> Iterator[Finding]:
    yield Finding(f"stackgrade {__version__}, Python {platform.python_version()} in {sys.prefix}")


def _rules() -> Iterator[Finding]:
    from stackgrade import ruleset
    from stackgrade.engines.embedded import Embedded

    try:
        Embedded()
        yield Finding(f"the ruleset loads: {len(ruleset.load().rules)} rules")
    except EngineError as error:
        yield Finding(
            f"the ruleset does not load: {error}", (f"{_pip()} install --force-reinstall stackgrade",)
        )


def _parser() -> Iterator[Finding]:
    """Whether the package `hcl2`, which reads Terraform, is the one that it should be."""
    ours, rival = _installed(_HCL), _installed(_RIVAL)
    works = _reads_terraform()
    if works and rival is None:
        yield Finding(f"Terraform can be read: {_HCL} {ours}")
        return
    repair = [f"{_pip()} install --force-reinstall --no-deps {_HCL}{f'=={ours}' if ours else ''}"]
    if rival is None:
        yield Finding(f"Terraform cannot be read: {_HCL} is {'damaged' if ours else 'missing'}", (*repair,))
        return
    broken = "stackgrade cannot read Terraform" if not works else "Checkov does not start"
    holder = "checkov " if _installed("checkov") else ""
    yield Finding(
        f"{_HCL} {ours} and {_RIVAL} {rival}, which Checkov needs, are in one environment and overwrite each "
        f"other's files: {broken}",
        (
            f"{_pip()} uninstall --yes {holder}{_RIVAL}",
            *repair,
            "pipx install checkov    # or any other environment of its own",
        ),
    )


def _checkov() -> Iterator[Finding]:
    from stackgrade.commands.checkov_dir import folder

    place = folder()
    missing = [name for name in ("__init__.py", "stackgrade_checks.py") if not (place / name).is_file()]
    if missing:
        yield Finding(
            f"{place} lacks {', '.join(missing)}: Checkov would find no check there, and say nothing",
            (f"{_pip()} install --force-reinstall stackgrade",),
        )
    found = shutil.which("checkov")
    if found is None:
        yield Finding("there is no Checkov on the PATH, which is only needed to see our rules in its reports")
        return
    try:
        answer = subprocess.run([found, "--version"], capture_output=True, text=True, timeout=_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        yield Finding(f"{found} does not answer: {error}", ("pipx reinstall checkov",))
        return
    if answer.returncode:
        last = (answer.stderr.strip() or "it says nothing").splitlines()[-1]
        yield Finding(
            f"{found} does not start: {last}",
            ("give Checkov an environment of its own: pipx install checkov",),
        )
        return
    yield Finding(f"Checkov {answer.stdout.strip()}: checkov -d . --external-checks-dir {place}")


LOOKS: tuple[Callable[[], Iterator[Finding]], ...] = (_program, _rules, _parser, _checkov)


def _installed(distribution: str) -> str | None:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def _reads_terraform() -> bool:
    try:
        hcl2 = importlib.import_module("hcl2")
        return hcl2.parses_to_tree("a = 1\n") is not None
    except Exception:  # whatever a mixture of two packages raises
        return False


def _pip() -> str:
    return f"{sys.executable} -m pip"

"""The package as pip installs it, and Checkov with the folder in it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.checkov.cli import ROOT, checkov, needs_checkov

PACKAGES = ("adapters", "policies", "python_checks", "stackgrade")


@pytest.fixture(scope="module")
def prefix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where everything lies after `pip install .`, without the distributions that it needs."""
    prefix = tmp_path_factory.mktemp("installed")
    library = prefix / "lib" / "python3" / "site-packages"
    subprocess.run(
        [
            sys.executable, "setup.py", "--quiet",
            "build_py", "--build-lib", str(library), "install_data", "-d", str(prefix),
        ],
        cwd=ROOT, check=True, timeout=120,
    )  # fmt: skip
    script = prefix / "bin" / "stackgrade"
    script.parent.mkdir()
    script.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(library)!r})\n"
        "from stackgrade.cli import main\nsys.exit(main())\n"
    )
    script.chmod(0o755)
    return prefix


def test_everything_is_packaged(prefix: Path) -> None:
    library = prefix / "lib" / "python3" / "site-packages"
    assert {*files(library, *PACKAGES)} == {*files(ROOT, *PACKAGES)}
    assert {*files(prefix / "share" / "doc" / "stackgrade", "rules")} == {*files(ROOT / "docs", "rules")}


def files(root: Path, *folders: str) -> Iterator[str]:
    for folder in folders:
        for path in (root / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(root).as_posix()


@needs_checkov
def test_nothing_but_the_folder_is_needed(prefix: Path, tmp_path: Path) -> None:
    """The executable is found from the folder, and the pages beside."""
    folder = subprocess.run(
        [prefix / "bin" / "stackgrade", "checkov-dir"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    ).stdout.strip()
    assert Path(folder).is_relative_to(prefix)
    template = ROOT / "examples" / "web-database-bad.yaml"
    run = checkov(
        "-f", template, "--check", "FC_*", "-o", "json",
        cwd=tmp_path, checks=Path(folder), STACKGRADE_BIN="", PATH="/usr/bin:/bin",
    )  # fmt: skip
    assert "stackgrade" not in run.err
    assert {record["check_result"]["result"] for record in run.raw} == {"PASSED", "FAILED"}
    pages = (prefix / "share" / "doc" / "stackgrade" / "rules").as_uri()
    assert {record["guideline"] for record in run.raw} == {
        f"{pages}/{record['check_id']}.md" for record in run.raw
    }

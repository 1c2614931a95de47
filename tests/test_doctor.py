"""`stackgrade doctor`, and the folder that Checkov is given."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import stackgrade

PACKAGES = str(Path(stackgrade.__file__).parents[1])


def call(command: str, *, before: Path | None = None, path: str = "/usr/bin:/bin") -> tuple[int, str]:
    """Run a command; what lies in `before` is found ahead of what is installed."""
    found = [str(before)] if before else []
    process = subprocess.run(
        [sys.executable, "-m", "stackgrade", command],
        env={**os.environ, "PATH": path, "PYTHONPATH": os.pathsep.join([*found, PACKAGES])},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert process.stderr == ""
    return process.returncode, process.stdout


def test_folder_for_checkov() -> None:
    status, out = call("checkov-dir")
    assert status == 0
    assert (Path(out.strip()) / "stackgrade_checks.py").is_file()


def test_a_sound_installation() -> None:
    status, out = call("doctor")
    assert (status, "wrong" in out) == (0, False)
    assert "Terraform can be read" in out
    assert "there is no Checkov on the PATH" in out


def install(folder: Path, distribution: str, version: str) -> None:
    place = folder / f"{distribution.replace('-', '_')}-{version}.dist-info"
    place.mkdir()
    (place / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n")


def test_the_clash_that_breaks_stackgrade(tmp_path: Path) -> None:
    """As after `pip install stackgrade checkov`: the package `hcl2` is that of `bc-python-hcl2`."""
    install(tmp_path, "bc-python-hcl2", "0.4.3")
    install(tmp_path, "checkov", "3.3.30")
    (tmp_path / "hcl2").mkdir()
    (tmp_path / "hcl2" / "__init__.py").write_text("START_LINE = '__start_line__'\n")
    status, out = call("doctor", before=tmp_path)
    assert status == 3
    assert "overwrite each other's files: stackgrade cannot read Terraform" in out
    assert f"{sys.executable} -m pip uninstall --yes checkov bc-python-hcl2" in out
    assert "-m pip install --force-reinstall --no-deps python-hcl2==" in out
    assert "pipx install checkov" in out


def test_the_clash_that_breaks_checkov(tmp_path: Path) -> None:
    install(tmp_path, "bc-python-hcl2", "0.4.3")
    status, out = call("doctor", before=tmp_path)
    assert status == 3
    assert "overwrite each other's files: Checkov does not start" in out
    assert "-m pip uninstall --yes bc-python-hcl2" in out


def test_a_parser_that_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "hcl2").mkdir()
    (tmp_path / "hcl2" / "__init__.py").write_text("")
    status, out = call("doctor", before=tmp_path)
    assert status == 3
    assert "Terraform cannot be read: python-hcl2 is damaged" in out


@pytest.mark.parametrize(
    ("script", "status", "said"),
    [
        ("echo 3.3.30", 0, "Checkov 3.3.30: checkov -d . --external-checks-dir "),
        ("echo 'ImportError: START_LINE' >&2; exit 1", 3, "does not start: ImportError: START_LINE"),
    ],
)
def test_checkov_on_the_path(tmp_path: Path, script: str, status: int, said: str) -> None:
    executable = tmp_path / "checkov"
    executable.write_text(f"#!/bin/sh\n{script}\n")
    executable.chmod(0o755)
    code, out = call("doctor", path=f"{tmp_path}:/usr/bin:/bin")
    assert code == status
    assert said in out

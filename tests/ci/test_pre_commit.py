"""The hooks for pre-commit, run by it."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest
import yaml
from pre_commit.clientlib import InvalidManifestError, load_config, load_manifest

from tests.ci.checkout import BAD, FAILURE, GOOD, Checkout
from tests.ci.schemas import TOP, examples

MANIFEST = TOP / ".pre-commit-hooks.yaml"
HOOKS = {hook["id"]: hook for hook in load_manifest(str(MANIFEST))}


def commit(checkout: Checkout, hook_id: str) -> tuple[bool, str]:
    """Whether a commit of what is in the checkout passes a hook, which is there without an installation."""
    hook = {**HOOKS[hook_id], "language": "system"}
    configuration = {"repos": [{"repo": "local", "hooks": [hook]}]}
    (checkout.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(configuration), encoding="utf-8")
    checkout.git("add", ".")
    done = checkout.run(
        f"{shlex.quote(sys.executable)} -m pre_commit run",
        PRE_COMMIT_HOME=str(checkout.folder.parent / "home"),
    )
    return done.returncode == 0, done.stdout + done.stderr


def test_the_documented_use(tmp_path: Path) -> None:
    documented = tmp_path / "config.yaml"
    documented.write_text(yaml.safe_dump(examples("docs/ci.md")[2]), encoding="utf-8")
    (repository,) = load_config(str(documented))["repos"]
    assert {hook["id"] for hook in repository["hooks"]} <= set(HOOKS)


def test_the_manifest_is_one(tmp_path: Path) -> None:
    assert list(HOOKS) == ["stackgrade", "stackgrade-grade"]
    broken = tmp_path / "hooks.yaml"
    broken.write_text(MANIFEST.read_text(encoding="utf-8").replace("entry:", "entri:"), encoding="utf-8")
    with pytest.raises(InvalidManifestError):
        load_manifest(str(broken))


def test_a_commit_is_blocked_by_what_it_brings_in(checkout: Checkout) -> None:
    new = checkout.folder / "new.yaml"
    new.write_text(BAD, encoding="utf-8")
    passed, log = commit(checkout, "stackgrade")
    assert not passed
    assert FAILURE in log
    new.write_text(GOOD, encoding="utf-8")
    passed, log = commit(checkout, "stackgrade")
    assert passed, log


def test_everything_is_judged_by_the_other_hook(checkout: Checkout) -> None:
    (checkout.folder / "new.yaml").write_text(GOOD, encoding="utf-8")
    passed, log = commit(checkout, "stackgrade-grade")
    assert not passed
    assert "old.yaml" in log

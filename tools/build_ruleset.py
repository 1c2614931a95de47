"""Compiles `policies/` into what the package ships: `ruleset.wasm`, and `ruleset.json` with the rules' metadata.

    python tools/build_ruleset.py --opa .tools/opa [--check]

With `--check` nothing is written; the exit code is 1 when what is there is not what the sources give.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import yaml

from stackgrade import ruleset

SEVERITIES = ("critical", "high", "medium", "low")
CATEGORIES = (
    "credentials", "encryption", "network", "access", "availability", "backup", "monitoring", "logging",
    "lifecycle", "tagging", "naming", "interface", "cost", "operations",
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--opa", required=True, help="path of the opa executable")
    parser.add_argument(
        "--check", action="store_true", help="write nothing, say whether anything would change"
    )
    arguments = parser.parse_args()
    built = {ruleset.METADATA: _metadata(), ruleset.WASM: _wasm(str(Path(arguments.opa).absolute()))}
    stale = [path for path, content in built.items() if not path.exists() or path.read_bytes() != content]
    if arguments.check:
        for path in stale:
            print(f"{path.name} is not what the rules give: run `make ruleset`", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.write_bytes(built[path])
    return 0


def _metadata() -> bytes:
    rules = sorted(
        (_rule(path) for path in ruleset.sources(ruleset.FOLDER / "rules")), key=lambda rule: str(rule["id"])
    )
    ids = [rule["id"] for rule in rules]
    twice = {rule_id for rule_id in ids if ids.count(rule_id) > 1}
    if twice:
        raise SystemExit(f"used twice: {', '.join(sorted(twice))}")
    content = {"revision": ruleset.revision_of(ruleset.FOLDER), "rules": rules}
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def _rule(path: Path) -> dict[str, Any]:
    """Return the metadata of one rule's file; ends the program when it is not complete."""
    comment = re.match(r"# METADATA\n((?:#.*\n)+)package ", path.read_text(encoding="utf-8"))
    name = path.relative_to(ruleset.FOLDER.parent).as_posix()
    if comment is None:
        raise SystemExit(f"{name}: does not start with a METADATA block")
    annotations = yaml.safe_load(re.sub(r"^# ?", "", comment[1], flags=re.MULTILINE))
    custom = annotations["custom"]
    rule = {
        "id": custom["id"],
        "title": annotations["title"],
        "description": annotations["description"].strip(),
        "severity": custom["severity"],
        "category": custom["category"],
        "types": custom["types"],
        "attributes": custom.get("attributes", []),
        "presence": custom.get("presence", []),
        "companions": custom.get("companions", []),
        "when": custom.get("when", {}),
        "languages": custom.get("languages", ["cloudformation", "terraform"]),
        "failures": custom["failures"],
        "also": custom.get("also", []),
        "remediation": custom["remediation"],
        "links": annotations.get("related_resources", []),
        "path": name,
    }
    unknown = set(custom) - set(rule)
    if unknown or rule["severity"] not in SEVERITIES or rule["category"] not in CATEGORIES:
        raise SystemExit(
            f"{name}: unknown metadata, severity or category: {', '.join(sorted(unknown)) or rule}"
        )
    if not re.fullmatch(r"FC_[A-Z0-9]+_\d{3}", rule["id"]):
        raise SystemExit(f"{name}: {rule['id']} is no rule id")
    return rule


def _wasm(opa: str) -> bytes:
    """Compile the ruleset from a copy without tests, so that the result depends on nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "policies"
        for path in ruleset.sources(ruleset.FOLDER):
            target = copy / path.relative_to(ruleset.FOLDER)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
        bundle = Path(folder) / "bundle.tar.gz"
        subprocess.run(
            [
                opa,
                "build",
                "--target",
                "wasm",
                "--entrypoint",
                "stackgrade/report",
                "--output",
                bundle,
                "policies",
            ],
            cwd=folder,
            check=True,
        )
        with tarfile.open(bundle) as archive:
            member = archive.extractfile("/policy.wasm")
            assert member is not None
            return member.read()


if __name__ == "__main__":
    sys.exit(main())

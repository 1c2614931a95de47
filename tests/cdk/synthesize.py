"""Synthesizes the programs beside this file into the fixtures that tests read, or says that these are stale.

The fixtures are what CDK and CDKTF write, less what depends on the machine: paths are relative to this folder, the
contents of assets are gone, and of the report on feature flags those that the program sets are left.
"""

from __future__ import annotations

import argparse
import filecmp
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ASSEMBLIES = HERE / "assemblies"
SHOP, PAYMENTS = HERE / "app", HERE / "tfapp"

# What the CDK's command line tells the programs that it runs.
_CONTEXT = {
    "aws:cdk:enable-asset-metadata": True,
    "aws:cdk:enable-path-metadata": True,
    "aws:cdk:version-reporting": True,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--tools", type=Path, required=True, help="the folder that node packages are put into"
    )
    parser.add_argument("--check", action="store_true", help="only compare with the fixtures that are there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder).resolve()
        _synthesize(made, options.tools.resolve())
        if not options.check:
            shutil.rmtree(ASSEMBLIES, ignore_errors=True)
            shutil.copytree(made, ASSEMBLIES)
            return 0
        stale = sorted(_differences(made, ASSEMBLIES))
    for path in stale:
        print(f"{ASSEMBLIES.name}/{path} is stale: run make cdk", file=sys.stderr)
    return 1 if stale else 0


def _synthesize(made: Path, tools: Path) -> None:
    """Run both programs in both variants."""
    for variant in ("bad", "good"):
        packages = _installed(PAYMENTS, tools)
        environment = {"NODE_PATH": str(packages), "CDKTF_OUTDIR": str(made / f"payments-{variant}")}
        _run(["node", "main.js", variant], PAYMENTS, environment)

        packages = _installed(SHOP, tools)
        environment = {"NODE_PATH": str(packages), "CDK_OUTDIR": str(made / f"shop-{variant}")}
        _run(["node", "app.js", variant], SHOP, environment | _cdk_environment(variant))
    _neutralize(made, tools)


def _cdk_environment(variant: str) -> dict[str, str]:
    """Return what is set for the CDK program: one assembly comes with the program's lines, the other without."""
    flags = json.loads((SHOP / "cdk.json").read_text(encoding="utf-8"))["context"]
    context = _CONTEXT | flags | {"aws:cdk:disable-creation-stack-traces": variant == "good"}
    environment = {
        "CDK_CONTEXT_JSON": json.dumps(context),
        # Stands for Node.js's version, which would get into AWS::CDK::Metadata and so into the hashes of templates.
        "JSII_AGENT": "node.js",
    }
    return environment | ({"CDK_DEBUG": "1"} if variant == "bad" else {})


def _installed(program: Path, tools: Path) -> Path:
    """Return where the program's packages are, installed again when other versions are locked."""
    folder = tools / program.name
    lock = (program / "package-lock.json").read_bytes()
    stamp, digest = folder / "installed", hashlib.sha256(lock).hexdigest()
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != digest:
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(program / name, folder)
        # One of the packages asks for a newer Node.js than it needs, so warnings about it are left out.
        _run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], folder, {})
        stamp.write_text(digest, encoding="utf-8")
    return folder / "node_modules"


def _run(command: list[str], folder: Path, environment: Mapping[str, str]) -> None:
    """Run a command that says nothing unless it fails."""
    done = subprocess.run(
        command, cwd=folder, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} in {folder}:\n{done.stdout}{done.stderr}")


def _neutralize(made: Path, tools: Path) -> None:
    """Remove what another machine would write otherwise, and what only a deployment needs."""
    for asset in made.glob("*/asset.*"):
        shutil.rmtree(asset) if asset.is_dir() else asset.unlink()
    for path in made.rglob("*.json"):
        text = path.read_text(encoding="utf-8").replace(f"{HERE}/", "").replace(f"{tools}/", "")
        if path.name == "manifest.json" or path.name.endswith(".metadata.json"):
            text = json.dumps(_without_noise(json.loads(text)), indent=2, ensure_ascii=False)
        for place in (HERE.parents[1], made, Path.home()):
            if f"{place}/" in text:
                sys.exit(f"{path.relative_to(made)} holds a path of this machine: {place}")
        path.write_text(text, encoding="utf-8")


def _without_noise(value: Any) -> Any:
    """Leave out feature flags that the program does not set, and Node.js's own frames, which differ by version."""
    if isinstance(value, dict):
        if value.get("type") == "cdk:feature-flag-report":
            kept = {name: flag for name, flag in value["properties"]["flags"].items() if "userValue" in flag}
            return value | {"properties": value["properties"] | {"flags": kept}}
        return {name: _without_noise(item) for name, item in value.items()}
    if isinstance(value, list):
        return [
            _without_noise(item) for item in value if not (isinstance(item, str) and "node:internal" in item)
        ]
    return value


def _differences(one: Path, other: Path) -> Iterator[str]:
    """Return the files that only one of the folders has, or that differ."""
    files = {str(p.relative_to(root)) for root in (one, other) for p in root.rglob("*") if p.is_file()}
    for file in files:
        pair = (one / file, other / file)
        if not all(p.is_file() for p in pair) or not filecmp.cmp(*pair, shallow=False):
            yield file


if __name__ == "__main__":
    sys.exit(main())

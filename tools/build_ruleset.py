"""Makes what the package ships out of the rules in `policies/` and `python_checks/rules/`.

* `ruleset.json`: the rules' metadata
* `ruleset.wasm`: the ruleset, compiled for the embedded engine
* `stackgrade/data.json` and `.manifest`: what makes the folder a bundle that an OPA server loads as it is

    python tools/build_ruleset.py --opa .tools/opa [--check]

With `--check` nothing is written; the exit code is 1 when what is there is not what the sources give.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from stackgrade import metadata, ruleset
from stackgrade.errors import EngineError, UsageError
from stackgrade.opa import compilation, content
from stackgrade.ruleset import Ruleset


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--opa", required=True, help="path of the opa executable")
    parser.add_argument(
        "--check", action="store_true", help="write nothing, say whether anything would change"
    )
    arguments = parser.parse_args()
    try:
        built = _built(str(Path(arguments.opa).absolute()))
    except (EngineError, UsageError, ValueError) as error:
        raise SystemExit(str(error)) from error
    stale = [path for path, content in built.items() if not path.exists() or path.read_bytes() != content]
    if arguments.check:
        for path in stale:
            print(f"{path.name} is not what the rules give: run `make ruleset`", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(built[path])
    return 0


def _built(opa: str) -> dict[Path, bytes]:
    """Return what each file has to hold; raises UsageError for wrong metadata, EngineError when OPA complains."""
    rules = _rules()
    built = Ruleset(
        ruleset.revision_of(ruleset.FOLDER), {rule["id"]: ruleset.rule_of(rule) for rule in rules}
    )
    return {
        ruleset.METADATA: content.encoded({"revision": built.revision, "rules": rules}),
        ruleset.WASM: compilation.wasm(built.modules(), opa),
        ruleset.FOLDER / content.DATA: content.encoded(content.data(built)),
        ruleset.FOLDER / content.MANIFEST: content.encoded(content.manifest(built)),
    }


def _rules() -> list[dict[str, Any]]:
    rules: dict[str, dict[str, Any]] = {}
    for path in (*ruleset.sources(ruleset.FOLDER / "rules"), *sorted(ruleset.PYTHON.glob("*.py"))):
        rule = {**metadata.read(path), "path": path.relative_to(ruleset.FOLDER.parent).as_posix()}
        if rule["id"] in rules:
            raise UsageError(f"{rule['path']}:1: the id {rule['id']} is that of {rules[rule['id']]['path']}")
        rules[rule["id"]] = rule
    return [rules[rule_id] for rule_id in sorted(rules)]


if __name__ == "__main__":
    sys.exit(main())

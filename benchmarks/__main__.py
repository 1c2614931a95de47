"""`python -m benchmarks`: what the figures in `docs/benchmarks.md` were measured with."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks import checkov, door, engines, gate, rules, servers, stack, terraform

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "what",
        nargs="*",
        help="folder, small, terraform, engines, stack, door, rules, servers, gate; all by default",
        default=["folder", "small", "terraform", "engines", "stack", "door", "rules", "servers", "gate"],
    )
    parser.add_argument("--templates", type=Path, default=ROOT / "examples", help="a folder of templates")
    parser.add_argument("--stackgrade", default=str(Path(sys.executable).with_name("stackgrade")))
    parser.add_argument("--checkov", default="checkov", help="in an environment of its own")
    parser.add_argument("--opa", default=str(ROOT / ".tools" / "opa"))
    parser.add_argument("--documents", type=int, default=20, help="how many documents each engine judges")
    arguments = parser.parse_args()
    for what in arguments.what:
        if what == "folder":
            lines = checkov.folder(arguments.stackgrade, arguments.checkov, arguments.templates)
        elif what == "small":
            lines = checkov.small(arguments.stackgrade, arguments.checkov)
        elif what == "terraform":
            lines = terraform.compare(arguments.stackgrade, arguments.checkov)
        elif what == "engines":
            lines = engines.compare(arguments.templates, arguments.opa, arguments.documents)
        elif what == "stack":
            lines = stack.compare(arguments.opa)
        elif what == "door":
            lines = door.compare(arguments.stackgrade, arguments.checkov, arguments.templates)
        elif what == "rules":
            lines = rules.bench(arguments.templates, arguments.opa)
        elif what == "gate":
            lines = gate.compare(arguments.stackgrade, arguments.templates)
        elif what == "servers":
            lines = servers.compare(arguments.templates, arguments.opa, 1000)
        else:
            parser.error(f"there is no benchmark {what}")
        print("\n".join(lines), flush=True)


if __name__ == "__main__":
    main()

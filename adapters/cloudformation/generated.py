"""What dynamic references ask of secrets that the template itself has generated.

`{{resolve:secretsmanager:${Secret}:SecretString:username}}` is looked up at deployment, but what a secret is generated
around stands in its template, `SecretStringTemplate`.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from adapters import paths
from adapters.json_text import filled
from adapters.model import Resource
from adapters.secrets import is_secret_name

_REFERENCE = re.compile(r"\{\{resolve:secretsmanager:\$\{(\w+)\}:(?:SecretString)?:(\w+)(?:::)?\}\}")


def settle(users: Iterable[Resource], resources: Mapping[str, Resource]) -> None:
    """Put what secrets among the resources are generated around in the place of references to it."""
    for user in users:
        for unknown in [one for one in user["unknowns"] if one["kind"] == "dynamic"]:
            *way, last = paths.steps(unknown["attribute"])
            holder = paths.value(user["properties"], way)
            if not isinstance(holder, dict) or last not in holder:
                continue
            said = _said(holder[last], resources)
            if said is not None:
                holder[last] = said
                user["unknowns"].remove(unknown)
                user["attributes"][unknown["attribute"]]["state"] = "written"
                user["attributes"][unknown["attribute"]].pop("reason", None)


def _said(text: Any, resources: Mapping[str, Resource]) -> str | None:
    """What a secret says in the place of a reference to it; None for what is generated, secret or open."""
    found = _REFERENCE.fullmatch(text) if isinstance(text, str) else None
    if found is None or is_secret_name(found[2]):
        return None
    secret = resources.get(found[1])
    generated = secret["properties"].get("GenerateSecretString") if secret is not None else None
    template = generated.get("SecretStringTemplate") if isinstance(generated, dict) else None
    content = filled(template) if isinstance(template, str) else None
    said = content.get(found[2]) if isinstance(content, dict) else None
    return said if isinstance(said, str) and "${" not in said else None

"""Whether a template is judged as production with what it does elsewhere, by the default of a parameter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adapters.model import Data
from stackgrade.profiles import Profile

_ENVIRONMENT = re.compile(r"(?i)(?:environment|env|stage)(?:_?(?:name|type))?")
_PRODUCTION = frozenset({"prod", "production", "prd", "live"})


def elsewhere(data: Data, profile: Profile) -> Iterator[tuple[str, int | None]]:
    """Yield what to say of each such parameter, and the line of its default.

    Only where the template chooses by conditions or mappings, and says itself which value is that of production: a
    default that only goes into names changes nothing that is judged.
    """
    metadata = data["metadata"]
    if profile.environment != "production" or not (metadata["conditions"] or metadata["mappings"]):
        return
    for name, declared in data["parameters"].items():
        default = declared.get("default")
        values = [value for value in declared.get("allowed_values", ()) if str(value).lower() in _PRODUCTION]
        if (
            _ENVIRONMENT.fullmatch(name)
            and values
            and isinstance(default, str)
            and declared.get("value") is None
            and default.lower() not in _PRODUCTION
        ):
            place = data["attributes"].get(f"Parameters.{name}.Default")
            wanted = f"`--param {name}={values[0]}` judges what production gets"
            yield (
                f"judged as production with {name}={default}, its default: {wanted}",
                place["line"] if place else None,
            )

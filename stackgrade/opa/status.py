"""What a server holds of us."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stackgrade.opa import content
from stackgrade.opa.client import Client
from stackgrade.opa.faults import Refused
from stackgrade.ruleset import Ruleset


@dataclass(frozen=True)
class Status:
    """What a server says of itself.

    `revision` is None when it holds no ruleset of ours, `version` is OPA's own, `bundles` are revisions by the bundles'
    names. `altered` are the modules that are not those of the revision: other, missing or too many; None when the
    server does not let us see them.
    """

    url: str
    version: str
    revision: str | None
    wanted: str
    bundles: Mapping[str, str]
    altered: tuple[str, ...] | None

    @property
    def is_current(self) -> bool:
        """Whether it gives our verdicts."""
        return self.revision == self.wanted and not self.altered


def status(client: Client, url: str, ruleset: Ruleset) -> Status:
    """Ask a server what it holds; raises EngineError."""
    answer = client.get("data/stackgrade/revision?provenance=true")
    provenance = answer.get("provenance") or {}
    bundles = provenance.get("bundles") or {}
    revision = answer.get("result")
    return Status(
        url=url,
        version=str(provenance.get("version") or "unknown"),
        revision=revision if isinstance(revision, str) else None,
        wanted=ruleset.revision,
        bundles={name: str(bundle.get("revision") or "") for name, bundle in sorted(bundles.items())},
        altered=_altered(client, ruleset) if revision == ruleset.revision else (),
    )


def _altered(client: Client, ruleset: Ruleset) -> tuple[str, ...] | None:
    """Compare the server's Rego with ours: a revision is what somebody wrote down."""
    try:
        listed = client.policies()
    except Refused as error:
        if error.status in (401, 403):
            return None
        raise
    held = {
        module["raw"]: module["id"]
        for module in listed
        if module.get("raw")
        and _is_ours(module["raw"])
        and not module["id"].endswith(("_test.rego", "/testing.rego"))
    }
    wanted = {
        text.decode(): name
        for name, text in content.modules(ruleset).items()
        if not name.startswith("system/")
    }
    return tuple(
        sorted(
            [held[text] for text in held.keys() - wanted.keys()]
            + [wanted[text] for text in wanted.keys() - held.keys()]
        )
    )


def _is_ours(text: str) -> bool:
    return any(f"{line.strip()}.".startswith("package stackgrade.") for line in text.splitlines())

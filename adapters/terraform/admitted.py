"""Which versions of Terraform and of the AWS provider a configuration admits."""

from __future__ import annotations

import os
from dataclasses import dataclass

from adapters import files
from adapters.errors import InputError
from adapters.terraform import provider
from adapters.terraform.completion import is_part
from adapters.terraform.configuration import Configuration
from adapters.terraform.folders import upwards
from adapters.terraform.hcl_source import parse_hcl
from adapters.terraform.provider import newer
from adapters.terraform.syntax import literal_of
from adapters.terraform.versions import Version, end_of, parse_version
from adapters.text import read_text

LOCK_FILE = ".terraform.lock.hcl"
_AWS = "registry.terraform.io/hashicorp/aws"
_MAX_LOCK = 1024 * 1024
# The first version of the AWS provider that Terraform takes from 0.12 on.
# https://github.com/hashicorp/terraform/issues/21927
_FOR_012 = (2, 7, 0)
_PINNED = ".terraform-version"  # as tfenv reads it


@dataclass(frozen=True)
class Versions:
    """Which versions of the AWS provider a configuration takes, of the two of which the names are known."""

    older: bool
    newer: bool
    says: str

    @classmethod
    def of(cls, configuration: Configuration, is_completed: bool = False) -> Versions:
        """Return what the lock file says, or else the version constraint of the configuration.

        What is still to be completed may get its constraint then.
        """
        old, new = parse_version(provider.version()), parse_version(newer.version())
        locked = _locked(configuration.folder)
        if locked is not None:
            # Names change with the first number, as the provider promises.
            return cls(
                locked[0] == old[0], locked[0] == new[0], f"{LOCK_FILE} takes {'.'.join(map(str, locked))}"
            )
        text = constraint(configuration)
        if text is None and (is_completed or is_part(configuration)):
            return cls(False, False, "")
        end = end_of(text) if text else None
        # Without a lock file, the newest version is taken that the constraint admits.
        if end is None or end > (new[0], 0, 0):
            return cls(
                False, True, f"the constraint `{text}` takes it" if text else "no constraint holds it back"
            )
        return cls(end > (old[0], 0, 0), False, f"the constraint `{text}` takes version {end[0] - 1}")


def is_for_before(configuration: Configuration, version: Version) -> bool:
    """Return whether only an older Terraform is admitted: by its constraint, a file for tfenv, or an old provider.

    Until 0.12 a block could be written with `=`, and an argument without.
    """
    texts = (settings.body.literal("required_version") for settings in configuration.settings)
    pinned = _pinned_version(configuration.folder)
    return (
        any(ends_by(text, version) for text in texts)
        or (pinned is not None and pinned < version)
        or ends_by(constraint(configuration), _FOR_012)
    )


def _pinned_version(folder: str) -> Version | None:
    for place in upwards(folder):
        path = os.path.join(place, _PINNED)
        if files.is_file(path):
            try:
                return parse_version(read_text(path, _MAX_LOCK, "the version is too long").strip())
            except (InputError, ValueError):
                return None
    return None


def ends_by(text: object, version: Version) -> bool:
    """Return whether a constraint admits nothing from a version on."""
    end = end_of(text) if isinstance(text, str) else None
    return end is not None and end <= version


def constraint(configuration: Configuration) -> str | None:
    """Return what a configuration says of the version of the AWS provider."""
    for settings in configuration.settings:
        for block in settings.body.of("required_providers"):
            attribute = block.body.attributes.get("aws")
            content = literal_of(attribute.expression) if attribute is not None else None
            text = content.get("version") if isinstance(content, dict) else content
            if isinstance(text, str):
                return text
    written = configuration.providers.get("aws")
    text = written.body.literal("version") if written is not None else None
    return text if isinstance(text, str) else None


def _locked(folder: str) -> Version | None:
    """The version of the AWS provider in a folder's lock file."""
    path = os.path.join(folder, LOCK_FILE)
    if not files.is_file(path):
        return None
    try:
        body = parse_hcl(path, read_text(path, _MAX_LOCK, "the lock file is too large"))
        for block in body.of("provider"):
            if block.labels == [_AWS]:
                return parse_version(str(block.body.literal("version")))
    except (InputError, ValueError):
        return None
    return None

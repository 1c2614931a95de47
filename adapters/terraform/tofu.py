"""OpenTofu, which takes variables where Terraform takes constants.

https://opentofu.org/docs/intro/whats-new/ (1.8, early evaluation)
"""

from __future__ import annotations

from adapters import files
from adapters.terraform.folders import upwards

_VERSION = ".opentofu-version"  # as tenv and tofuenv read it


def is_tofu(folder: str) -> bool:
    """Whether a configuration is written for OpenTofu: its files, or those of its repository, say so."""
    names = files.names(folder or ".")
    return any(name == "tofu.tf" or name.endswith((".tofu", ".tofu.tf")) for name in names) or any(
        _VERSION in files.names(place) for place in upwards(folder)
    )

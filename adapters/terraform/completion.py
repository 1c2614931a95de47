"""What writes files into a configuration before Terraform reads it: Terragrunt, or templates of these files.

Providers, backends and the variables that all configurations of a repository share are declared there.
https://terragrunt.gruntwork.io/docs/reference/config-blocks-and-attributes/#generate
"""

from __future__ import annotations

import os

from adapters import files
from adapters.terraform.configuration import Configuration
from adapters.terraform.folders import upwards

_FILES = frozenset({"root.hcl", "terragrunt.hcl", "terragrunt.hcl.json", "terragrunt.stack.hcl"})
# terraform.tf.j2, that Jinja makes terraform.tf of.
_TEMPLATES = (".tf.erb", ".tf.j2", ".tf.jinja", ".tf.jinja2", ".tf.mustache", ".tf.tmpl")


def writes_into(folder: str) -> bool:
    """Whether the folder has a template of Terraform's files, or its repository is run with Terragrunt.

    The files of the latter lie in the folder, in one above it, or, as in `env/root.hcl`, directly below one of these.
    """
    return has_templates(folder) or any(
        _is_configured(place)
        or any(_is_configured(os.path.join(place, name)) for name in files.names(place) if "." not in name)
        for place in upwards(folder)
    )


def is_part(configuration: Configuration) -> bool:
    """Whether a folder of modules holds a configuration: whoever calls it has the providers, and their versions."""
    folders = os.path.abspath(configuration.folder).replace(os.sep, "/").split("/")
    return not configuration.providers and "modules" in folders


def has_templates(folder: str) -> bool:
    """Whether the folder holds templates of Terraform's files."""
    return any(name.endswith(_TEMPLATES) for name in files.names(folder or "."))


def _is_configured(place: str) -> bool:
    return os.path.isdir(place) and not _FILES.isdisjoint(files.names(place))

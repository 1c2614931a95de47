"""Terraform: HCL, JSON syntax, plans and CDKTF to the normalized document."""

from __future__ import annotations

from adapters.errors import InputError
from adapters.linking import link
from adapters.model import Document, Options
from adapters.terraform import cdktf, document, source

# Each stack of an app is looked at with all others.
_MAX_SIBLINGS = 40


def load(folder: str, options: Options) -> list[Document]:
    """Return the stack of a root module; raises InputError when the folder declares nothing."""
    own = document.build(source.read(folder, options))
    return [own] if own.data["format"] != "cdktf" else [_linked(own, folder, options)]


def _linked(own: Document, folder: str, options: Options) -> Document:
    """A stack of a CDKTF app with what it hangs together with in the others."""
    others = []
    for sibling in cdktf.siblings(folder)[:_MAX_SIBLINGS]:
        try:
            others.append(document.build(source.read(sibling, options)))
        except InputError:
            continue  # it is reported where it is graded itself
    return link([own, *others])[0]


def load_plan(path: str) -> list[Document]:
    """Return the stack of a plan; raises InputError when the file is none."""
    from adapters.terraform import plan

    return [document.build(plan.read(path))]

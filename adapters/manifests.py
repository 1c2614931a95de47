"""Manifests: what lists the stacks that an app was synthesized into."""

from __future__ import annotations

import json
import os

from adapters.errors import InputError

FILE = "manifest.json"


def is_cdktf(text: str) -> bool:
    """Whether text is the manifest of CDKTF or its fork cdktn, sound or not."""
    return '"synthesizedStackPath"' in text


def cdktf_folders(path: str, text: str) -> tuple[list[str], list[InputError]]:
    """Return the folders of the stacks that a manifest lists, and what is wrong with it.

    https://developer.hashicorp.com/terraform/cdktf/concepts/cdktf-architecture
    """
    try:
        stacks = json.loads(text)["stacks"].values()
        written = {
            stack["name"]: os.path.join(os.path.dirname(path), stack["workingDirectory"]) for stack in stacks
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return [], [InputError(path, f"this is no sound manifest of CDKTF: {type(error).__name__} {error}")]
    absent = [name for name, folder in written.items() if not os.path.isdir(folder)]
    faults = [
        InputError(path, f"the stack {name} is listed, but {written[name]} is not there") for name in absent
    ]
    return [folder for name, folder in written.items() if name not in absent], faults

"""Runs a CDK project's own app, as its cdk.json says, only when the user asks for it.

https://docs.aws.amazon.com/cdk/v2/guide/cli.html: the command line gives the app a folder to write to and a context.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from adapters.errors import InputError

APP = "cdk.json"
_TIMEOUT = 900
# What CDK's own command line adds, so that the assembly tells which construct made what.
_CONTEXT = {
    "aws:cdk:enable-path-metadata": True,
    "aws:cdk:enable-asset-metadata": True,
    "aws:cdk:version-reporting": False,
    "aws:cdk:bundling-stacks": ["**"],
}
_LAST_LINES = 15


def synthesize(project: str) -> str:
    """Run the app of a project and return the folder of the assembly; raises InputError when that fails."""
    path = os.path.join(project, APP)
    settings = _settings(path)
    app = settings.get("app")
    if not isinstance(app, str):
        raise InputError(path, "there is no `app` to run")
    output = settings.get("output")
    folder = os.path.join(os.path.abspath(project), output if isinstance(output, str) else "cdk.out")
    given = settings.get("context")
    context = {**(given if isinstance(given, dict) else {}), **_stored(project), **_CONTEXT}
    environment = {
        **os.environ, "CDK_OUTDIR": folder, "CDK_CONTEXT_JSON": json.dumps(context), "CDK_DEBUG": "1",
    }  # fmt: skip
    try:
        # It is a command line, as CDK takes it: `npx ts-node bin/app.ts`, `python app.py`.
        done = subprocess.run(
            app, shell=True, cwd=project, env=environment, capture_output=True, timeout=_TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired:
        raise InputError(path, f"the app did not end within {_TIMEOUT} s") from None
    except OSError as error:
        raise InputError(path, f"the app cannot be run: {error}") from error
    if done.returncode != 0 or not os.path.isfile(os.path.join(folder, "manifest.json")):
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()[-_LAST_LINES:]
        what = f"failed with {done.returncode}" if done.returncode else "wrote no assembly"
        raise InputError(path, "\n".join([f"the app {what}: {app}", *said]))
    return os.path.relpath(folder) if not os.path.relpath(folder).startswith("..") else folder


def _settings(path: str) -> dict[str, Any]:
    try:
        content = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise InputError(path, f"cannot be read: {error}") from error
    if not isinstance(content, dict):
        raise InputError(path, "is no object")
    return content


def _stored(project: str) -> dict[str, Any]:
    """The look-ups that were made before, which CDK keeps beside the app."""
    path = Path(project, "cdk.context.json")
    return _settings(str(path)) if path.is_file() else {}

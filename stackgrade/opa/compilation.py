"""Compiles a ruleset to WebAssembly, which is how the embedded engine takes it."""

from __future__ import annotations

import tarfile
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from stackgrade import cache
from stackgrade.errors import EngineError
from stackgrade.opa import executable
from stackgrade.ruleset import Ruleset

# Of how many compiled regular expressions OPA's module keeps: the size of its cache is loaded, 100 pushed, and the
# two compared. 8191 takes as many bytes.
# https://github.com/open-policy-agent/opa/blob/v1.22.0/wasm/src/regex.cc
FULL = bytes.fromhex("28020c 41e400 49")
ROOMY = bytes.fromhex("28020c 41ff3f 49")


def cached(ruleset: Ruleset) -> bytes:
    """Return a ruleset with rules of the user's own, compiled now or earlier.

    Raises EngineError when there is no `opa` executable, and with file and line for what it complains about.
    """
    kept = cache.folder() / "rulesets" / f"{ruleset.revision}.wasm"
    with suppress(OSError):
        return kept.read_bytes()
    opa = executable.find("grading with rules of your own in the embedded engine")
    try:
        content = wasm(ruleset.modules(), opa)
    except EngineError as error:
        message = str(error)
        for name, path in ruleset.own.items():
            message = message.replace(f"policies/{name}", str(path))
        raise EngineError(f"the rules of your own do not compile: {message}") from error
    cache.keep(kept, content)
    return content


def wasm(modules: Mapping[str, bytes], opa: str) -> bytes:
    """Return the compilation of `data.stackgrade.report`; raises EngineError.

    The modules are compiled in a folder of their own, so that the result depends on nothing else.
    """
    with tempfile.TemporaryDirectory() as place:
        for name, text in modules.items():
            target = Path(place, "policies", name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text)
        command = [opa, "build", "--target", "wasm", "--entrypoint", "stackgrade/report"]
        executable.run([*command, "--output", "bundle.tar.gz", "policies"], Path(place))
        with tarfile.open(Path(place, "bundle.tar.gz")) as archive:
            member = archive.extractfile("/policy.wasm")
            if member is None:
                raise EngineError("`opa build` gave no module")
            return _with_room(member.read())


def _with_room(module: bytes) -> bytes:
    """Return a module that keeps every regular expression of an evaluation.

    When its cache is full, OPA's module frees one for each that it has used, which may be that very one: memory is
    broken, and what follows aborts. Another version of OPA may be laid out in another way, and is left as it is.
    """
    return module.replace(FULL, ROOMY) if module.count(FULL) == 1 else module

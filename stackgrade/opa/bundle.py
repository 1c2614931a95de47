"""The bundle that OPA servers download: https://www.openpolicyagent.org/docs/management-bundles."""

from __future__ import annotations

import gzip
import io
import tarfile
import tempfile
from collections.abc import Mapping
from pathlib import Path

from stackgrade.opa import content, executable
from stackgrade.ruleset import Ruleset

SIGNATURES = ".signatures.json"


def files(ruleset: Ruleset, system: bool = True) -> dict[str, bytes]:
    """Return the files of a bundle by name: manifest, data, modules."""
    return {
        content.MANIFEST: content.encoded(content.manifest(ruleset, system)),
        content.DATA: content.encoded(content.data(ruleset)),
        **content.modules(ruleset, system),
    }


def signed(unsigned: Mapping[str, bytes], key: Path, algorithm: str) -> dict[str, bytes]:
    """Return a bundle's files with their signatures, which `opa sign` makes with a private key in a PEM file.

    Raises EngineError when there is no `opa` executable, or the key is not of the algorithm's kind.
    """
    opa = executable.find("signing a bundle")
    with tempfile.TemporaryDirectory() as place:
        Path(place, "bundle.tar.gz").write_bytes(archived(unsigned))
        command = [opa, "sign", "--bundle", "bundle.tar.gz", "--signing-alg", algorithm]
        executable.run([*command, "--signing-key", str(key.absolute())], Path(place))
        return {SIGNATURES: Path(place, SIGNATURES).read_bytes(), **unsigned}


def archived(contents: Mapping[str, bytes]) -> bytes:
    """Return files as a gzipped tarball; the same files give the same bytes, whoever packs them, wherever and when."""
    packed = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as compressed,
        tarfile.open(fileobj=compressed, mode="w", format=tarfile.USTAR_FORMAT) as archive,
    ):
        for name, data in contents.items():
            member = tarfile.TarInfo(f"/{name}")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return packed.getvalue()

"""Files of facts with an entry in each line, `"key":value` in JSON: of many, one run needs a few.

The first line is a head: `{"cfn-lint": "1.58.0"}` names what the file was made from. Files may be gzipped.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

_KEY = re.compile(rb'^"([^"]+)":', re.MULTILINE)


@dataclass(frozen=True)
class Entries:
    """The entries of a file, each decoded when it is asked for."""

    file: Path

    def get(self, key: str) -> Any:
        """Return the value under a key, None when there is none."""
        head = f"\n{json.dumps(key)}:".encode()
        start = self._text.find(head)
        if start < 0:
            return None
        end = self._text.find(b"\n", start + 1)
        return json.loads(self._text[start + len(head) : end if end >= 0 else None].rstrip(b","))

    @cached_property
    def keys(self) -> Sequence[str]:
        """The keys that are not empty."""
        return [key.decode() for key in _KEY.findall(self._text)]

    @cached_property
    def head(self) -> Mapping[str, Any]:
        """What the file says of itself."""
        found: Mapping[str, Any] = json.loads(self._text[: self._text.index(b"\n")])
        return found

    @cached_property
    def _text(self) -> bytes:
        data = self.file.read_bytes()
        return gzip.decompress(data) if self.file.suffix == ".gz" else data

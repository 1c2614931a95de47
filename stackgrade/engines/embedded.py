"""The ruleset inside this process: OPA's own compilation of it to WebAssembly, run by wasmtime.

The interface of such a module is documented at https://www.openpolicyagent.org/docs/wasm.
"""

from __future__ import annotations

import json
import re
import weakref
from collections.abc import Callable, Collection, Mapping
from typing import Any, cast

import wasmtime

from adapters.model import Attribute, Location
from stackgrade import ruleset
from stackgrade.engines import Verdict, answers
from stackgrade.errors import EngineError
from stackgrade.ruleset import Ruleset

_PAGE = 65536
_UNSIGNED = 0xFFFFFFFF  # wasmtime gives addresses over 2 GiB as negative numbers
_REPORT = 0  # the only entrypoint
_LARGE = 64 << 20  # bytes; a hundred resources take 13 MiB
_PLAIN = 3  # members of the record of an attribute that is just written: line, end_line, state
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


class Embedded:
    """Judges documents without a server, and with our rules alone without an `opa` executable.

    Raises EngineError when the compiled ruleset is missing, older than the rules, or does not load.
    """

    name = "embedded"
    warnings: Collection[str] = ()

    def __init__(self, rules: Ruleset | None = None) -> None:
        self._rules = rules or ruleset.load()
        self._rules.check_is_current()
        self._rule_ids = self._rules.engine_rules
        try:
            wasm = self._rules.wasm()
            self._engine = wasmtime.Engine(_configuration())
            self._module = wasmtime.Module(self._engine, wasm)
            self._size = len(wasm)
            self._start()
        except wasmtime.WasmtimeError as error:
            raise EngineError(f"the compiled ruleset does not load: {error}") from error

    def evaluate(self, document: Mapping[str, Any]) -> list[Verdict]:
        """Return the verdicts on one normalized document, sorted by rule, address and attribute.

        Raises EngineError when a rule raised or was lost.
        """
        try:
            report = self._report(_encoded(document if self._rules.own else _without_places(document)))
        finally:
            if self._memory.data_len(self._store) > _LARGE:
                self._start()  # memory of WebAssembly never shrinks
        return answers.verdicts(report, document, self._rule_ids)

    def _start(self) -> None:
        self._store = wasmtime.Store(self._engine)
        linker = wasmtime.Linker(self._engine)
        for wanted in self._module.imports:
            if isinstance(wanted.type, wasmtime.MemoryType):
                self._memory = wasmtime.Memory(self._store, _enough(wanted.type, self._size))
                linker.define(self._store, wanted.module, wanted.name or "", self._memory)
            elif isinstance(wanted.type, wasmtime.FuncType):
                linker.define_func(
                    wanted.module, wanted.name or "", wanted.type, self._host(wanted.name or "")
                )
        self._exports = linker.instantiate(self._store, self._module).exports(self._store)
        missing = json.loads(self._text(self._call("opa_json_dump", self._call("builtins"))))
        if missing:
            raise EngineError(
                f"built-in functions that the embedded engine lacks: {self._rules.places_of(sorted(missing))}"
            )
        self._heap = self._call("opa_heap_ptr_get")

    def _report(self, document: bytes) -> dict[str, Any]:
        end = self._heap + len(document)
        short = end - self._memory.data_len(self._store)
        try:
            if short > 0:
                self._memory.grow(self._store, short // _PAGE + 1)
            self._memory.write(self._store, document, self._heap)
            answer = self._call("opa_eval", 0, _REPORT, 0, self._heap, len(document), end, 0)
        except (wasmtime.WasmtimeError, wasmtime.Trap) as error:
            raise EngineError(f"the ruleset failed: {_first_line(error)}") from error
        results = json.loads(self._text(answer))
        if not results:
            raise EngineError("the ruleset gave no report")
        return cast("dict[str, Any]", results[0]["result"])

    def _call(self, function: str, *arguments: int) -> int:
        return int(cast("wasmtime.Func", self._exports[function])(self._store, *arguments)) & _UNSIGNED

    def _text(self, address: int) -> bytes:
        """Read text that ends in a zero byte."""
        size = self._memory.data_len(self._store)
        text = bytearray()
        while address < size:
            chunk = self._memory.read(self._store, address, min(address + _PAGE, size))
            end = chunk.find(0)
            if end >= 0:
                return bytes(text + chunk[:end])
            text += chunk
            address += _PAGE
        raise EngineError("the ruleset's answer has no end")

    def _host(self, name: str) -> Callable[..., int]:
        """What the module may ask of its host: to be told of an abort, and nothing else.

        wasmtime keeps the function for as long as the store lives, which lives as long as this engine.
        """
        engine = weakref.proxy(self)

        def abort(address: int) -> int:
            raise wasmtime.WasmtimeError(engine._text(address & _UNSIGNED).decode(errors="replace"))

        def refuse(*_: int) -> int:
            raise wasmtime.WasmtimeError(f"{name} is not available")

        return abort if name == "opa_abort" else refuse


def _without_places(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the document without the records that say no more than in which of its lines a resource has an attribute.

    Rules of ours do not ask for those, and WebAssembly hashes every resource for every set that it is in. What is no
    normalized document is left as it is, for the ruleset to refuse.
    """
    try:
        resources = {
            address: {**resource, "attributes": _telling(resource["attributes"], resource["location"])}
            for address, resource in document["resources"].items()
        }
    except (AttributeError, KeyError, TypeError):
        return document
    return {**document, "resources": resources}


def _telling(attributes: Mapping[str, Attribute], location: Location) -> dict[str, Attribute]:
    first, last = location["start_line"], location["end_line"]
    return {
        path: record
        for path, record in attributes.items()
        if len(record) > _PLAIN or record.get("state") != "written" or not first <= record["line"] <= last
    }


def _encoded(document: Mapping[str, Any]) -> bytes:
    """Return a document as JSON in which every character stands as it is.

    OPA's WebAssembly makes of an escaped character beyond U+FFFF another one. Half a character, as in the name of a
    file that is no sound text, becomes what a server makes of it.
    """
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _HALF_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", text).encode()


def _configuration() -> wasmtime.Config:
    """Keep the machine code between runs in wasmtime's own cache, where the user's home allows it."""
    configuration = wasmtime.Config()
    try:
        configuration.cache = True
    except wasmtime.WasmtimeError:
        return wasmtime.Config()
    return configuration


def _enough(wanted: wasmtime.MemoryType, size: int) -> wasmtime.MemoryType:
    """A memory that the module's data fits into: what the module asks for does not grow with the ruleset."""
    limits = wanted.limits
    return wasmtime.MemoryType(wasmtime.Limits(max(limits.min, size // _PAGE + 1), limits.max))


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__

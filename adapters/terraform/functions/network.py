"""https://developer.hashicorp.com/terraform/language/functions, IP network functions."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from adapters.terraform.functions.conversion import as_integer, as_number, as_text
from adapters.terraform.functions.errors import FunctionError
from adapters.terraform.functions.sets import TerraformList

_MAX_NEW_BITS = 32
_LEADING_ZEROS = re.compile(r"(?<![\d])0+(?=\d)")
_V4_MAPPED = 0xFFFF << 32


class Network(NamedTuple):
    """A range of addresses: its first, how many bits of it are fixed, and of how many bits the mask is."""

    start: int
    length: int
    bits: int

    @property
    def is_mapped(self) -> bool:
        """Whether this is a range of IPv4 addresses inside of IPv6, which counts as IPv4 in some places."""
        return self.bits == 128 and self.start >> 32 == 0xFFFF

    def holds(self, address: int) -> bool:
        """Whether an address is in this range."""
        return address >> (self.bits - self.length) == self.start >> (self.bits - self.length)


def network(prefix: Any) -> Network:
    """Return a range of addresses; raises FunctionError."""
    text = as_text(prefix)
    address, slash, length = text.partition("/")
    try:
        if not slash or not re.fullmatch(r"\d{1,3}", length, re.ASCII) or "%" in address:
            raise ValueError
        # Older versions of Terraform's language took leading zeros, and they still mean nothing.
        found = ipaddress.ip_address(_LEADING_ZEROS.sub("", address) if ":" not in address else address)
        bits, fixed = found.max_prefixlen, int(length)
        if fixed > bits:
            raise ValueError
    except ValueError:
        raise FunctionError(f"{text[:60]} is no range of addresses") from None
    return Network(int(found) >> (bits - fixed) << (bits - fixed), fixed, bits)


def _address(number: int, bits: int) -> str:
    """An address as Go writes it: one of IPv4 inside of IPv6 as one of IPv4."""
    if bits == 32:
        return str(ipaddress.IPv4Address(number))
    if number >> 32 == 0xFFFF:
        return str(ipaddress.IPv4Address(number & 0xFFFFFFFF))
    return str(ipaddress.IPv6Address(number))


def cidrhost(prefix: Any, host: Any) -> str:
    base, number = network(prefix), as_number(host)
    if not isinstance(number, int):
        raise FunctionError("the number of a host is whole")
    size = 1 << (base.bits - base.length)
    offset = size + number if number < 0 else number
    if not 0 <= offset < size:
        raise FunctionError(f"{prefix} has no host {number}")
    # The number of a host lands 96 bits too far in a mapped range; that is how Terraform counts it.
    shift = 96 if base.is_mapped else 0
    return _address((base.start | offset << shift) & ((1 << base.bits) - 1), base.bits)


def cidrnetmask(prefix: Any) -> str:
    base = network(prefix)
    if base.bits != 32:
        raise FunctionError("only IPv4 has netmasks")
    return str(ipaddress.IPv4Address(((1 << base.length) - 1) << (32 - base.length)))


def cidrsubnet(prefix: Any, new_bits: Any, number: Any) -> str:
    base, bits, position = network(prefix), as_integer(new_bits), as_number(number)
    length = base.length + bits
    if not isinstance(position, int):
        raise FunctionError("the number of a network is whole")
    if not 0 <= length <= base.bits:
        raise FunctionError(f"{prefix} has no room for {bits} more bits")
    if position > (2**bits - 1 if bits >= 0 else 0):
        raise FunctionError(f"{bits} bits do not count to {position}")
    return _subnet(base, length, position)


def _subnet(base: Network, length: int, position: int) -> str:
    """A negative position sets all bits before it, and the result is without its sign; so it is in Terraform."""
    shift = base.bits - length
    number = abs(base.start | position << shift)
    if base.is_mapped:
        number = number & 0xFFFFFFFF | _V4_MAPPED
    return _range(number, length, base.bits)


def _range(number: int, length: int, bits: int) -> str:
    if bits == 128 and number >> 32 == 0xFFFF:
        return f"{_address(number, bits)}/{max(length - 96, 0)}"
    return f"{_address(number & ((1 << bits) - 1), bits)}/{length}"


def cidrsubnets(prefix: Any, *new_bits: Any) -> TerraformList:
    """Ranges one after the other, each at the next place that fits its size."""
    base, found = network(prefix), TerraformList()
    at = base.start
    for bits in (as_integer(one) for one in new_bits):
        length = base.length + bits
        if not 1 <= bits <= _MAX_NEW_BITS or length > base.bits:
            raise FunctionError(f"{prefix} cannot be extended by {bits} bits")
        size = 1 << (base.bits - length)
        at = -(-at // size) * size
        # The first of all addresses counts as one after the last.
        if at == 0 or at >> base.bits or not base.holds(at):
            raise FunctionError(f"{prefix} is too small for these ranges")
        found.append(_range(at, length, base.bits))
        at += size
    return found


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "cidrhost": cidrhost,
    "cidrnetmask": cidrnetmask,
    "cidrsubnet": cidrsubnet,
    "cidrsubnets": cidrsubnets,
}

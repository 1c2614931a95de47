"""https://developer.hashicorp.com/terraform/language/functions, IP network functions."""

from __future__ import annotations

import ipaddress
from ipaddress import IPv4Network, IPv6Network
from typing import Any

from adapters.terraform.functions.conversion import as_integer, as_text
from adapters.terraform.functions.errors import FunctionError

Network = IPv4Network | IPv6Network
_MAX_NEW_BITS = 32


def network(prefix: Any) -> Network:
    """Return a range of addresses; raises FunctionError."""
    text = as_text(prefix)
    try:
        if "/" not in text:
            raise ValueError
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        raise FunctionError(f"{text[:60]} is no range of addresses") from None


def cidrhost(prefix: Any, host: Any) -> str:
    base, number = network(prefix), as_integer(host)
    offset = base.num_addresses + number if number < 0 else number
    if not 0 <= offset < base.num_addresses:
        raise FunctionError(f"{base} has no host {number}")
    return str(base.network_address + offset)


def cidrnetmask(prefix: Any) -> str:
    base = network(prefix)
    if base.version != 4:
        raise FunctionError("only IPv4 has netmasks")
    return str(base.netmask)


def cidrsubnet(prefix: Any, new_bits: Any, number: Any) -> str:
    base, bits, position = network(prefix), as_integer(new_bits), as_integer(number)
    length = base.prefixlen + bits
    if bits < 0 or length > base.max_prefixlen:
        raise FunctionError(f"{base} has no room for {bits} more bits")
    if not 0 <= position < 2**bits:
        raise FunctionError(f"{bits} bits do not count to {position}")
    start = int(base.network_address) + (position << (base.max_prefixlen - length))
    return _range(base, start, length)


def cidrsubnets(prefix: Any, *new_bits: Any) -> list[str]:
    """Ranges one after the other, each at the next place that fits its size."""
    base, found = network(prefix), []
    at = int(base.network_address)
    for bits in (as_integer(one) for one in new_bits):
        length = base.prefixlen + bits
        if not 1 <= bits <= _MAX_NEW_BITS or length > base.max_prefixlen:
            raise FunctionError(f"{base} cannot be extended by {bits} bits")
        size = 1 << (base.max_prefixlen - length)
        at = -(-at // size) * size
        if at + size > int(base.network_address) + base.num_addresses:
            raise FunctionError(f"{base} is too small for these ranges")
        found.append(_range(base, at, length))
        at += size
    return found


def _range(base: Network, start: int, length: int) -> str:
    address: Any = type(base.network_address)(start)
    return f"{address}/{length}"


FUNCTIONS = {
    "cidrhost": cidrhost,
    "cidrnetmask": cidrnetmask,
    "cidrsubnet": cidrsubnet,
    "cidrsubnets": cidrsubnets,
}

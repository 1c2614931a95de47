"""What CDK puts in place of a look-up that was not made.

Synthesis looks up what exists in an account: availability zones, a VPC, an image. Without access to the account, and
without the answer in cdk.context.json, it goes on with values that stand for nothing, lists the look-up under `missing`
of the manifest, and leaves it to the command line interface to fail. The values are those in the source of aws-cdk-lib
2.276 beside each `ContextProvider.getValue`, and in 2.100 they are the same. The manifest tells them in 2.240, not in
2.100, and for a VPC never.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from adapters.cdk.documents import fields, texts_in

_VPC = (
    *("vpc-12345", "s-12345", "s-67890", "p-12345", "p-67890", "1.2.3.4/5"),
    *("rtb-12345s", "rtb-67890s", "rtb-12345p", "rtb-67890p", "rtb-57890p"),
    *("dummy1a", "dummy1b"),
)
_ZONES = ("dummy1a", "dummy1b", "dummy1c")
_BALANCER = (
    "my-load-balancer-123456789012.us-west-2.elb.amazonaws.com",
    "Z3DZXE0EXAMPLE",
    "sg-1234",
    "vpc-12345",
)
_ARN = "arn:aws:elasticloadbalancing:us-west-2:123456789012:"

# The names of the providers are those of the schema.
_LOOKUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "ami": ("a machine image", ("ami-1234",)),
    "availability-zones": ("availability zones", _ZONES),
    "hosted-zone": ("a hosted zone", ("DUMMY",)),
    "ssm": ("an SSM parameter", ()),
    "vpc-provider": ("a VPC", _VPC),
    "endpoint-service-availability-zones": ("the availability zones of an endpoint service", _ZONES),
    "load-balancer": ("a load balancer", _BALANCER),
    "load-balancer-listener": ("a listener of a load balancer", ("sg-123456789012",)),
    "security-group": ("a security group", ("sg-12345678", "sg-12345")),
    "key-provider": ("a KMS key", ("1234abcd-12ab-34cd-56ef-1234567890ab",)),
    "cc-api-provider": ("a resource by the Cloud Control API", ()),
    "plugin": ("a value by a plug-in", ()),
}
# The user chooses what these give, so that only the manifest tells; it may be what others write on purpose.
_TOLD = frozenset({"ssm", "cc-api-provider", "plugin"})
_TOKEN = re.compile(r"\$\{Token\[[^\]]*\]\}")
# A text below that length is found in templates by chance: "true", "5432", "TEST".
_TELLING = 5


def dummies(missing: Iterable[object]) -> dict[str, str]:
    """Return why a text in the templates is made up, for the look-ups that a manifest says were not made."""
    reasons: dict[str, str] = {}
    for entry in missing:
        provider, properties = fields(entry).get("provider"), fields(fields(entry).get("props"))
        if not isinstance(provider, str):
            continue
        what, known = _LOOKUPS.get(provider, ("a value", ()))
        for text in (*known, *_of_properties(provider, properties)):
            reasons.setdefault(text, f"the look-up of {what} was not made")
    return reasons


def _of_properties(provider: str, properties: dict[str, object]) -> Iterator[str]:
    kind, name = properties.get("loadBalancerType"), properties.get("parameterName")
    if provider == "load-balancer" and isinstance(kind, str):
        yield f"{_ARN}loadbalancer/{kind}/my-load-balancer/50dc6c495c0c9188"
    if provider == "load-balancer-listener" and isinstance(kind, str):
        yield f"{_ARN}listener/{kind}/my-load-balancer/50dc6c495c0c9188/f2f7dc8efc522ab2"
    if provider == "ssm" and isinstance(name, str):
        yield f"dummy-value-for-{name}"
    if provider in _TOLD or provider not in _LOOKUPS:
        for text in texts_in(properties.get("dummyValue")):
            # CDK puts an expression in place of a token, so that only what is around it stands in a template.
            yield from (part for part in _TOKEN.split(text) if len(part) >= _TELLING and not part.isdigit())

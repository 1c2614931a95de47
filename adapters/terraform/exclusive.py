"""Arguments of which the provider takes one only: it refuses the configuration before anything is planned.

The provider's schema, as Terraform shows it, does not tell. That a name and its prefix exclude each other is a
convention of its sources for types that compute both when neither is written. The others are `ConflictsWith` and
`ExactlyOneOf` there (https://github.com/hashicorp/terraform-provider-aws, `internal/service`), listed by hand for types
that are often written, and not complete.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from adapters.terraform import provider
from adapters.terraform.module import Instance, Module
from adapters.terraform.syntax import Attribute, Block, Conditional, Expression, Name, taken, walk
from adapters.values import Unknown

_MAX_DEPTH = 20

_PASSWORDS = (("manage_master_user_password", "master_password"),)
_GROUPS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "aws_autoscaling_group": (
        ("availability_zones", "vpc_zone_identifier"),
        ("launch_configuration", "launch_template", "mixed_instances_policy"),
    ),
    "aws_cloudwatch_event_target": (("input", "input_path", "input_transformer"),),
    "aws_cloudwatch_metric_alarm": (("extended_statistic", "statistic"), ("metric_query", "statistic")),
    "aws_db_instance": (("manage_master_user_password", "password"),),
    "aws_docdb_cluster": _PASSWORDS,
    "aws_instance": (("user_data", "user_data_base64"),),
    "aws_lambda_function": (("filename", "image_uri", "s3_bucket"),),
    "aws_lb": (("subnet_mapping", "subnets"),),
    "aws_rds_cluster": _PASSWORDS,
    "aws_route53_record": (
        ("alias", "records"),
        ("alias", "ttl"),
        (
            "cidr_routing_policy",
            "failover_routing_policy",
            "geolocation_routing_policy",
            "geoproximity_routing_policy",
            "latency_routing_policy",
            "multivalue_answer_routing_policy",
            "weighted_routing_policy",
        ),
    ),
    "aws_s3_object": (("content", "content_base64", "source"),),
    "aws_secretsmanager_secret_version": (("secret_binary", "secret_string"),),
    "aws_security_group_rule": (
        ("cidr_blocks", "self", "source_security_group_id"),
        ("ipv6_cidr_blocks", "self", "source_security_group_id"),
    ),
    "aws_sqs_queue": (("kms_master_key_id", "sqs_managed_sse_enabled"),),
    "aws_subnet": (("availability_zone", "availability_zone_id"),),
}


def together(module: Module) -> Iterator[tuple[str, str, Attribute | Block, str | None]]:
    """Yield the address, the reason and the place of each argument that another one excludes, and what is open."""
    for one in module.instances():
        for group in () if one.is_data else _groups(one.type):
            places = _places(one.block, group)
            if len(places) < 2:
                continue
            doubts = {name: doubt for name in places if (doubt := _doubt(one, name)) is not None}
            certain, *others = sorted(doubts, key=lambda name: doubts[name] != "") or [""]
            if others and doubts[certain] == "":
                where = f"{module.prefix}{'.'.join(one.block.labels)}.{others[0]}"
                message = f"`{certain}` and `{others[0]}` exclude each other"
                yield where, message, places[others[0]], doubts[others[0]] or None


@cache
def _groups(type: str) -> tuple[tuple[str, ...], ...]:
    """The groups of arguments of a type of which one may be there."""
    known = provider.resource(type)
    made = (
        {name for name, one in known.arguments.items() if one.optional and one.computed} if known else set()
    )
    prefixed = sorted(name for name in made if f"{name}_prefix" in made)
    return (*((name, f"{name}_prefix") for name in prefixed), *_GROUPS.get(type, ()))


def _places(block: Block, group: tuple[str, ...]) -> dict[str, Attribute | Block]:
    """Where the arguments and blocks of a group stand; `dynamic` blocks are left out, since they may make none."""
    found: dict[str, Attribute | Block] = {}
    for name in group:
        place = block.body.attributes.get(name) or next(block.body.of(name), None)
        if place is not None:
            found[name] = place
    return found


def _doubt(instance: Instance, name: str) -> str | None:
    """What leaves a doubt of a value, "" for nothing; None where there is no value, or hardly one.

    Null is as if nothing was written, and what is empty may be. A variable without a default is given a value.
    """
    attribute = instance.block.body.attributes.get(name)
    if attribute is None:
        return ""
    if _may_be_null(attribute.expression, instance.module):
        return None
    data = instance.argument(name).data
    if isinstance(data, Unknown):
        return data.reason if data.kind == "parameter" else None
    return "" if data else None


def _may_be_null(expression: Expression, module: Module, depth: int = 0) -> bool:
    """Whether a condition may choose null: it, or what it is made of, and that may be open."""
    parts = [*walk(expression)]
    if depth > _MAX_DEPTH or any(isinstance(part, Conditional) for part in parts):
        return True
    if "value" in taken(parts, "each") or any(
        isinstance(part, Name) and part.name == "module" for part in parts
    ):
        return True
    if module.parent is not None and any(taken(parts, "var")):
        return True
    locals_ = module.configuration.locals
    return any(
        _may_be_null(locals_[name].expression, module, depth + 1)
        for name in taken(parts, "local")
        if name in locals_
    )

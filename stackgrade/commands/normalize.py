"""`stackgrade normalize`."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from stackgrade import python_rules, ruleset, waivers
from stackgrade import run as runs
from stackgrade.commands import FAILED, OK, complain, inputs, standard_input
from stackgrade.reports import Problem


def run(arguments: argparse.Namespace) -> int:
    """Print the documents; what could not be read is said on stderr."""
    profile = inputs.profile(arguments)
    options = inputs.options(arguments)
    rules = ruleset.load(inputs.policies(arguments)).rules
    project = inputs.project(arguments, rules)
    paths, faults = inputs.synthesized(arguments)
    documents: list[dict[str, Any]] = []
    with standard_input.laid_out(paths) as (places, relocation):
        sources, problems = runs.find(places, frozenset(arguments.only), relocation)
        problems += map(Problem.of, faults)
        for source in sources:
            loaded, more = runs.load(source, options, relocation)
            judging = project.profile(source.path) or profile
            found = relocation.source if relocation else str
            documents += [
                {
                    **document.data,
                    "profile": judging.data(),
                    "waivers": waivers.listed(document.data, rules, project.waivers_for(source.path), found),
                    "judged": python_rules.judged(document, rules, judging),
                }
                for document in loaded
            ]
            problems += more
    if documents:
        content = json.dumps(documents[0] if len(documents) == 1 else documents, indent=2, ensure_ascii=False)
        sys.stdout.buffer.write(content.encode("utf-8", "backslashreplace") + b"\n")
    inputs.warn_of_unused(
        arguments, (name for document in documents for name in document.get("parameters", {}))
    )
    for problem in dict.fromkeys(problems):
        complain(problem, problem.kind)
    return FAILED if any(not problem.is_warning for problem in problems) else OK

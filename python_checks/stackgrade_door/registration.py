"""Gives Checkov a check for each rule and framework."""

from __future__ import annotations

import gc
import logging
import os
import threading

from checkov.common.bridgecrew.platform_integration import bc_integration
from checkov.common.checks_infra.registry import get_graph_checks_registry
from checkov.runner_filter import RunnerFilter

from . import checks, rules, scan

_FRAMEWORKS = ("cloudformation", "terraform")  # Terraform's serve plans and JSON as well
_YOUNG = 20_000  # new objects that make Python look for garbage; it begins with 700 or 2,000
_lock = threading.Lock()
_done = False


def register() -> None:
    """Register all checks, once a process; Checkov calls this for every runner and folder, perhaps at the same time."""
    global _done
    scan.start()  # first of all: stackgrade works while the checks are made
    with _lock:
        if not _done:
            for rule in rules.load():
                RunnerFilter.notify_external_check(rule.id)  # which Checkov itself forgets to do in threads
                for framework in _FRAMEWORKS:
                    _register(framework, rule)
            _keep_no_debug_messages()
            _collect_seldom()
            _done = True


def _keep_no_debug_messages() -> None:
    """Spare what Checkov spends most of a check's time on, unless somebody reads it.

    It formats five debug messages for every check of every resource, and keeps them for `--support`.
    """
    if not bc_integration.support_flag_enabled and os.environ.get("LOG_LEVEL", "").upper() != "DEBUG":
        logging.disable(logging.DEBUG)


def _collect_seldom() -> None:
    """Spare most of what Python spends on looking for garbage among what Checkov keeps.

    That is a sixth of the time in which Checkov builds its graph, and more with each record that our checks add.
    """
    if 0 < gc.get_threshold()[0] < _YOUNG:
        gc.set_threshold(_YOUNG)


def _register(framework: str, rule: rules.Rule) -> None:
    types = tuple(rule.types[framework])
    if rule.on_stack and checks.unknown_is_shown():
        # Checks on graphs cannot skip; this one is asked about every resource.
        checks.make(framework, rule, ("*",), on_stack=True)
        return
    if types:
        checks.make(framework, rule, types)
    if rule.on_stack:
        get_graph_checks_registry(framework).checks.append(checks.StackCheck(framework, rule))

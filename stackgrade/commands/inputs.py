"""The options that every command on templates takes."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.errors import InputError
from adapters.model import Options
from stackgrade import configuration, profiles
from stackgrade import project as projects
from stackgrade.commands import complain
from stackgrade.errors import UsageError
from stackgrade.hints import did_you_mean
from stackgrade.profiles import Profile
from stackgrade.project import Project
from stackgrade.ruleset import Rule
from stackgrade.run import Settings
from stackgrade.selection import Selection

if TYPE_CHECKING:
    from stackgrade.opa.connection import Connection


def profile(arguments: argparse.Namespace) -> Profile:
    """Return the profile to judge by; raises UsageError."""
    return profiles.resolve(arguments.profile, configuration.folder())


def project(arguments: argparse.Namespace, rules: Mapping[str, Rule]) -> Project:
    """Return what the configuration says of the stacks; a profile that the user names is for all of them."""
    found = projects.read(configuration.folder(), rules)
    return found if arguments.profile is None else replace(found, profiles=())


def options(arguments: argparse.Namespace) -> Options:
    """Return what the user says about parameters; raises UsageError for a file that is not there."""
    for file in arguments.var_file:
        if not Path(file).is_file():
            raise UsageError(f"--var-file {file}: no such file")
    return Options(dict(arguments.param), tuple(arguments.var_file), arguments.include_framework)


def absolute(options: Options) -> Options:
    """Return options whose files are found from every working directory."""
    return replace(options, parameter_files=tuple(map(os.path.abspath, options.parameter_files)))


def settings(arguments: argparse.Namespace, own: tuple[str, ...], rules: Mapping[str, Rule]) -> Settings:
    """Return what the user asks for of every stack; `own` are the folders of the user's own rules."""
    return Settings(
        profile=profile(arguments),
        rules=selected(arguments).checked(rules),
        options=options(arguments),
        engine=arguments.engine,
        # What a server says is asked for each time: it may be gone by now, or hold other rules.
        cached=not arguments.no_cache and arguments.engine == "embedded",
        policies=own,
        connection=connection(arguments, configuration.folder()),
        project=project(arguments, rules),
    )


def connection(arguments: argparse.Namespace, folder: Path | None) -> Connection | None:
    """Return how the OPA server is reached that is to judge, as a folder's configuration may say; raises UsageError."""
    if arguments.engine != "opa":
        if arguments.opa_url or arguments.allow_other_revision:
            raise UsageError("--opa-url and --allow-other-revision are for --engine opa")
        return None
    from stackgrade.opa import connection

    return connection.resolve(arguments.opa_url, folder, arguments.allow_other_revision)


def selected(arguments: argparse.Namespace) -> Selection:
    """Return which rules the user asks for."""
    return Selection(tuple(arguments.rule), tuple(arguments.skip_rule))


def policies(arguments: argparse.Namespace) -> tuple[str, ...]:
    """Return the folders of the user's own rules; raises UsageError."""
    from stackgrade import own_rules

    return own_rules.folders(arguments.policy_dir, configuration.folder())


def synthesized(arguments: argparse.Namespace) -> tuple[list[str], list[InputError]]:
    """Return the paths to look at, after running the apps of CDK projects among them when the user asks for that."""
    if not arguments.synth:
        return list(arguments.paths), []
    check_synthesis(arguments.paths)
    paths, faults = list[str](), list[InputError]()
    for path in arguments.paths:
        try:
            paths += synthesize(path)
        except InputError as error:
            faults.append(error)
    return paths, faults


def check_synthesis(paths: Iterable[str]) -> None:
    """Raise UsageError when there is nothing to synthesize."""
    if not any(map(_is_app, paths)):
        raise UsageError("--synth: no path is a folder with a cdk.json")


def synthesize(path: str) -> list[str]:
    """Run the app of a CDK project and return where to look, last its assembly where that lies elsewhere; any other
    path is returned as it is. Raises InputError."""
    if not _is_app(path):
        return [path]
    from adapters.cdk import synthesis

    folder = synthesis.synthesize(path)
    return [path] if Path(folder).resolve().is_relative_to(Path(path).resolve()) else [path, folder]


def _is_app(path: str) -> bool:
    from adapters.cdk import synthesis

    return Path(path, synthesis.APP).is_file()


def warn_of_unused(arguments: argparse.Namespace, declared: Iterable[str]) -> None:
    """Say which of the given parameters no template has: a mistyped name would change nothing."""
    names = set(declared)
    for name in dict(arguments.param):
        if name not in names:
            complain(f"no template has a parameter {name}{did_you_mean(name, names)}", "warning")

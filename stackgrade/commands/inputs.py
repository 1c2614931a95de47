"""The options that every command on templates takes."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from adapters.errors import InputError
from adapters.model import Options
from stackgrade import configuration, profiles, selection
from stackgrade import project as projects
from stackgrade.commands import complain
from stackgrade.errors import UsageError
from stackgrade.hints import did_you_mean
from stackgrade.profiles import Profile
from stackgrade.project import Project
from stackgrade.ruleset import Rule
from stackgrade.run import Settings


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
        rules=selection.select(rules, arguments.rule, arguments.skip_rule),
        options=options(arguments),
        cached=not arguments.no_cache,
        policies=own,
    )


def policies(arguments: argparse.Namespace) -> tuple[str, ...]:
    """Return the folders of the user's own rules; raises UsageError."""
    from stackgrade import own_rules

    return own_rules.folders(arguments.policy_dir, configuration.folder())


def synthesized(arguments: argparse.Namespace) -> tuple[list[str], list[InputError]]:
    """Return the paths to look at, after running the apps of CDK projects among them when the user asks for that."""
    paths, faults = list(arguments.paths), list[InputError]()
    if arguments.synth:
        from adapters.cdk import synthesis

        projects = [path for path in paths if Path(path, synthesis.APP).is_file()]
        if not projects:
            raise UsageError("--synth: no path is a folder with a cdk.json")
        for project in projects:
            try:
                folder = synthesis.synthesize(project)
                if not Path(folder).resolve().is_relative_to(Path(project).resolve()):
                    paths.append(folder)
            except InputError as error:
                faults.append(error)
                paths.remove(project)
    return paths, faults


def warn_of_unused(arguments: argparse.Namespace, declared: Iterable[str]) -> None:
    """Say which of the given parameters no template has: a mistyped name would change nothing."""
    names = set(declared)
    for name in dict(arguments.param):
        if name not in names:
            complain(f"no template has a parameter {name}{did_you_mean(name, names)}", "warning")

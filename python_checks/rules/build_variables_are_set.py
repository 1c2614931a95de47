# METADATA
# title: Variables that build commands read are set
# description: >-
#   The shell puts nothing in the place of a variable that nobody sets: the command fails, or does its work with an
#   empty name.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html
#   - https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CodeBuild.html
# custom:
#   id: FC_CODEBUILD_002
#   severity: high
#   category: operations
#   types: [AWS::CodeBuild::Project]
#   attributes: [Source.BuildSpec, Environment.EnvironmentVariables]
#   failures: [E-codebuild_missing_env_var]
#   remediation:
#     cloudformation: |
#       Environment:
#         EnvironmentVariables:
#           - Name: BUCKET_NAME
#             Value: !Ref Bucket
#     terraform: |
#       environment {
#         environment_variable {
#           name  = "BUCKET_NAME"
#           value = aws_s3_bucket.packages.bucket
#         }
#       }
"""Judged is a project that a pipeline or a webhook of the stack starts, for any other start may bring variables.

The image has to be AWS's own, whose variables are known: https://github.com/aws/aws-codebuild-docker-images
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from adapters.model import Document, Resource
from python_checks.source import buildspecs, functions, shell
from python_checks.source.outcomes import Outcome, unknown, wrong

_VARIABLES = "Environment.EnvironmentVariables"
# What CodeBuild, its images and a shell set: names that begin or end so.
_OWN = {
    "ANDROID", "ANT", "BASH", "BUNDLE", "BUNDLER", "CODEBUILD", "COMPOSER", "DEBIAN", "DEP", "DIND", "DOTNET", "EPEL",
    "GEM", "GOENV", "GOLANG", "GPG", "GRADLE", "JAVA", "JDK", "JRE", "LC", "LD", "MAVEN", "N", "NODE", "NUGET", "NVM",
    "PHP", "POWERSHELL", "PYENV", "PYTHON", "RBENV", "RUBY", "RUST", "SBT", "SRC", "XDG",
}  # fmt: skip
_OWN_OF_AWS = (
    "AWS_DEFAULT_REGION",
    "AWS_REGION",
    "AWS_ACCESS_",
    "AWS_SECRET_",
    "AWS_SESSION_",
    "AWS_CONTAINER_",
)
_OWN_ENDS = ("_VERSION", "_VERSIONS", "_HOME", "_SHA256")


def concerns(resource: Resource, document: Document) -> bool:
    image = functions.setting(resource, "Environment", "Image")
    return (
        buildspecs.is_inline(resource)
        and isinstance(image, str)
        and image.startswith("aws/codebuild/")
        and "windows" not in image
        and _starts(resource, document) is not None
    )


def judge(resource: Resource, document: Document) -> Iterator[Outcome]:
    spec = buildspecs.read(str(functions.setting(resource, "Source", "BuildSpec")))
    scripts = [(command, shell.script(command.text)) for command in spec.commands]
    read = [(command, script) for command, script in scripts if script is not None]
    given, is_open = _given(resource)
    known = spec.sets.union(given, _starts(resource, document) or (), *(script.knows for _, script in read))
    # In a text that `Fn::Sub` made, a name may be the template's.
    known |= {*document.data["resources"], *document.data["parameters"]}
    missing = {
        name: command.line + line - 1
        for command, script in reversed(read)
        for name, line in reversed(script.reads)
        if name not in known and _is_judged(name)
    }
    if missing and is_open:
        yield unknown("the variables of the project are not all known", _VARIABLES)
    elif missing and (spec.shell not in (None, "bash", "/bin/sh") or len(read) < len(scripts)):
        yield unknown("not all commands are in a language that is understood here", buildspecs.PLACE)
    elif missing and any(script.runs_others for _, script in read):
        yield unknown("the commands run a script that may set more variables", buildspecs.PLACE)
    else:
        for name, line in sorted(missing.items()):
            message = f"the commands read the variable {name}, which nothing sets"
            yield wrong(message, buildspecs.PLACE, buildspecs.place(resource, line))


def _given(resource: Resource) -> tuple[set[str], bool]:
    """The variables that a project gives to all of its builds, and whether there may be more."""
    written = functions.setting(resource, *_VARIABLES.split("."))
    listed = written if isinstance(written, list) else []
    names = [one.get("Name") if isinstance(one, dict) else None for one in listed]
    known = {name for name in names if isinstance(name, str)}
    return known, len(known) < len(names) or not isinstance(written, list | None)


def _is_judged(name: str) -> bool:
    """Whether a name is like those that a project sets: several words in upper case."""
    first, *others = name.split("_")
    return (
        name.isupper()
        and bool(others)
        and first not in _OWN
        and not name.startswith(_OWN_OF_AWS)
        and not name.endswith(_OWN_ENDS)
    )


def _starts(resource: Resource, document: Document) -> frozenset[str] | None:
    """The variables that pipelines give to a project's builds; None when they are open, or nothing here starts it."""
    given = [
        _passed(action.get("Configuration", {}).get("EnvironmentVariables", "[]"))
        for action in _actions(document)
        if _is(action["Configuration"].get("ProjectName"), resource)
    ]
    if functions.setting(resource, "Triggers", "Webhook") is True or _has_webhook(resource, document):
        given.append(frozenset())
    known = [names for names in given if names is not None]
    return frozenset().union(*known) if given and len(known) == len(given) else None


def _actions(document: Document) -> Iterator[dict[str, Any]]:
    """The actions of pipelines that start builds, each with its settings."""
    for one in document.data["resources"].values():
        stages = one["properties"].get("Stages") if one["type"] == "AWS::CodePipeline::Pipeline" else None
        for stage in stages if isinstance(stages, list) else ():
            actions = stage.get("Actions") if isinstance(stage, dict) else None
            for action in actions if isinstance(actions, list) else ():
                if isinstance(action, dict) and isinstance(action.get("Configuration"), dict):
                    yield action


def _is(named: Any, resource: Resource) -> bool:
    """Whether an action's `ProjectName` is this project."""
    if isinstance(named, dict):
        return named.get("$ref") == resource["address"]
    return named is not None and named == resource["properties"].get("Name")


def _passed(written: Any) -> frozenset[str] | None:
    """The names in an action's list of variables, which is a text of JSON; None when it is not known."""
    try:
        listed = json.loads(written) if isinstance(written, str) else None
    except ValueError:
        return None
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        return None
    return frozenset(str(one.get("name")) for one in listed)


def _has_webhook(resource: Resource, document: Document) -> bool:
    resources = document.data["resources"]
    return any(
        edge["target"] == resource["address"]
        and edge["source"] in resources
        and resources[edge["source"]]["source_type"] == "aws_codebuild_webhook"
        for edge in document.data["edges"]
    )

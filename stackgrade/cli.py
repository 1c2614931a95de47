"""The command line: what there is, and what ends a run with which exit code.

The commands are imported when they are called, so that `--help` and `--version` answer at once.
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn, TypeAlias, cast

from stackgrade import __version__
from stackgrade.commands import FAILED, USAGE, complain
from stackgrade.errors import EngineError, UsageError
from stackgrade.hints import did_you_mean
from stackgrade.severities import SEVERITIES, THRESHOLDS

if TYPE_CHECKING:
    Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]

# The names of modules of stackgrade.reports.
FORMATS = ("console", "json", "sarif", "junit", "gitlab", "github", "markdown", "html", "cdk", "verdicts")
_KINDS = ("cloudformation", "cdk", "terraform", "terraform-plan", "markdown")
SIGNING_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
_INTERRUPTED = 128 + 2
_PIPE_CLOSED = 128 + 13
_EXIT_CODES = """\
exit codes:
  0  nothing at or over --fail-on
  1  findings at or over --fail-on
  2  wrong usage or configuration
  3  an input could not be read, or an engine failed; the rest is still reported
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in ("stdout", "stderr"):
        if getattr(sys, stream) is None:  # it is closed: the exit code still tells, and --output still writes
            setattr(sys, stream, open(os.devnull, "w"))  # noqa: SIM115  # as long as the process is there
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal may not know every character
    try:
        parser = _parser()
        if "_ARGCOMPLETE" in os.environ:  # a shell asks
            from stackgrade import completion

            completion.answer(parser)
        arguments = parser.parse_args(argv)
        module = importlib.import_module(f"stackgrade.commands.{arguments.command.replace('-', '_')}")
        status = cast("int", module.run(arguments))
        sys.stdout.flush()
        return status
    except UsageError as error:
        complain(error)
        return USAGE
    except EngineError as error:
        complain(error)
        return FAILED
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # What is left in the buffer must not raise again when the interpreter exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED
    except Exception as error:
        from stackgrade.debugging import describe

        complain(describe(error))
        return FAILED


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in a line, and where to read on; not the whole usage, in which the line would drown."""

    def parse_known_args(  # type: ignore[override]  # the overloads are about namespaces of one's own
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Refuse here what is not known, since the parser above would not know which command it was meant for."""
        known, unknown = super().parse_known_args(args, namespace)
        if unknown:
            near = did_you_mean(unknown[0], self._option_string_actions) if unknown[0].startswith("-") else ""
            self.error(f"unrecognized arguments: {' '.join(unknown)}{near}")
        return known, unknown

    def error(self, message: str) -> NoReturn:
        wrong = re.search(r"invalid choice: '(.*?)' \(choose from (.*)\)", message)
        near = did_you_mean(wrong[1], re.findall(r"[\w-]+", wrong[2])) if wrong else ""
        complain(f"{message}{near}; `{self.prog} --help` says more")
        raise SystemExit(USAGE)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Keeps each command on one line with what it does."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26)

    def add_argument(self, action: argparse.Action) -> None:
        """Make room for names that stand further in than the heading they are measured by: those of commands."""
        super().add_argument(action)
        self._action_max_length += isinstance(action, argparse._SubParsersAction) * self._indent_increment


def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = _Parser(
        prog="stackgrade",
        description="Grades infrastructure templates against a catalogue of known failures.",
        epilog=_EXIT_CODES,
        formatter_class=_Formatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"stackgrade {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (
        _grade,
        _compare,
        _gate,
        _rules,
        _profiles,
        _catalogue,
        _normalize,
        _checkov_dir,
        _doctor,
        _completion,
        _opa,
    ):
        add(commands)
    return parser


def _command(
    commands: Commands, name: str, help: str, description: str, epilog: str = "", usage: str | None = None
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        usage=usage and f"stackgrade {name} [OPTION ...] {usage}".rstrip(),
        help=help,
        description=description,
        epilog=epilog,
        formatter_class=_Formatter,
        allow_abbrev=False,
    )


def _group(parser: argparse.ArgumentParser, title: str) -> argparse._ArgumentGroup:
    """Return the options under one heading of the help."""
    for group in parser._action_groups:
        if group.title == title:
            return group
    return parser.add_argument_group(title)


def _grade(commands: Commands) -> None:
    parser = _command(
        commands,
        "grade",
        "grade templates",
        "Grade every template that the paths name or hold.",
        _EXIT_CODES,
        "PATH ...",
    )
    _inputs(parser)
    _chosen_rules(parser)
    _engine(parser)
    _outputs(parser)
    _threshold(parser)
    _running(parser)


def _compare(commands: Commands) -> None:
    parser = _command(
        commands,
        "compare",
        "say what was fixed, what came in and what remains",
        "Compare two versions of something, failure by failure: files, folders or\n"
        "revisions (HEAD~1:infra), in any two formats. With --batch, compare every pair\n"
        "of versions in a folder.",
        _EXIT_CODES.replace("findings at or over", "failures that came in at or over").replace(
            "nothing at or over", "nothing came in at or over"
        ),
        "BEFORE AFTER\n       stackgrade compare --batch [OPTION ...] FOLDER",
    )
    parser.add_argument(
        "before",
        type=_path,
        metavar="BEFORE",
        help="a file, folder or revision (REVISION:PATH); with --batch a folder of pairs",
    )
    parser.add_argument("after", type=_path, nargs="?", metavar="AFTER", help="the other version")
    parser.add_argument("--batch", action="store_true", help="compare all pairs below a folder, in one table")
    parser.add_argument(
        "--sides",
        type=_sides,
        metavar="A,B",
        help="for --batch: what the two versions of a pair are called (default: before,after)",
    )
    _synthesis(parser)
    _values(parser)
    _chosen_rules(parser)
    _engine(parser)
    group = _group(parser, "report")
    group.add_argument(
        "--format",
        choices=("console", "json", "markdown", "csv"),
        default="console",
        help="how to report; csv is for --batch",
    )
    group.add_argument("--output", metavar="FILE", help="write the report to a file")
    group.add_argument("--verbose", action="store_true", help="list every place, with why and how")
    group.add_argument(
        "--fail-on",
        choices=THRESHOLDS,
        default="never",
        metavar="SEVERITY",
        help=f"the least severity of what came in that gives exit code 1: {', '.join(THRESHOLDS)} (default: never)",
    )
    _running(parser)


def _gate(commands: Commands) -> None:
    parser = _command(
        commands,
        "gate",
        "judge a change before it is merged",
        "Grade the stacks that a change touches, before and after it; only what it\nbrings in blocks.",
        _EXIT_CODES.replace("findings at or over", "new failures at or over").replace(
            "nothing at", "nothing new at"
        ),
        "--base REF",
    )
    parser.add_argument(
        "--base", required=True, metavar="REF", help="the branch to merge into, such as origin/main"
    )
    parser.add_argument("--head", metavar="REF", help="the change (default: HEAD)")
    parser.add_argument(
        "--worktree", action="store_true", help="the change as the checkout holds it, committed or not"
    )
    parser.add_argument(
        "--comment", action="store_true", help="write the comment of this CI job's merge request"
    )
    _values(parser)
    _chosen_rules(parser)
    _engine(parser)
    _outputs(parser)
    _threshold(parser)
    _jobs(parser)


def _rules(commands: Commands) -> None:
    parser = _command(
        commands, "rules", "list the rules, or explain one", "List the rules, or explain those named."
    )
    parser.add_argument(
        "rules", nargs="*", metavar="ID", help="a rule to explain, or a pattern such as FC_RDS_* to list"
    )
    parser.add_argument("--service", metavar="NAME", help="only the rules of one service: rds, s3, ...")
    parser.add_argument(
        "--severity",
        action="append",
        default=[],
        choices=SEVERITIES,
        help="only the rules of this severity; repeatable",
    )
    parser.add_argument("--search", metavar="TEXT", help="only the rules that speak of all these words")
    parser.add_argument("--format", choices=("console", "json"), default="console", help="how to print them")
    _policies(parser)


def _profiles(commands: Commands) -> None:
    parser = _command(
        commands,
        "profiles",
        "list what stacks can be judged as",
        "List the built-in profiles, or those named, with what they say.",
    )
    parser.add_argument("profiles", nargs="*", metavar="NAME|FILE", help="a built-in profile, or a file")
    parser.add_argument("--format", choices=("console", "json"), default="console", help="how to print them")


def _catalogue(commands: Commands) -> None:
    parser = _command(
        commands,
        "catalogue",
        "list the known failures and what detects them",
        "List the failures of the catalogue, and the rules that detect each of them.",
    )
    parser.add_argument("--format", choices=("console", "json"), default="console", help="how to print it")


def _normalize(commands: Commands) -> None:
    parser = _command(
        commands,
        "normalize",
        "print what the rules see of a template",
        "Print the normalized document of a template as JSON; a list of them when there\nare several.",
        usage="PATH ...",
    )
    _inputs(parser)


def _opa(commands: Commands) -> None:
    parser = _command(
        commands,
        "opa",
        "publish the rules to OPA servers",
        "Publish the rules, the failure catalogue and the profiles to OPA servers, and ask what a server holds.",
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    push = _command(
        actions, "push", "put them onto a running server", "Put everything onto a running server."
    )
    bundle = _command(
        actions,
        "bundle",
        "write a bundle that servers download",
        "Write a bundle, which OPA servers take over from a file server or a registry.",
    )
    status = _command(
        actions,
        "status",
        "say what a server holds",
        "Say what a server holds; exit code 3 when it is not this ruleset.",
    )
    for action in (push, status):
        _server(action)
    for action in (push, bundle, status):
        _policies(action)
    bundle.add_argument(
        "--output", required=True, type=_path, metavar="FILE", help="the file to write: bundle.tar.gz"
    )
    bundle.add_argument(
        "--signing-key", metavar="FILE", help="the private key (PEM) to sign with; needs the `opa` executable"
    )
    bundle.add_argument(
        "--signing-alg",
        choices=SIGNING_ALGORITHMS,
        default="RS256",
        metavar="NAME",
        help=f"the kind of signature: {', '.join(SIGNING_ALGORITHMS)} (default: RS256)",
    )
    for action in (push, bundle):
        action.add_argument(
            "--no-system",
            action="store_true",
            help="leave out what decision logs leave out, for who has a mask of their own",
        )
    status.add_argument("--format", choices=("console", "json"), default="console", help="how to print it")


def _server(options: argparse._ActionsContainer) -> None:
    options.add_argument(
        "--opa-url",
        metavar="URL",
        help="the OPA server: https://opa.example:8181 (default: STACKGRADE_OPA_URL)",
    )


def _policies(options: argparse._ActionsContainer) -> None:
    options.add_argument(
        "--policy-dir",
        action="append",
        default=[],
        metavar="FOLDER",
        help="a folder of rules of your own, beside these; repeatable",
    )


def _checkov_dir(commands: Commands) -> None:
    _command(
        commands,
        "checkov-dir",
        "print the folder to give to Checkov",
        'Print the folder for `checkov -d . --external-checks-dir "$(stackgrade checkov-dir)"`.',
    )


def _doctor(commands: Commands) -> None:
    _command(
        commands,
        "doctor",
        "say whether this installation works",
        "Look for what commonly goes wrong with an installation, and say how to repair it.",
    )


def _outputs(parser: argparse.ArgumentParser) -> None:
    group = _group(parser, "report")
    group.add_argument(
        "--format",
        choices=FORMATS,
        default="console",
        metavar="FORMAT",
        help=f"how to report: {', '.join(FORMATS[:-1])}, or {FORMATS[-1]}, which is JSON with the passes as well",
    )
    group.add_argument("--output", metavar="FILE", help="write the report to a file")
    group.add_argument(
        "--report",
        action="append",
        type=_report,
        default=[],
        metavar="FORMAT=FILE",
        help="write another report in the same run; repeatable",
    )
    group.add_argument(
        "--verbose", action="store_true", help="list every place and everything that is not decided"
    )


def _completion(commands: Commands) -> None:
    parser = _command(
        commands,
        "completion",
        "print what lets a shell complete commands",
        "Print what lets a shell complete commands, options, rules and profiles.",
        """\
where it goes:
  bash  source <(stackgrade completion bash)     in ~/.bashrc
  zsh   source <(stackgrade completion zsh)      in ~/.zshrc, after compinit
  fish  stackgrade completion fish | source      in ~/.config/fish/config.fish
""",
    )
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), metavar="SHELL", help="bash, zsh or fish")


def _threshold(parser: argparse.ArgumentParser) -> None:
    _group(parser, "report").add_argument(
        "--fail-on",
        choices=THRESHOLDS,
        metavar="SEVERITY",
        help=f"the least severity that gives exit code 1: {', '.join(THRESHOLDS)} (default: that of "
        ".stackgrade.yaml, else high)",
    )


def _chosen_rules(parser: argparse.ArgumentParser) -> None:
    group = _group(parser, "rules")
    group.add_argument(
        "--rule", action="append", default=[], metavar="ID", help="only this rule, or FC_RDS_*; repeatable"
    )
    group.add_argument(
        "--skip-rule", action="append", default=[], metavar="ID", help="without this rule; repeatable"
    )


def _running(parser: argparse.ArgumentParser) -> None:
    _group(parser, "run").add_argument(
        "--no-cache", action="store_true", help="take nothing from earlier runs, and keep nothing"
    )
    _jobs(parser)


def _jobs(parser: argparse.ArgumentParser) -> None:
    _group(parser, "run").add_argument(
        "--jobs", type=_positive, metavar="N", help="processes (default: by the number of templates)"
    )


def _engine(parser: argparse.ArgumentParser) -> None:
    group = _group(parser, "rules")
    group.add_argument(
        "--engine",
        choices=("embedded", "opa"),
        default="embedded",
        help="what runs the rules (default: embedded)",
    )
    _server(group)
    group.add_argument(
        "--allow-other-revision",
        action="store_true",
        help="accept an OPA server with other rules than these, and say so in the report",
    )


def _inputs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="+",
        type=_path,
        metavar="PATH",
        help="a template, a folder to search for templates, a Markdown file with templates in it, or - for a "
        "template or plan on stdin",
    )
    _group(parser, "stacks").add_argument(
        "--only",
        action="append",
        default=[],
        choices=_KINDS,
        metavar="KIND",
        help=f"only one kind of input: {', '.join(_KINDS)}; repeatable",
    )
    _synthesis(parser)
    _values(parser)


def _synthesis(parser: argparse.ArgumentParser) -> None:
    _group(parser, "stacks").add_argument(
        "--synth", action="store_true", help="run the app of a CDK project first, as its cdk.json says"
    )


def _values(parser: argparse.ArgumentParser) -> None:
    group = _group(parser, "stacks")
    group.add_argument(
        "--include-framework", action="store_true", help="judge what CDK makes for itself as well"
    )
    group.add_argument(
        "--profile",
        metavar="NAME|FILE",
        help="what the stacks are judged as: production (the default), test, startup, pci-dss, review, or a file",
    )
    group.add_argument(
        "--param",
        action="append",
        type=_assignment,
        default=[],
        metavar="K=V",
        help="the value of a parameter; repeatable",
    )
    group.add_argument(
        "--var-file",
        action="append",
        default=[],
        metavar="FILE",
        help="a file of parameter values; repeatable",
    )
    _policies(_group(parser, "rules"))


def _path(text: str) -> str:
    if not text:  # as of a variable that is not set
        raise argparse.ArgumentTypeError("the path is empty")
    return text


def _assignment(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name, value


def _report(text: str) -> tuple[str, str]:
    format, _, file = text.partition("=")
    if format not in FORMATS or not file:
        raise argparse.ArgumentTypeError(f"{text!r} is not FORMAT=FILE, with one of {', '.join(FORMATS)}")
    return format, file


def _sides(text: str) -> tuple[str, str]:
    names = text.split(",")
    if len(set(names)) != 2 or not all(names) or any("/" in name for name in names):
        raise argparse.ArgumentTypeError(f"{text!r} is not two names: before,after")
    return names[0], names[1]


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes")
    return int(text)

"""Compares our verdicts with those of other tools' own examples, where a rule of theirs asks what one of ours asks.

    python tools/agreement.py [--checkov FOLDER] [--guard FOLDER] [--kics FOLDER] [--trivy FOLDER] [--list]

The folders are checkouts of the tools' repositories. Checkov's and Guard's rules are known by the ids that our rules
name under `also`, the others by `tools/agreement.yaml`; where several of ours share a question, all of them have to
pass, and where a question is of one of the attributes that a rule of ours looks at, only findings there count. Each
example is graded as a stack of its own under `tools/agreement-profile.yaml`, the profile under which most rules apply.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from stackgrade import ruleset

MAPPING = Path(__file__).with_suffix(".yaml")
PROFILE = Path(__file__).with_name("agreement-profile.yaml").resolve()

# What stands for the example as a whole, where a tool does not say which resource it means.
ANYWHERE = ""


class Example(NamedTuple):
    """A template of another tool with what its test expects: "pass" or "fail", by address or ANYWHERE."""

    asked: str
    source: Path
    expected: dict[str, str]
    # The text of an example that stands inside of another file, and the name of the file to make of it.
    text: str = ""
    name: str = ""


class Comparison(NamedTuple):
    """One expectation and our verdict: pass, fail, unknown, silent (not looked at) or unread."""

    tool: str
    rules: str
    example: Example
    address: str
    expected: str
    verdict: str
    message: str

    @property
    def result(self) -> str:
        """How this counts: what they fail and we do not look at is a disagreement, what they pass is none."""
        if self.verdict == self.expected:
            return "agree"
        if self.verdict == "silent" and self.expected == "pass":
            return "silent"
        return self.verdict if self.verdict in ("unknown", "unread") else "disagree"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for tool in READERS:
        parser.add_argument(f"--{tool}", type=Path, metavar="FOLDER", help=f"a checkout of {tool}")
    parser.add_argument("--list", action="store_true", help="list what does not agree as well")
    arguments = parser.parse_args()
    folders = {tool: getattr(arguments, tool) for tool in READERS if getattr(arguments, tool)}
    if not folders:
        parser.error("name the checkout of one tool at least")
    compared: list[Comparison] = []
    for tool, folder in folders.items():
        if not folder.is_dir():
            parser.error(f"{folder} is no folder")
        compared += compare(tool, folder)
    print_table(compared, set(_mapping()["apart"]))
    if arguments.list:
        print_differences(compared)
    return 0


def compare(tool: str, folder: Path) -> list[Comparison]:
    """Grade every example of the tool that asks for one of our rules."""
    rules = equivalents(tool)
    examples = [example for example in READERS[tool](folder) if example.asked in rules]
    examples.sort(key=lambda example: (example.asked, str(example.source), example.text))
    asked_of = {part for example in examples for part in rules[example.asked]}
    verdicts = grade(examples, sorted({_rule(part) for part in asked_of}))
    return [
        Comparison(
            tool,
            " ".join(asked),
            example,
            address,
            expected,
            *_verdict(graded, asked, address, expected),
        )
        for example, graded in zip(examples, verdicts, strict=True)
        for asked in [rules[example.asked]]
        for address, expected in sorted(example.expected.items())
    ]


def equivalents(tool: str) -> dict[str, list[str]]:
    """Return our rules by the tool's name for what they ask; `FC_S3_001.BlockPublicAcls` is a part of one."""
    found: dict[str, list[str]] = defaultdict(list)
    rules = ruleset.load().rules
    for rule in rules.values():
        for name in rule.also:
            found[name].append(rule.id)
    for name, ours in _mapping()[tool].items():
        if unknown := {_rule(one) for one in ours} - rules.keys():
            raise SystemExit(f"{MAPPING}: there is no rule {', '.join(sorted(unknown))}")
        found[name] += ours
    return found


def _rule(part: str) -> str:
    return part.partition(".")[0]


def _mapping() -> dict[str, Any]:
    mapping: dict[str, Any] = yaml.safe_load(MAPPING.read_text(encoding="utf-8"))
    return mapping


class Graded(NamedTuple):
    """What the grader says of one example: its subjects, and why it could not be read."""

    subjects: list[dict[str, Any]]
    errors: list[str]
    # The names of the attributes that findings are about, by rule and address.
    wrong: dict[tuple[str, str], set[str]]


def grade(examples: list[Example], rules: list[str]) -> list[Graded]:
    """Grade the examples in one run, each in a folder of its own, named by its position."""
    graded = [Graded([], [], defaultdict(set)) for _ in examples]
    if not examples:
        return graded
    with tempfile.TemporaryDirectory() as root:
        for i, example in enumerate(examples):
            _write(example, Path(root, f"e{i:05}"))
        report, found = (_report(root, rules, form) for form in ("verdicts", "json"))
    for stack in report["stacks"]:
        graded[int(stack["path"][1:6])].subjects.extend(stack["subjects"])
    for error in report["errors"]:
        graded[int(error["path"][1:6])].errors.append(error["message"])
    for stack in found["stacks"]:
        for finding in stack["findings"]:
            place = finding["rule_id"], finding["resource"]["address"]
            named = re.findall("`([^`]+)`", finding["message"] or "") or [finding["attribute"] or ""]
            graded[int(stack["path"][1:6])].wrong[place].update(map(_name, named))
    return graded


def _report(root: str, rules: list[str], form: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "stackgrade", "grade", ".", "--profile", str(PROFILE)]
    command += ["--format", form, "--no-cache", *(f"--rule={rule}" for rule in rules)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if not done.stdout:
        raise SystemExit(done.stderr)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _name(attribute: str) -> str:
    """The last name of a path, which is the same in either language."""
    return re.sub(r"\[[^]]*\]", "", attribute).rpartition(".")[2].replace("_", "").lower()


def _write(example: Example, folder: Path) -> None:
    if example.source.is_dir():
        shutil.copytree(example.source, folder)
        return
    folder.mkdir()
    if example.text:
        Path(folder, example.name).write_text(example.text, encoding="utf-8")
    else:
        shutil.copy(example.source, folder)


def _verdict(graded: Graded, rules: list[str], address: str, expected: str) -> tuple[str, str]:
    """Our verdict and its message: the worst that the rules say of any subject that is meant.

    Of several subjects at one address, in files that one test has together, one as expected is enough.
    """
    subjects = [
        [verdict for part in rules if (verdict := _of_part(graded, subject, part))]
        for subject in graded.subjects
        if address in (ANYWHERE, re.sub(r"\[[^]]*\]", "", subject["address"]))
    ]
    found = [_worst(verdicts) for verdicts in subjects if verdicts]
    if not found:
        return ("unread", graded.errors[0]) if graded.errors else ("silent", "")
    meant = [one for one in found if one[0] == expected] if address != ANYWHERE else []
    return (meant or [_worst(found)])[0]


def _of_part(graded: Graded, subject: dict[str, Any], part: str) -> Sequence[Any] | None:
    """The verdict of a rule; a pass when all that is wrong is at attributes that the mapping knows as other parts."""
    rule, _, attribute = part.partition(".")
    verdict: Sequence[Any] | None = subject["verdicts"].get(rule)
    if verdict is None or verdict[0] == "pass" or not attribute:
        return verdict
    others = _parts(rule) - {_name(attribute)}
    return ["pass"] if graded.wrong[rule, subject["address"]] <= others else verdict


@cache
def _parts(rule: str) -> frozenset[str]:
    named = {part for tool in READERS for ours in _mapping()[tool].values() for part in ours}
    return frozenset(_name(part) for part in named if part.startswith(f"{rule}."))


def _worst(verdicts: Iterable[Sequence[Any]]) -> tuple[str, str]:
    status, *message = min(verdicts, key=lambda verdict: ("fail", "unknown", "pass").index(verdict[0]))
    return status, " ".join(map(str, message))


# Checkov: tests in Python name the resources of an example folder; those of graphs stand in YAML.


def checkov(folder: Path) -> Iterator[Example]:
    for language in ("cloudformation", "terraform"):
        for test in sorted(folder.glob(f"tests/{language}/checks/resource/aws/test_*.py")):
            yield from _checkov_test(folder, language, test)
        for expected in sorted(folder.glob(f"tests/{language}/graph/checks/resources/*/expected.yaml")):
            name = expected.parent.name
            check = folder / f"checkov/{language}/checks/graph_checks/aws/{name}.yaml"
            if check.is_file():
                content = yaml.safe_load(expected.read_text(encoding="utf-8")) or {}
                addresses = {
                    _address(resource): verdict
                    for verdict in ("pass", "fail")
                    for resource in content.get(verdict) or []
                }
                yield Example(_checkov_id(check), expected.parent, addresses)


def _checkov_test(folder: Path, language: str, test: Path) -> Iterator[Example]:
    text = test.read_text(encoding="utf-8")
    module = re.search(rf"from checkov\.({language}\.checks\.resource\.aws\.\w+) import check", text)
    if not module:
        return
    asked = _checkov_id(folder / "checkov" / (module[1].replace(".", "/") + ".py"))
    tree = ast.parse(text)
    sets = {
        node.targets[0].id: {_address(element.value) for element in node.value.elts}  # type: ignore[attr-defined]
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Set)
    }
    example = re.search(r"example_\w+", text)
    source = test.parent / example[0] if example else None
    if source and source.is_dir() and ("passing_resources" in sets or "failing_resources" in sets):
        expected = dict.fromkeys(sets.get("passing_resources", ()), "pass")
        yield Example(asked, source, expected | dict.fromkeys(sets.get("failing_resources", ()), "fail"))
    elif source and source.is_dir() and language == "cloudformation":
        for file in sorted(source.iterdir()):
            named = re.search(r"pass|fail", file.stem, re.IGNORECASE)
            if named:
                yield Example(asked, file, {ANYWHERE: named[0].lower()})
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            yield from _checkov_inline(asked, test, function)


def _checkov_inline(asked: str, test: Path, function: ast.FunctionDef) -> Iterator[Example]:
    """The Terraform in a test function that expects one result."""
    texts = [
        call.args[0].value
        for call in ast.walk(function)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "loads"
        and isinstance(call.args[0], ast.Constant)
    ]
    results = {
        node.attr
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and node.attr in ("PASSED", "FAILED")
    }
    if len(texts) == len(results) == 1:
        yield Example(asked, test, {ANYWHERE: results.pop()[:4].lower()}, text=str(texts[0]), name="main.tf")


def _checkov_id(check: Path) -> str:
    found = re.search(r"CKV2?_AWS_\d+", check.read_text(encoding="utf-8"))
    return found[0] if found else ""


def _address(resource: str) -> str:
    """CloudFormation's resources are written as type and name."""
    return resource.rsplit(".", 1)[1] if resource.startswith("AWS::") else resource


# Guard: lists of templates in YAML, with the result of each rule.


def guard(folder: Path) -> Iterator[Example]:
    for path in sorted(folder.glob("rules/**/tests/*.y*ml")):
        for case in yaml.load(path.read_text(encoding="utf-8"), _Intrinsics) or []:
            for rule, result in case["expectations"]["rules"].items():
                if result in ("PASS", "FAIL"):
                    text = json.dumps(case["input"], indent=1, default=str)
                    yield Example(rule, path, {ANYWHERE: result.lower()}, text=text, name="template.json")


class _Intrinsics(yaml.SafeLoader):
    """Reads CloudFormation's short forms as the long ones."""


def _long_form(loader: yaml.SafeLoader, tag: str, node: yaml.Node) -> dict[str, Any]:
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
        if tag == "GetAtt":
            value = str(value).split(".", 1)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        assert isinstance(node, yaml.MappingNode)
        value = loader.construct_mapping(node, deep=True)
    return {tag if tag in ("Ref", "Condition") else f"Fn::{tag}": value}


_Intrinsics.add_multi_constructor("!", _long_form)


# KICS: a folder a query, whose templates are named by what is expected of them.


def kics(folder: Path) -> Iterator[Example]:
    for path in sorted(folder.glob("assets/queries/*/aws/*/test/*")):
        platform, query = path.parts[-5], path.parts[-3]
        named = re.match(r"positive|negative", path.name)
        if platform in ("cloudFormation", "terraform") and named and "expected_result" not in path.name:
            expected = {ANYWHERE: "fail" if named[0] == "positive" else "pass"}
            yield Example(query, path, expected, *_configuration_in_json(path, platform))


def _configuration_in_json(path: Path, platform: str) -> tuple[str, str]:
    """The text and the name by which Terraform knows a file in its JSON syntax; plans are known by what they hold."""
    if platform == "terraform" and path.suffix == ".json":
        text = path.read_text(encoding="utf-8")
        if "planned_values" not in text:
            return text, "main.tf.json"
    return "", ""


# Trivy: good and bad templates in a YAML file beside the check.


def trivy(folder: Path) -> Iterator[Example]:
    for check in sorted(folder.glob("checks/cloud/aws/**/*.rego")):
        asked = re.search(r"^#\s+id: (?:AVD-)?(AWS-\d+)", check.read_text(encoding="utf-8"), re.MULTILINE)
        path = check.with_suffix(".yaml")
        if not asked or not path.is_file():
            continue
        examples = yaml.safe_load(path.read_text(encoding="utf-8"))
        for language, name in (("cloudformation", "template.yaml"), ("terraform", "main.tf")):
            for side, result in (("good", "pass"), ("bad", "fail")):
                for text in examples.get(language, {}).get(side) or []:
                    yield Example(asked[1], path, {ANYWHERE: result}, text=text, name=name)


READERS = {"checkov": checkov, "guard": guard, "kics": kics, "trivy": trivy}


def print_table(compared: list[Comparison], apart: set[str]) -> None:
    results = ("agree", "disagree", "unknown", "silent", "unread")
    rows: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for one in compared:
        rows[one.tool, one.example.asked, one.rules][one.result] += 1
        rows[one.tool, "", ""][one.result] += 1
    print(f"{'tool':8} {'their rule':58}" + "".join(f"{result:>10}" for result in results) + "  ours")
    for (tool, asked, ours), counts in sorted(rows.items()):
        cells = "".join(f"{counts[result]:>10}" for result in results)
        print(f"{tool:8} {asked or 'all':58}{cells}  {ours}")
    same = [one for one in compared if one.example.asked not in apart]
    print(
        f"{_share(compared)} of all; {_share(same)} but for {len(apart)} questions that are not quite the same"
    )


def _share(compared: list[Comparison]) -> str:
    agreed = sum(one.result == "agree" for one in compared)
    decided = agreed + sum(one.result == "disagree" for one in compared)
    return f"{agreed} of {decided} ({100 * agreed / max(decided, 1):.1f} %)"


def print_differences(compared: list[Comparison]) -> None:
    for one in compared:
        if one.result not in ("agree", "silent"):
            print(
                f"{one.result}: {one.tool} {one.example.asked} says {one.expected}, {one.rules} says {one.verdict}"
                f" of {one.address or 'the example'} in {one.example.source}: {one.message}"
            )
            for line in one.example.text.splitlines():
                print(f"    | {line}")


if __name__ == "__main__":
    sys.exit(main())

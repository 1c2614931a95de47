"""Markdown as an input: which blocks are which files, and where what is wrong with them is said to stand."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters import markdown
from adapters.errors import InputError
from adapters.model import Options
from stackgrade import cli

BAD = """\
Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      StorageEncrypted: false
"""
JSON = (
    '{"Resources": {"Orders": {"Type": "AWS::RDS::DBInstance", "Properties": {"StorageEncrypted": false}}}}\n'
)
TERRAFORM = """\
resource "aws_db_instance" "orders" {
  engine            = "postgres"
  storage_encrypted = false
}
"""
CALL_MODULE = 'module "db" {\n  source = "./modules/db"\n}\n'
ONLY = ("--rule", "FC_RDS_001")
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Call:
    """Run a command on `answer.md` with some content; return exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def call(command: str, content: str, *arguments: str) -> tuple[int, str, str]:
        Path("answer.md").write_text(content, encoding="utf-8", newline="")
        status = cli.main([command, "answer.md", *arguments])
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return status, out, err

    return call


def fenced(content: str, info: str = "yaml", fence: str = "```") -> str:
    return f"{fence}{info}\n{content}{fence}\n"


def stacks(out: str) -> dict[str, list[tuple[str, str, int]]]:
    """The findings of each stack: what they are about, file and line."""
    return {
        stack["name"]: [
            (one["resource"]["address"], one["location"]["path"], one["location"]["start_line"])
            for one in stack["findings"]
        ]
        for stack in json.loads(out)["stacks"]
    }


def line_of(text: str, content: str) -> int:
    return content[: content.index(text)].count("\n") + 1


def test_a_template_is_graded_with_the_lines_of_the_document(call: Call) -> None:
    content = (
        "# An answer\n\nThe template:\n\n" + fenced(BAD) + "\nDeploy it:\n\n" + fenced("aws deploy\n", "bash")
    )
    status, out, err = call("grade", content, *ONLY, "--format", "json")
    assert (status, err) == (1, "")
    assert stacks(out) == {"answer": [("Orders", "answer.md", line_of("StorageEncrypted", content))]}


@pytest.mark.parametrize(
    "block",
    [
        "### 1. The stack (`lib/stack.yaml`)\n\nSome words.\n\n" + fenced(BAD),
        "### lib/stack.yaml\n#### Code\n\n" + fenced(BAD),
        "**lib/stack.yaml**\n\n" + fenced(BAD),
        "**File: `lib/stack.yaml`**:\n" + fenced(BAD),
        "`lib/stack.yaml`:\n\n" + fenced(BAD),
        fenced("# lib/stack.yaml\n" + BAD),
        fenced("# File: lib/stack.yaml - the database\n" + BAD, "yml"),
        "## lib/stack.yaml\n\n" + fenced("# stack.yaml\n" + BAD),
        fenced(BAD, "yaml title=lib/stack.yaml"),
        fenced(BAD, 'yaml {filename="lib/stack.yaml"}'),
        fenced(BAD, "yaml:lib/stack.yaml"),
        "## lib/stack.yaml\n\n" + fenced("npm i\n", "bash") + fenced(BAD),
        "## lib/stack.yaml\n\n" + fenced(BAD, ""),
        "## lib/stack.json\n\n" + fenced("// lib/stack.json\n" + JSON, "json"),
        "## lib/stack.yaml\r\n\r\n" + fenced(BAD, "yaml", "~~~~").replace("\n", "\r\n"),
        "1. `lib/stack.yaml`\n\n" + "".join(f"   {line}\n" for line in fenced(BAD).splitlines()),
    ],
)
def test_what_names_a_block(call: Call, block: str) -> None:
    content = "An answer.\n\n" + block
    status, out, err = call("grade", content, *ONLY, "--format", "json")
    assert (status, err) == (1, "")
    assert stacks(out) == {"stack": [("Orders", "answer.md", line_of("StorageEncrypted", content))]}


def test_hcl_blocks_form_root_modules_by_folder(call: Call) -> None:
    content = "\n".join(
        [
            "# Design", "### `main.tf`", fenced(CALL_MODULE, "hcl"),
            "### `modules/db/main.tf`", fenced(TERRAFORM, "terraform"),
            "### `other/main.tf`", fenced(TERRAFORM.replace("orders", "reports"), "tf"),
        ]
    )  # fmt: skip
    _, out, err = call("grade", content, *ONLY, "--format", "json")
    assert err == ""
    first, second = (
        number for number, line in enumerate(content.split("\n"), 1) if "storage_encrypted" in line
    )
    assert stacks(out) == {
        "answer": [("module.db.aws_db_instance.orders", "answer.md", first)],
        "other": [("aws_db_instance.reports", "answer.md", second)],
    }


def test_two_blocks_without_names_are_one_root_module(call: Call) -> None:
    content = fenced('variable "encrypted" {\n  default = false\n}\n', "hcl") + fenced(
        TERRAFORM.replace("= false", "= var.encrypted"), "hcl"
    )
    _, out, err = call("grade", content, *ONLY, "--format", "json")
    assert (list(stacks(out)), err) == (["answer"], "")
    assert len(stacks(out)["answer"]) == 1


def test_an_excerpt_beside_named_files_is_passed_over_and_that_is_said(call: Call) -> None:
    content = (
        fenced("# main.tf\n" + TERRAFORM, "hcl") + "\nNote that\n\n" + fenced('engine = "postgres"\n', "hcl")
    )
    status, out, err = call("grade", content, *ONLY, "--format", "json")
    assert len(stacks(out)["answer"]) == 1
    assert f"warning: answer.md:{line_of('engine = ', content)}: this block has no file name" in err
    assert status == 1


def test_excerpts_of_yaml_and_other_languages_are_no_templates(call: Call) -> None:
    other = (
        fenced("DeletionPolicy: Retain\n")
        + fenced("const a = 1;\n", "typescript")
        + fenced('{"Status": 1}\n', "json")
    )
    _, out, err = call("grade", other + fenced(BAD), *ONLY, "--format", "json")
    assert (list(stacks(out)), err) == (["answer"], "")


def test_templates_refer_to_blocks_of_any_language(call: Call) -> None:
    content = (
        fenced('resource "aws_lambda_function" "f" {\n  source_code_hash = filesha256("f.py")\n}\n', "hcl")
        + "\n**f.py**\n\n" + fenced("def handler(event, context): pass\n", "python")
    )  # fmt: skip
    status, out, err = call("normalize", content)
    assert (status, err) == (0, "")
    (resource,) = json.loads(out)["resources"].values()
    assert (
        resource["raw"]["source_code_hash"]
        == hashlib.sha256(b"def handler(event, context): pass\n").hexdigest()
    )


def test_stacks_of_one_name_are_told_apart_by_their_folders(call: Call) -> None:
    content = fenced("# a/template.yaml\n" + BAD) + fenced("# b/template.yaml\n" + BAD)
    _, out, _ = call("grade", content, *ONLY, "--format", "json")
    assert list(stacks(out)) == ["a/template", "b/template"]
    fingerprints = [one["fingerprint"] for stack in json.loads(out)["stacks"] for one in stack["findings"]]
    assert len(set(fingerprints)) == 2


A_YAML = fenced("# a.yaml\n" + BAD)  # nine lines


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ("text\n\n```yaml\n" + BAD, 3, "never closed"),
        (A_YAML + fenced("# ./a.yaml\n" + BAD), 11, "a.yaml stands here twice, first in line 2"),
        (A_YAML + fenced("# b.yaml\nResources:\n  A: {Type: AWS::SNS::Topic\n"), 13, "never closed"),
        (A_YAML + fenced("# b/main.tf\nresource {\n", "hcl"), 12, ""),
        (
            A_YAML + fenced("Type: AWS::S3::Bucket\n", "yaml title=../../etc/x.yaml"),
            11,
            "outside of the document",
        ),
        (A_YAML + fenced("x\n", "yaml title=/etc/x.yaml"), 11, "outside of the document"),
        (A_YAML + fenced("x\n", "yaml title=..\\x.yaml"), 11, "outside of the document"),
        (A_YAML + fenced("# a.yaml/b.tf\n", "hcl"), 11, "cannot be laid out"),
    ],
)
def test_what_is_wrong_with_one_block_is_said_with_its_line_and_the_rest_is_graded(
    call: Call, content: str, line: int, said: str
) -> None:
    status, _, err = call("grade", content, *ONLY)
    assert status == 3
    assert f"error: answer.md:{line}" in err
    assert said in err
    assert "stackgrade-" not in err


@pytest.mark.parametrize("content", ["", "# Only text\n", fenced("const a = 1;\n", "ts"), fenced("a: 1\n")])
def test_a_document_without_templates_is_an_error(call: Call, content: str) -> None:
    status, _, err = call("grade", content)
    assert (status, "answer.md: no fenced block" in err) == (3, True)


def test_a_binary_file_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    with pytest.raises(InputError, match=r"binary|not UTF-8"):
        markdown.load(str(path), Options())


def test_markdown_is_read_only_when_it_is_named(call: Call) -> None:
    Path("stack.yaml").write_text(BAD, encoding="utf-8")
    call("grade", fenced(BAD))
    assert cli.main(["grade", ".", *ONLY, "--output", "report.json", "--format", "json"]) == 1
    assert [one["path"] for one in json.loads(Path("report.json").read_text())["stacks"]] == ["stack.yaml"]


def test_an_answer_is_compared_with_another_one_and_with_files(call: Call) -> None:
    Path("better.md").write_text("# Better\n\n" + fenced(BAD.replace("false", "true")), encoding="utf-8")
    Path("main.tf").write_text(TERRAFORM, encoding="utf-8")
    Path("worse.md").write_text(fenced(BAD), encoding="utf-8")
    assert (
        cli.main(["compare", "worse.md", "better.md", *ONLY, "--format", "markdown", "--output", "out.md"])
        == 0
    )
    analysis = Path("out.md").read_text(encoding="utf-8")
    assert "1 failure is fixed, 0 came in and 0 remain" in analysis
    assert "StorageEncrypted: false\n```" in analysis
    _, out, _ = call("compare", fenced(BAD), "main.tf", *ONLY)
    assert "0 came in and 1 remains" in " ".join(out.split())


def test_what_is_kept_holds_until_the_document_changes(call: Call) -> None:
    first = call("grade", fenced(BAD), *ONLY, "--format", "json")
    assert call("grade", fenced(BAD), *ONLY, "--format", "json") == first
    assert call("grade", fenced(BAD.replace("false", "true")), *ONLY)[0] == 0


def test_nothing_of_the_temporary_folder_is_left_in_a_document(call: Call) -> None:
    content = fenced(
        "# live/main.tf\n" + TERRAFORM + 'output "a" {\n  value = abspath("${path.root}/x")\n}\n'
        'module "m" {\n  source = "../gone"\n}\n',
        "hcl",
    )
    _, out, err = call("normalize", content)
    assert "stackgrade-" not in out + err


WORDS = st.sampled_from(
    [
        "# a.yaml",
        "```",
        "```yaml",
        "~~~",
        "- x",
        "> ",
        "**a.tf**",
        "    ",
        BAD,
        TERRAFORM,
        "```hcl title=b.tf",
        "é",
    ]
)


@given(st.lists(st.one_of(WORDS, st.text(max_size=10)), max_size=12))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, parts: list[str]) -> None:
    path = tmp_path_factory.mktemp("any") / "a.md"
    path.write_text("\n".join(parts).replace("\0", ""), encoding="utf-8", errors="replace")
    places = {str(path)}
    try:
        places |= {document.data["path"] for document in markdown.load(str(path), Options())}
    except InputError as error:
        places.add(error.path)
    assert places == {str(path)}


@given(before=st.integers(0, 30), indent=st.integers(0, 3), fence=st.sampled_from(["```", "~~~~", "`````"]))
def test_lines_are_those_of_the_document(
    tmp_path_factory: pytest.TempPathFactory, before: int, indent: int, fence: str
) -> None:
    path = tmp_path_factory.mktemp("lines") / "a.md"
    block = "".join(f"{' ' * indent}{line}\n" for line in fenced(BAD, "yaml", fence).splitlines())
    path.write_text("\n" * before + block, encoding="utf-8")
    (document,) = markdown.load(str(path), Options())
    place: dict[str, Any] = {**document.data["resources"]["Orders"]["attributes"]["StorageEncrypted"]}
    assert place["line"] == before + 1 + line_of("StorageEncrypted", BAD)
    assert document.data["location"]["start_line"] == before + 2

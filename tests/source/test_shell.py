"""What is read out of shell scripts, and out of the build specifications that hold them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from python_checks.source import buildspecs, shell


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("docker push ${REPO}:$TAG", ["REPO", "TAG"]),
        ('echo "${A:-1}" "${B-}" "${C:=x}" "${D:+y}" "${E%.*}" "${F:0:7}"', ["E", "F"]),
        ("""echo '$A' "\\$B" $1 $? "$C" """, ["C"]),
        ("cat <<EOF\n$A\nEOF\ncat <<'END'\n$B\nEND", ["A"]),
        ("echo ${AWS::Region} ${Bucket.Arn} ${var.name} $A # $B", ["A"]),
    ],
)
def test_variables_that_are_read(text: str, reads: list[str]) -> None:
    script = shell.script(text)
    assert script is not None
    assert [name for name, _ in script.reads] == reads


@pytest.mark.parametrize(
    ("text", "knows"),
    [
        ("A=1\nB=$(date) command", {"A", "B"}),
        ("export A=1 B\nlocal C; readonly D=2", {"A", "B", "C", "D"}),
        ("for A in *; do read -r B; done", {"A", "B"}),
        ('if [ -z "$A" ]; then exit 1; fi\n[[ -n $B ]]', {"A", "B"}),
        ("printf -v A x\nenv B=1 make", {"A", "x", "B", "make"}),
        ("unset A", {"A"}),
    ],
)
def test_variables_that_a_script_knows(text: str, knows: set[str]) -> None:
    script = shell.script(text)
    assert script is not None
    assert script.knows == knows


@pytest.mark.parametrize(
    ("text", "others"),
    [
        (". ./settings.sh", True),
        ("source settings.sh", True),
        ('eval "$(ssh-agent)"', True),
        ("export $(cat .env)", True),
        ("./build.sh $(date)", False),
        ("export A=$(date)", False),
    ],
)
def test_scripts_that_run_others(text: str, others: bool) -> None:
    script = shell.script(text)
    assert script is not None
    assert script.runs_others == others


def test_lines_count_from_one() -> None:
    script = shell.script("make\necho $A")
    assert script is not None
    assert script.reads == (("A", 2),)


@given(st.text(alphabet="ab$ {}\"'()<>;&|\n\\#=", max_size=60))
def test_any_text_can_stand_for_a_script(text: str) -> None:
    script = shell.script(text)
    assert script is None or all(line <= text.count("\n") + 1 for _, line in script.reads)


SPECIFICATION = """\
version: 0.2
env:
  shell: bash
  variables: {A: 1}
  parameter-store:
    B: /shop/b
  exported-variables: [C]
batch:
  build-list:
    - identifier: one
      env: {variables: {D: 1}}
phases:
  install:
    commands:
      - make
  build:
    commands:
      - |
        make all
        make test
    finally: [echo done]
"""


def test_a_build_specification() -> None:
    spec = buildspecs.read(SPECIFICATION)
    assert spec.faults == ()
    assert [(command.text.split("\n")[0], command.line) for command in spec.commands] == [
        ("make", 15),
        ("make all", 19),
        ("echo done", 21),
    ]
    assert spec.sets == {"A", "B", "C", "D"}
    assert spec.shell == "bash"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("version: 0.2", ["the build specification has no `phases`"]),
        ("phases: {}", ["the build specification has no `version`"]),
        ("version: 0.2\nbatch: {}", []),
        ("version: 0.2\nphases: {build: {commands: ${Commands}}}", []),
        (
            "version: 0.2\nphases:\n  build:\n    commands:\n      - echo a: b",
            ["a command of `build` is no text; quote it: a colon and a space make a mapping of it"],
        ),
    ],
)
def test_faults_of_a_build_specification(text: str, faults: list[str]) -> None:
    assert [fault for _, fault in buildspecs.read(text).faults] == faults


def test_a_build_specification_that_is_no_yaml() -> None:
    [(line, fault)] = buildspecs.read("version: 0.2\nphases:\n\tbuild: {}").faults
    assert line == 3
    assert fault.startswith("the build specification is no YAML: ")


@given(st.text(alphabet="ab:-[]{}\n\t '\"|&*!%@", max_size=60))
def test_any_text_can_stand_for_a_build_specification(text: str) -> None:
    buildspecs.read(text)

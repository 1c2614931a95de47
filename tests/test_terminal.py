"""What a person sees in a terminal, and what a pipe gets: the real program in a real pseudo-terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import shutil
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from pathlib import Path

import pytest

from stackgrade import cli
from tests.gate.repositories import create

ROOT = Path(cli.__file__).parents[1]
COMMAND = (sys.executable, "-m", "stackgrade")
BAD = "Resources:\n  Db:\n    Type: AWS::RDS::DBInstance\n    Properties: {StorageEncrypted: false}\n"
ONE_RULE = ("grade", ".", "--rule", "FC_RDS_001", "--no-cache")
ESCAPE = "\x1b["
COLOUR = "\x1b[1;31m"  # bold red: a high failure


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.yaml").write_text(BAD, encoding="utf-8")
    return tmp_path


def environment(**changes: str) -> dict[str, str]:
    ours = {"PYTHONPATH": str(ROOT), "TERM": "xterm", "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"]}
    return {"PATH": os.environ["PATH"], "HOME": os.getcwd(), **ours, **changes}


def in_terminal(*arguments: str, columns: int = 80, **changes: str) -> str:
    """Return what a terminal of a width gets, from stdout and stderr."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    with subprocess.Popen(
        [*COMMAND, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=environment(**changes)
    ) as process:
        os.close(theirs)
        got = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # how Linux says that the other end is closed
                break
            if not piece:
                break
            got += piece
        process.wait()
    os.close(ours)
    return got.decode().replace("\r\n", "\n")


def in_pipe(*arguments: str, **changes: str) -> str:
    run = subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, env=environment(**changes))
    return run.stdout + run.stderr


class TestColour:
    def test_in_a_terminal(self) -> None:
        assert COLOUR in in_terminal(*ONE_RULE)

    def test_no_color_leaves_it_out(self) -> None:
        assert "31m" not in in_terminal(*ONE_RULE, NO_COLOR="1")

    def test_a_dumb_terminal_gets_none(self) -> None:
        assert ESCAPE not in in_terminal(*ONE_RULE, TERM="dumb")

    @pytest.mark.parametrize("changes", [{}, {"FORCE_COLOR": "0"}, {"FORCE_COLOR": ""}])
    def test_a_pipe_gets_none(self, changes: Mapping[str, str]) -> None:
        assert ESCAPE not in in_pipe(*ONE_RULE, **changes)

    def test_a_pipe_can_be_given_it(self) -> None:
        assert COLOUR in in_pipe(*ONE_RULE, FORCE_COLOR="1")


class TestWidth:
    @pytest.mark.parametrize("columns", [60, 80, 100])
    @pytest.mark.parametrize("arguments", [ONE_RULE, ("rules", "--service", "rds"), ("catalogue",)])
    def test_paragraphs_keep_to_it(self, arguments: tuple[str, ...], columns: int) -> None:
        out = in_terminal(*arguments, columns=columns, TERM="dumb")
        assert [line for line in out.splitlines() if len(line) > columns and " | " not in line] == []

    def test_nobody_reads_lines_as_wide_as_some_terminals(self) -> None:
        assert max(map(len, in_terminal("catalogue", columns=250, TERM="dumb").splitlines())) <= 100

    def test_a_pipe_has_the_width_that_it_is_told(self) -> None:
        assert max(map(len, in_pipe("catalogue", COLUMNS="70").splitlines())) <= 70
        assert max(map(len, in_pipe("catalogue").splitlines())) > 70


class TestProgress:
    def test_on_a_long_run(self, folder: Path) -> None:
        for i in range(25):
            (folder / f"s{i}.yaml").write_text(BAD, encoding="utf-8")
        assert "grading" in in_terminal(*ONE_RULE, "--format", "json", "--jobs", "1")
        assert "grading" not in in_pipe(*ONE_RULE, "--format", "json", "--jobs", "1")

    def test_none_on_a_short_one(self) -> None:
        assert "grading" not in in_terminal(*ONE_RULE)


class TestManual:
    def test_a_page_has_what_a_reader_looks_for(self) -> None:
        page = in_pipe("rules", "FC_RDS_001")
        headings = [line for line in page.splitlines() if line and not line.startswith(" ")]
        assert headings[0].startswith("FC_RDS_001  ")
        assert headings[2:] == [
            "Why", "Applies to", "Decides on", "Fix", "CloudFormation that fails", "CloudFormation that passes",
            "Terraform that fails", "Terraform that passes", "Failures of the catalogue", "Also known as",
            "To accept a failure", "See also",
        ]  # fmt: skip

    def test_shows_how_to_accept_a_failure_in_the_formats_of_the_rule(self) -> None:
        page = in_pipe("rules", "FC_S3_004").partition("To accept a failure")[2]
        for form in (
            "# stackgrade:waive FC_S3_004: ",
            '"Metadata": {"stackgrade": {"waive": [{"rule": "FC_S3_004", ',
            '"//": "stackgrade:waive FC_S3_004: ',
            "  - rule: FC_S3_004",
            "# checkov:skip=CKV_AWS_21:",
        ):
            assert f"\n    {form}" in page
        page = in_pipe("rules", "FC_TERRAFORM_011").partition("To accept a failure")[2]
        assert "beside no resource" in page
        assert "Metadata" not in page

    def test_says_under_which_profiles_it_counts(self) -> None:
        assert "only where environment is production" in in_pipe("rules", "FC_RDS_009")
        assert "under every profile" in in_pipe("rules", "FC_RDS_001")

    def test_filters(self) -> None:
        def ids(*arguments: str) -> set[str]:
            out = in_pipe("rules", *arguments).splitlines()
            return {line.split()[0] for line in out if line.startswith("  FC_")}

        assert ids("--service", "rds") == ids("FC_RDS_*")
        assert ids("--service", "RDS", "--severity", "high") < ids("--service", "rds")
        assert ids("--severity", "high", "--severity", "low") == ids("--severity", "high") | ids(
            "--severity", "low"
        )
        assert "FC_RDS_001" in ids("--search", "Encrypted STORAGE")
        assert "FC_RDS_001" in ids("--search", "CKV_AWS_16")
        assert ids("--search", "nothing speaks of this") == set()


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
class TestCompletion:
    @pytest.mark.parametrize(
        ("line", "offered"),
        [
            ("stackgrade norm", "normalize"),
            ("stackgrade grade --prof", "--profile"),
            ("stackgrade grade --profile st", "startup"),
            ("stackgrade grade --rule FC_RDS_00", "FC_RDS_001"),
            ("stackgrade rules FC_RDS_00", "FC_RDS_001"),
            ("stackgrade rules --service r", "rds"),
            ("stackgrade grade --fail-on cr", "critical"),
            ("stackgrade grade ba", "bad.yaml"),
            ("stackgrade profiles st", "startup"),
            ("stackgrade gate --base trun", "trunk"),
        ],
    )
    def test_bash_is_told_how_a_line_can_go_on(self, folder: Path, line: str, offered: str) -> None:
        create(folder, {}).git("branch", "trunk")
        program = folder / "bin" / "stackgrade"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m stackgrade "$@"\n', encoding="utf-8")
        program.chmod(0o755)
        script = f"""
            source <(stackgrade completion bash)
            COMP_LINE="{line}" COMP_POINT={len(line)} COMP_TYPE=9
            COMP_WORDS=({line}) COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
            _python_argcomplete stackgrade
            printf '%s\\n' "${{COMPREPLY[@]}}"
        """
        env = environment(PATH=f"{program.parent}:{os.environ['PATH']}")
        out = subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=env, check=True)
        assert offered in out.stdout.split()

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_every_shell_gets_something(self, shell: str) -> None:
        assert "stackgrade" in in_pipe("completion", shell)

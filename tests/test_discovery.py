"""What a search finds, and that nothing that may be a template is passed over in silence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from adapters import loading
from adapters.discovery import Source, discover
from adapters.errors import InputError
from adapters.model import Options

BUCKET = "Resources:\n  B:\n    Type: AWS::S3::Bucket\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*paths: str) -> list[str]:
    return [source.path for source in discover(paths or ["."]).sources]


def errors(*paths: str) -> list[tuple[str, str]]:
    return [(error.path, error.message) for error in discover(paths or ["."]).errors]


@contextmanager
def nobody() -> Iterator[None]:
    """Whoever may read everything is somebody else inside."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize(
    "text",
    [
        BUCKET,
        '{"Resources": {"B": {"Type": "AWS::S3::Bucket"}}}',
        BUCKET.replace("AWS::S3", "aws::s3"),  # refused by CloudFormation, and meant for it
        "AWSTemplateFormatVersion: '2010-09-09'\nResource:\n  B:\n    Type: AWS::S3::Bucket\n",
        '{"AWSTemplateFormatVersion": "2010-09-09", "Resource": {}}',
        "# indented\n---\n\n  Parameters: {}\n  'Resources' :\n    B: {Type: AWS::S3::Bucket}\n",
        "{Parameters: {}, Resources: {B: {Type: AWS::S3::Bucket}}}",
        "<<<<<<< HEAD\n" + BUCKET,
        '{"Description": "x",\n\t"AWSTemplateFormatVersion" : "2010-09-09"}',
    ],
)
def test_what_is_meant_as_a_template(folder: Path, text: str) -> None:
    (folder / "a.template").write_text(text, encoding="utf-8")
    assert found() == ["a.template"]


@pytest.mark.parametrize(
    "text",
    [
        "kind: ConfigMap\ndata:\n  stack: |\n    AWSTemplateFormatVersion: '2010-09-09'\n",
        "examples:\n  - |\n    Resources:\n      B:\n        Type: AWS::S3::Bucket\n",
        '{"properties": {"AWSTemplateFormatVersion": {"type": "string"}}}',
        '{"resources": [{"type": "AWS::S3::Object"}], "Resources": []}',
        "Resources: none\n",
    ],
)
def test_what_only_speaks_of_one(folder: Path, text: str) -> None:
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    assert found() == []


def test_a_template_in_another_encoding_is_found_and_refused(folder: Path) -> None:
    (folder / "a.yaml").write_bytes(BUCKET.encode() + b"# caf\xe9\n")
    (folder / "b.yaml").write_bytes(b"\xff\0binary")
    assert found() == ["a.yaml"]
    with pytest.raises(InputError, match="byte 0xe9 is not UTF-8"):
        loading.load(Source("a.yaml"), Options())


def test_what_cannot_be_read_is_an_error(folder: Path) -> None:
    (folder / "round.yaml").symlink_to("round.yaml")
    (folder / "gone.yaml").symlink_to("nowhere")  # nothing is there that could be graded
    (folder / "sound.yaml").write_text(BUCKET, encoding="utf-8")
    assert found() == ["sound.yaml"]
    ((path, message),) = errors()
    assert path == "round.yaml"
    assert message.startswith("the file cannot be read: ")


def test_so_is_what_may_not_be_read() -> None:
    with TemporaryDirectory() as name:  # a folder of pytest's is for its owner alone
        place = Path(name)
        place.chmod(0o755)
        (place / "folder").mkdir(0)
        (place / "a.yaml").write_text(BUCKET, encoding="utf-8")
        (place / "a.yaml").chmod(0)
        with nobody():
            said = errors(name)
            alone = errors(f"{name}/folder")
        (place / "folder").chmod(0o755)
    assert said == [
        (f"{name}/a.yaml", "the file cannot be read: Permission denied"),
        (f"{name}/folder", "the folder cannot be read: Permission denied"),
    ]
    assert alone == said[1:]


def test_nobody_waits_for_a_pipe(folder: Path) -> None:
    os.mkfifo("a.yaml")
    os.mkfifo("main.tf")
    assert found() == ["."]  # a root module, for the name of its file
    assert errors("a.yaml") == [("a.yaml", "is neither a file nor a folder")]
    with pytest.raises(InputError, match="neither a file nor a folder"):
        loading.load(Source(".", "terraform"), Options())

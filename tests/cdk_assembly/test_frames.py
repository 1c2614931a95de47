"""Stack frames, in every language and form that they are written in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.cdk.frames import Frame, Sources, package_folder, parse


@pytest.mark.parametrize(
    ("text", "file", "line"),
    [
        ("new DataStack (/abs/app.ts:33:16)", "/abs/app.ts", 33),
        ("    at new DataStack (/abs/app.ts:33:16)", "/abs/app.ts", 33),
        ("Object.<anonymous> (/abs/my app (old)/app.js:12:1)", "/abs/my app (old)/app.js", 12),
        ("/abs/my app (old)/app.js:12:1", "/abs/my app (old)/app.js", 12),
        ("/abs/app.js:12:1", "/abs/app.js", 12),
        ("<anonymous> (file:///abs/app.mjs:12:1)", "/abs/app.mjs", 12),
        ("new A (C:\\work\\app.ts:3:4)", "C:/work/app.ts", 3),
        ("__init__ (/abs/app.py:63)", "/abs/app.py", 63),
        ("<module> (/abs/app.py:119)", "/abs/app.py", 119),
        ("com.myorg.HelloStack.<init> (HelloStack.java:20)", "com/myorg/HelloStack.java", 20),
        ("com.myorg.Main$Inner.lambda$main$0 (Main.java:7)", "com/myorg/Main.java", 7),
        ("Main.main (Main.kt:7)", "Main.kt", 7),
    ],
)
def test_places(text: str, file: str, line: int) -> None:
    assert parse(text) == Frame(file, line)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...aws-cdk-lib, jsii runtime...",
        "...new Vpc2 in aws-cdk-lib...",
        ".../app/node_modules/aws-cdk-lib/aws-ec2/lib/vpc.js:1:293 in aws-cdk-lib...",
        "(no user code in 10 frames, use --stack-trace-limit to capture more)",
        "Array.forEach (:)",
        "Array.forEach (<anonymous>)",
        "node:internal/main/run_main_module:28:49",
        "Module._compile (node:internal/modules/cjs/loader:1521:14)",
        "new Vpc2 (/app/node_modules/aws-cdk-lib/aws-ec2/lib/vpc.js:1:18141)",
        "new Bucket (/tmp/jsii-kernel-ZbnPBD/node_modules/@aws-cdk/aws-s3/lib/bucket.js:387:26)",
        "Kernel.create (/tmp/tmpm5dmbheh/lib/program.js:1:53537)",
        "Kernel.create (/x/.env/lib/python3.7/site-packages/jsii/_embedded/jsii/jsii-runtime.js:79:1)",
        "__init__ (/x/.venv/lib/python3.11/site-packages/acme/thing.py:5)",
        "run_path (/usr/lib/python3.11/runpy.py:80)",
        "software.amazon.awscdk.services.s3.Bucket$Builder.build (Bucket.java:50)",
        "java.base/jdk.internal.reflect.X.invoke (<native>:1)",
        "took 3:4",
        "f (/a/b.ts:" + "9" * 5000 + ")",
        "f (/a/\0.ts:1)",
    ],
)
def test_no_places(text: str) -> None:
    assert parse(text) is None


def test_no_way_out_of_the_project() -> None:
    assert parse("f (/a/../../../etc/passwd:1)") == Frame("/etc/passwd", 1)


@given(st.lists(st.from_regex(r"(\w+ \()?([A-Z]:)?[/.\\a-z]{0,9}(:\d+){0,2}\)?") | st.text(), max_size=5))
def test_any_text(texts: list[str]) -> None:
    found = [frame.file for text in texts if (frame := parse(text)) is not None]
    known = Sources("absent", found, [folder for text in texts if (folder := package_folder(text))])
    assert all(known.path(file) for file in found)


def sources(base: Path, *seen: str, installed: tuple[str, ...] = ()) -> list[str]:
    found = Sources(str(base), seen, installed)
    return [found.path(file) for file in seen]


def touch(base: Path, *names: str) -> None:
    for name in names:
        (base / name).parent.mkdir(parents=True, exist_ok=True)
        (base / name).touch()


def test_files_that_are_here(tmp_path: Path) -> None:
    touch(tmp_path, "app.py", "app/stack.py")
    assert sources(tmp_path, "/ci/app/app.py", "/ci/app/app/stack.py") == ["app.py", "app/stack.py"]


def test_file_outside_of_the_project(tmp_path: Path) -> None:
    touch(tmp_path, "apps/a/app.ts", "libs/x.ts")
    assert sources(tmp_path / "apps" / "a", "/m/apps/a/app.ts", "/m/libs/x.ts") == [
        "app.ts",
        "../../libs/x.ts",
    ]


def test_files_that_are_not_here(tmp_path: Path) -> None:
    assert sources(tmp_path, "/ci/p/bin/app.ts", "/ci/p/lib/x.ts") == ["bin/app.ts", "lib/x.ts"]
    assert sources(tmp_path, "/ci/p/build/app.js", installed=("/ci/p", "/other")) == ["build/app.js"]


def test_windows(tmp_path: Path) -> None:
    touch(tmp_path, "bin/app.ts")
    assert sources(tmp_path, "C:/p/bin/app.ts", "C:/p/lib/x.ts", "D:/y.ts") == [
        "bin/app.ts",
        "lib/x.ts",
        "D:/y.ts",
    ]
    assert sources(tmp_path / "bin", "C:/x.ts") == ["x.ts"]


def test_root_of_the_machine(tmp_path: Path) -> None:
    """As in a container."""
    touch(tmp_path, "app.py")
    assert sources(tmp_path, "/app.py", "/lib/x.py") == ["app.py", "lib/x.py"]
    assert sources(tmp_path / "absent", "/app.py") == ["app.py"]


def test_java(tmp_path: Path) -> None:
    touch(tmp_path, "src/main/java/com/myorg/A.java")
    assert sources(tmp_path, "com/myorg/A.java", "com/myorg/B.java") == [
        "src/main/java/com/myorg/A.java",
        "com/myorg/B.java",
    ]


def test_package_folder() -> None:
    assert package_folder(".../ci/p/node_modules/aws-cdk-lib/x.js:1:2 in aws-cdk-lib...") == "/ci/p"
    assert package_folder("f (C:\\p\\node_modules\\constructs\\x.js:1:2)") == "C:/p"
    assert package_folder("f (/tmp/jsii-kernel-x/node_modules/aws-cdk-lib/x.js:1:2)") is None
    assert package_folder("f (/p/app.js:1:2)") is None

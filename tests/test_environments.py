"""When somebody is told that production is judged with what a template does elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters import loading
from adapters.discovery import Source
from adapters.model import Options
from stackgrade import environments, profiles

TEMPLATE = """\
Parameters:
  {name}:
    Type: String
    Default: {default}
    AllowedValues: [dev, {production}]
Conditions:
  Large: !Equals [!Ref {name}, prod]
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Condition: Large
"""


def told(
    folder: Path,
    template: str = TEMPLATE,
    name: str = "Environment",
    default: str = "dev",
    production: str = "prod",
    profile: str = "production",
    given: dict[str, str] | None = None,
) -> list[tuple[str, int | None]]:
    path = folder / "stack.yaml"
    path.write_text(template.format(name=name, default=default, production=production), encoding="utf-8")
    (document,) = loading.load(Source(str(path)), Options(parameters=given or {}))
    return [*environments.elsewhere(document.data, profiles.built_in(profile))]


@pytest.mark.parametrize("name", ["Environment", "EnvironmentName", "Env", "stage"])
def test_the_default_of_another_environment_is_told(tmp_path: Path, name: str) -> None:
    ((message, line),) = told(tmp_path, name=name)
    assert message == (
        f"judged as production with {name}=dev, its default: `--param {name}=prod` judges what production gets"
    )
    assert line == 4


def test_nothing_is_told_of_what_is_judged_as_meant(tmp_path: Path) -> None:
    assert not told(tmp_path, default="prod")
    assert not told(tmp_path, profile="test")
    assert not told(tmp_path, given={"Environment": "prod"})
    assert not told(tmp_path, given={"Environment": "dev"})


def test_nothing_is_told_where_the_template_does_not_choose(tmp_path: Path) -> None:
    assert not told(tmp_path, production="staging")
    assert not told(tmp_path, name="Size")
    assert not told(
        tmp_path, template=TEMPLATE.replace("Conditions:", "Rules:").replace("    Condition: Large\n", "")
    )

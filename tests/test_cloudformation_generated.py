"""References to secrets that the template itself generates."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.templates import data

TEMPLATE = """\
Parameters:
  Owner: {{Type: String, Default: shop}}
  Open: {{Type: String}}
Resources:
  Secret:
    Type: AWS::SecretsManager::Secret
    Properties:
      GenerateSecretString:
        SecretStringTemplate: {}
        GenerateStringKey: password
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Tags:
        - {{Key: owner, Value: !Sub "{{{{resolve:secretsmanager:${{Secret}}:{}}}}}"}}
"""
USER = "SecretString:username"


@pytest.mark.parametrize("asked", [USER, ":username", "SecretString:username::"])
@pytest.mark.parametrize("said", ["""'{"username": "shop"}'""", """!Sub '{"username": "${Owner}"}'"""])
def test_what_a_secret_is_generated_around_is_known(tmp_path: Path, said: str, asked: str) -> None:
    document = data(tmp_path, TEMPLATE.format(said, asked))
    database = document["resources"]["Database"]
    assert database["properties"]["Tags"][0]["Value"] == "shop"
    assert database["unknowns"] == []
    assert database["attributes"]["Tags[0].Value"]["state"] == "written"
    assert [edge["target"] for edge in document["edges"] if edge["source"] == "Database"] == ["Secret"]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("""'{"username": "shop"}'""", "SecretString:user"),
        ("""'{"username": "shop"}'""", "SecretString:username:AWSPREVIOUS"),
        ("""'{"username": 7}'""", USER),
        ("""'{"password": "hunter22"}'""", "SecretString:password"),
        ("""!Sub '{"username": "${Open}"}'""", USER),
        ("""!Sub '{"username": "${AWS::StackName}"}'""", USER),
        ("'{'", USER),
        ("'[]'", USER),
        (f"""'{{"a": {"[" * 20_000}{"]" * 20_000}}}'""", USER),
    ],
)
def test_everything_else_is_looked_up_at_deployment(tmp_path: Path, said: str, asked: str) -> None:
    database = data(tmp_path, TEMPLATE.format(said, asked))["resources"]["Database"]
    assert database["properties"]["Tags"][0]["Value"].startswith("{{resolve:secretsmanager:")
    assert [one["kind"] for one in database["unknowns"]] == ["dynamic"]
    assert database["attributes"]["Tags[0].Value"]["state"] == "unknown"


def test_the_secret_of_another_case_counts_there(tmp_path: Path) -> None:
    document = data(
        tmp_path,
        """\
        Parameters:
          Which: {Type: String, AllowedValues: [a, b]}
        Conditions:
          IsA: !Equals [!Ref Which, a]
        Resources:
          Secret:
            Type: AWS::SecretsManager::Secret
            Properties:
              GenerateSecretString:
                SecretStringTemplate: !If [IsA, '{"username": "one"}', '{"username": "other"}']
                GenerateStringKey: password
          Database:
            Type: AWS::RDS::DBInstance
            Properties:
              MasterUsername: !Sub "{{resolve:secretsmanager:${Secret}:SecretString:username}}"
              MultiAZ: !If [IsA, true, false]
        """,
    )
    (variant,) = document["variants"]
    changed = variant["resources"]["Database"]
    assert changed is not None
    names = {
        document["resources"]["Database"]["properties"]["MasterUsername"],
        changed["properties"]["MasterUsername"],
    }
    assert names == {"one", "other"}

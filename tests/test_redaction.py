"""What a report may quote."""

from __future__ import annotations

import pytest

from adapters.secrets import Redactor
from stackgrade.redaction import redact, without


@pytest.mark.parametrize(
    ("line", "blanked"),
    [
        ("  MasterUserPassword: TempPassword123!", "  MasterUserPassword: Te********"),
        ('  MasterUserPassword: "TempPassword123!"  # soon', '  MasterUserPassword: "Te********"  # soon'),
        ('      "MasterUserPassword": "TempPassword123!",', '      "MasterUserPassword": "Te********",'),
        ("  - DB_PASSWORD: hunter", "  - DB_PASSWORD: ********"),
        ("  - DB_PASSWORD: shop/aurora", "  - DB_PASSWORD: sh********"),
        ("  - JWT_SECRET: k9/x2Lq8Vb0", "  - JWT_SECRET: k9********"),
        ('password = "TempPassword123!"', 'password = "Te********"'),
        ("export DB_PASSWORD=TempPassword123!", "export DB_PASSWORD=Te********"),
        ('$token = "TempPassword123!"', '$token = "Te********"'),
        ("Url: postgres://app:TempPassword123@db/app", "Url: postgres://app:Te********@db/app"),
        ("Url: rediss://:TempPassword123@cache:6379", "Url: rediss://:Te********@cache:6379"),
        ("Key: AKIAIOSFODNN7EXAMPLE", "Key: AK********"),
    ],
)
def test_secrets_are_cut_short(line: str, blanked: str) -> None:
    assert redact(line) == blanked


@pytest.mark.parametrize(
    "line",
    [
        "  MasterUserPassword: !Ref DbPassword",
        "  MasterUserPassword: '{{resolve:secretsmanager:db:SecretString:password}}'",
        '  "MasterUserPassword": {"Ref": "DbPassword"},',
        "  MasterUserPassword: !Sub '${Secret}'",
        "  ManageMasterUserPassword: true",
        "  PasswordLength: 32",
        "  password = var.db_password",
        "  Description: The password of the database",
        "  SecretString: |",
        "  DATABASE_SECRET: shop/aurora",
        "  GitHubToken: dummy",
        '  creation_token = "shop-assets"',
        "$token=Invoke-RestMethod -Method PUT -Uri http://169.254.169.254/latest/api/token",
        "  DbCredentials: Prod/MyShop/orders-db",
        "  ApiToken: PLACEHOLDER",
        "  ServiceToken: my-function",
        "  DD_API_KEY: exampleApiKey",
        "  GitHubToken: <your token>",
        "  SessionSecret: no-secret",
        "  ApiKey: placeholder-api-key",
        "  id_token: seconds",
        "  SecretString: REPLACE_ME",
        '  boto3.resource("ec2", aws_secret_access_key = credentials["SecretAccessKey"])',
    ],
)
def test_references_stay(line: str) -> None:
    assert redact(line) == line


@pytest.mark.parametrize(
    ("secret", "line"),
    [
        ('Pa"ss\\word', '"Value": "Pa\\"ss\\\\word"'),
        ("it's secret", "Value: 'it''s secret'"),
        ("pässwört1", '"Value": "p\\u00e4ssw\\u00f6rt1"'),
        ("first-half\nsecond-half", "      second-half"),
    ],
)
def test_found_secrets_are_cut_however_they_are_spelled(secret: str, line: str) -> None:
    assert without(line, [secret]) != line
    assert "********" in without(line, [secret])


def test_a_short_secret_does_not_eat_other_words() -> None:
    assert without("root: the root of /roots", ["root"]) == "root: the root of /roots".replace(
        "root:", "********:"
    ).replace("the root ", "the ******** ")


def test_lines_stay_lines() -> None:
    key = "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\nabcdefghijkl\n-----END RSA PRIVATE KEY-----"
    text = f"a: 1\n{key}\n"
    blanked = redact(text)
    assert blanked.count("\n") == text.count("\n")
    assert "MIIEpAIBAAKCAQEA" not in blanked
    assert "abcdefghijkl" not in blanked


def test_a_secret_inside_of_another_leaves_nothing_of_it() -> None:
    redactor = Redactor()
    redactor.found = {"k9x2lq8", "prod-k9x2lq8-tail", "k9x2lq8-tail"}
    assert redactor.sweep({"a": ["prod-k9x2lq8-tail"]}) == {"a": ["pr********"]}


@pytest.mark.parametrize(
    "line", ["-" * 200_000, "a" * 200_000, "a: b" + " " * 200_000 + "#", "a: " + "," * 200_000]
)
def test_odd_lines_are_read_once(line: str) -> None:
    """A pattern that comes back to where it began would not end."""
    assert redact(line) == line

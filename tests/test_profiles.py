"""Built-in profiles, a user's own, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from stackgrade import profiles, ruleset
from stackgrade.errors import UsageError


def write(folder: Path, text: str, name: str = "own.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_built_in_ones() -> None:
    assert profiles.names() == ["production", "pci-dss", "review", "startup", "test"]
    production, test, startup, pci, review = (
        profiles.built_in(name) for name in ("production", "test", "startup", "pci-dss", "review")
    )
    assert (production.environment, production.availability) == ("production", "multi-az")
    assert {production.destroyable, production.self_contained, production.cost_conscious} == {False}
    assert (test.environment, test.availability) == ("test", "single-az")
    assert test.destroyable
    assert test.self_contained
    assert (startup.environment, startup.availability) == ("production", "single-az")
    assert startup.cost_conscious
    assert not startup.destroyable
    assert pci.compliance == ("pci-dss",)
    assert pci.availability == "multi-az"
    assert not any(profile.opinions for profile in (production, test, startup, pci))
    assert review.opinions


@pytest.mark.parametrize("name", profiles.names())
def test_a_built_in_one_is_named_as_its_file_and_says_what_it_is(name: str) -> None:
    profile = profiles.built_in(name)
    assert profile.name == name
    assert profile.description.endswith(".")


def test_conditions_of_all_rules_can_hold() -> None:
    for rule in ruleset.load().rules.values():
        for field, wanted in rule.when.items():
            assert field in profiles.FIELDS, rule.id
            profiles.check(field, [wanted] if field == "compliance" else wanted)


def test_wants() -> None:
    pci = profiles.built_in("pci-dss")
    assert pci.wants({})
    assert pci.wants({"compliance": "pci-dss", "destroyable": False})
    assert not pci.wants({"compliance": "pci-dss", "destroyable": True})
    assert not profiles.built_in("test").wants({"compliance": "pci-dss"})


def test_a_file_says_what_differs_from_production(tmp_path: Path) -> None:
    profile = profiles.from_file(
        write(tmp_path, "availability: single-az\nrequired_tags: [Owner]\n", "shop.yaml")
    )
    assert profile.name == "shop"
    assert profile.availability == "single-az"
    assert profile.required_tags == ("Owner",)
    assert profile.environment == "production"


def test_a_file_may_extend_another_one(tmp_path: Path) -> None:
    profile = profiles.from_file(write(tmp_path, "destroyable: false\nextends: test\nname: staging\n"))
    assert (profile.name, profile.environment, profile.destroyable) == ("staging", "test", False)


def test_data_is_plain(tmp_path: Path) -> None:
    data = profiles.built_in("pci-dss").data()
    assert list(data) == list(profiles.FIELDS)
    assert data["compliance"] == ["pci-dss"]


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("name: a\navailabilty: multi-az\n", 2, "did you mean availability?"),
        ("availability: multi_az\n", 1, "did you mean multi-az?"),
        ("\ndestroyable: maybe\n", 2, "destroyable has to be true or false"),
        ("destroyable: 1\n", 1, "true or false"),
        ("compliance: pci-dss\n", 1, "has to be a list"),
        ("compliance: [pci]\n", 1, "did you mean pci-dss?"),
        ("required_tags: [3]\n", 1, "has to be text"),
        ("region: Frankfurt\n", 1, "no AWS region"),
        ("extends: tests\n", 1, "did you mean test?"),
        ("environment: null\n", 1, "has to be text"),
        ("name: a\nname: b\n", 2, "stands here twice"),
        ("- a\n", 1, "has to be a mapping"),
        ("", 1, "has to be a mapping"),
        ("name: a\nregion: {\n", 2, "this '{' is never closed"),
        ("name: a\n\tregion: b\n", 2, "a tab in the indentation"),
        ("name: 2027-31-01\n", 1, "2027-31-01 is no date"),
        ("name: !shell rm\n", 1, "not plain YAML"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, line: int, part: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(UsageError) as error:
        profiles.from_file(path)
    assert str(error.value).startswith(f"{path}:{line}: ")
    assert part in str(error.value)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_bytes(b"name: \xff\n")
    with pytest.raises(UsageError, match="is not UTF-8"):
        profiles.from_file(path)


class TestResolve:
    def test_production_is_the_default(self, tmp_path: Path) -> None:
        assert profiles.resolve(None, tmp_path).name == "production"

    def test_the_configuration_may_name_one(self, tmp_path: Path) -> None:
        write(tmp_path, "profile: startup\n", ".stackgrade.yaml")
        assert profiles.resolve(None, tmp_path).name == "startup"

    def test_the_configuration_may_hold_one(self, tmp_path: Path) -> None:
        write(tmp_path, "profile:\n  extends: test\n  region: eu-central-1\n", ".stackgrade.yaml")
        profile = profiles.resolve(None, tmp_path)
        assert (profile.name, profile.environment, profile.region) == ("project", "test", "eu-central-1")

    def test_the_command_line_wins(self, tmp_path: Path) -> None:
        write(tmp_path, "profile: startup\n", ".stackgrade.yaml")
        assert profiles.resolve("test", tmp_path).name == "test"

    def test_a_file(self, tmp_path: Path) -> None:
        assert profiles.resolve(str(write(tmp_path, "name: mine\n")), tmp_path).name == "mine"

    @pytest.mark.parametrize(
        ("text", "line", "part"),
        [
            ("profil: test\n", 1, "did you mean profile"),
            ("profile: prodction\n", 1, "did you mean production?"),
            ("profile:\n  destroyabel: true\n", 2, "did you mean destroyable?"),
            ("profile: [test]\n", 1, "no profile"),
            ("profile: staging.yaml\n", 1, "a configuration takes no file"),
        ],
    )
    def test_a_wrong_configuration(self, tmp_path: Path, text: str, line: int, part: str) -> None:
        path = write(tmp_path, text, ".stackgrade.yaml")
        with pytest.raises(UsageError) as error:
            profiles.resolve(None, tmp_path)
        assert str(error.value).startswith(f"{path}:{line}: ")
        assert part in str(error.value)

    def test_a_wrong_name(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="did you mean startup"):
            profiles.resolve("start-up", tmp_path)
        with pytest.raises(UsageError, match="no such file"):
            profiles.resolve("profiles/mine.yaml", tmp_path)

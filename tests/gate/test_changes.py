"""Merge requests of every kind, and the verdict on each."""

from __future__ import annotations

import subprocess
from pathlib import Path

import jsonschema
import pytest

from stackgrade.reports import json as report
from tests.gate.repositories import MODULE, Gate, Repository, create, database, root

ENCRYPTION = "FC_RDS_001 Db"
GOOD, BAD = database(), database(encrypted=False)
BUCKET = "  Notes:\n    Type: AWS::S3::Bucket\n"


def load(name: str) -> dict[str, object]:
    import json

    content: dict[str, object] = json.loads(Path(report.__file__).with_name(name).read_text())
    return content


class TestTemplates:
    def test_what_a_change_brings_in_blocks(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r", {"a.yaml": GOOD, "other.yaml": BAD})
        repository.change({"a.yaml": BAD})
        verdict = gate(repository)
        assert verdict.code == 1
        assert verdict.new == {ENCRYPTION}
        assert verdict.existing
        assert verdict.paths == ["a.yaml"]
        jsonschema.validate(verdict.content, load("report.schema.json"))

    def test_below_the_threshold_it_does_not(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r", {"a.yaml": GOOD})
        repository.change({"a.yaml": BAD})
        verdict = gate(repository, "--fail-on", "critical")
        assert verdict.code == 0
        assert verdict.new == {ENCRYPTION}
        assert verdict.content["change"]["blocking"] == []

    def test_what_was_there_before_does_not_block(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r", {"a.yaml": BAD})
        repository.change({"a.yaml": BAD.replace("postgres", "mysql")})
        verdict = gate(repository)
        assert verdict.code == 0
        assert ENCRYPTION in verdict.existing
        assert verdict.new == set()

    def test_what_is_fixed_is_praised(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r", {"a.yaml": BAD})
        repository.change({"a.yaml": GOOD})
        verdict = gate(repository)
        assert verdict.code == 0
        assert verdict.fixed == {ENCRYPTION}
        gate(repository, "--output", str(tmp_path / "out.txt"), "--format", "console")
        assert "FIXED  1, well done" in (tmp_path / "out.txt").read_text()

    def test_a_new_template_is_new_altogether(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r", {"README.md": "x"})
        repository.change({"infra/a.yaml": BAD})
        verdict = gate(repository)
        assert verdict.code == 1
        assert ENCRYPTION in verdict.new
        assert verdict.existing == set()

    def test_a_deleted_template_takes_its_failures_with_it(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r", {"a.yaml": BAD, "b.yaml": GOOD})
        repository.change({"a.yaml": None})
        verdict = gate(repository)
        assert (verdict.code, verdict.new, verdict.paths) == (0, set(), [])
        assert ENCRYPTION in verdict.fixed

    def test_a_renamed_template_keeps_its_failures(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r", {"old/a.yaml": BAD})
        repository.change({"old/a.yaml": None, "new/b.yaml": BAD.replace("postgres", "mysql")})
        verdict = gate(repository)
        assert (verdict.code, verdict.new, verdict.fixed) == (0, set(), set())
        assert ENCRYPTION in verdict.existing

    def test_a_renamed_resource_keeps_its_failures(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r", {"a.yaml": BAD})
        repository.change({"a.yaml": database(encrypted=False, name="Orders")})
        verdict = gate(repository)
        assert (verdict.code, verdict.new, verdict.fixed) == (0, set(), set())
        assert "FC_RDS_001 Orders" in verdict.existing

    def test_a_resource_that_moves_to_another_file_keeps_its_failures(
        self, tmp_path: Path, gate: Gate
    ) -> None:
        both, alone = database(False, more=BUCKET), f"Resources:\n{BUCKET}"
        repository = create(tmp_path / "r", {"a.yaml": both, "b.yaml": GOOD.replace("Db", "Kept")})
        moved = GOOD.replace("Db", "Kept") + BAD.removeprefix("Resources:\n")
        repository.change({"a.yaml": alone, "b.yaml": moved})
        verdict = gate(repository)
        assert ENCRYPTION not in verdict.new
        assert ENCRYPTION not in verdict.fixed
        assert ENCRYPTION in verdict.existing

    def test_moved_lines_change_nothing(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r", {"a.yaml": BAD})
        repository.change({"a.yaml": "# About this\n\n" + BAD})
        assert gate(repository).new == set()

    def test_what_touches_no_stack_passes(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r", {"a.yaml": BAD, "README.md": "x"})
        repository.change({"README.md": "y", "src/app.py": "pass"})
        verdict = gate(repository)
        assert (verdict.code, verdict.paths, verdict.said) == (0, [], "")

    def test_the_base_has_gone_on_meanwhile(self, tmp_path: Path, gate: Gate) -> None:
        """Its failures are its own: what counts is where the change left it."""
        repository = create(tmp_path / "r", {"a.yaml": GOOD, "b.yaml": GOOD})
        repository.change({"b.yaml": GOOD.replace("postgres", "mysql")})
        repository.git("switch", "--quiet", "main")
        repository.commit({"a.yaml": BAD})
        repository.git("switch", "--quiet", "change")
        verdict = gate(repository)
        assert (verdict.code, verdict.paths) == (0, ["b.yaml"])


class TestWhatStacksRead:
    def test_a_nested_template(self, tmp_path: Path, gate: Gate) -> None:
        parent = (
            "Resources:\n  Data:\n    Type: AWS::CloudFormation::Stack\n"
            "    Properties:\n      TemplateURL: ./parts/data.yaml\n"
        )
        files = {"app.yaml": parent, "parts/data.yaml": GOOD, "else.yaml": BAD}
        repository = create(tmp_path / "r", files)
        repository.change({"parts/data.yaml": BAD})
        verdict = gate(repository)
        assert verdict.code == 1
        assert verdict.new == {ENCRYPTION}
        assert "else.yaml" not in verdict.paths

    def test_a_local_module(self, tmp_path: Path, gate: Gate) -> None:
        call = root('module "data" {\n  source = "../../modules/data"\n}')
        files = {
            "live/shop/main.tf": call,
            "live/blog/main.tf": root(""),
            "modules/data/main.tf": MODULE.replace("ENCRYPTED", "var.encrypted"),
        }
        repository = create(tmp_path / "r", files)
        repository.change({"modules/data/main.tf": MODULE.replace("ENCRYPTED", "false")})
        verdict = gate(repository)
        assert verdict.code == 1
        assert verdict.new == {"FC_RDS_001 module.data.aws_db_instance.this"}
        assert verdict.paths == ["live/shop"]

    def test_a_file_of_variables(self, tmp_path: Path, gate: Gate) -> None:
        files = {"live/main.tf": root(MODULE.replace("ENCRYPTED", "var.encrypted"))}
        repository = create(tmp_path / "r", files)
        repository.change({"live/terraform.tfvars": "encrypted = false\n"})
        verdict = gate(repository)
        assert (verdict.code, verdict.new) == (1, {"FC_RDS_001 aws_db_instance.this"})

    def test_a_file_of_variables_that_is_named(self, tmp_path: Path, gate: Gate) -> None:
        files = {
            "live/main.tf": root(MODULE.replace("ENCRYPTED", "var.encrypted")),
            "prod.tfvars": "encrypted = true\n",
        }
        repository = create(tmp_path / "r", files)
        repository.change({"prod.tfvars": "encrypted = false\n"})
        verdict = gate(repository, "--var-file", "prod.tfvars")
        assert (verdict.code, verdict.new) == (1, {"FC_RDS_001 aws_db_instance.this"})
        assert gate(repository).new == set()

    def test_a_file_that_an_expression_reads(self, tmp_path: Path, gate: Gate) -> None:
        reads = 'jsondecode(file("${path.module}/${"settings"}.json")).encrypted'
        files = {
            "live/main.tf": root(MODULE.replace("ENCRYPTED", reads)),
            "live/settings.json": '{"encrypted": true}',
        }
        repository = create(tmp_path / "r", files)
        repository.change({"live/settings.json": '{"encrypted": false}'})
        verdict = gate(repository)
        assert (verdict.code, verdict.new) == (1, {"FC_RDS_001 aws_db_instance.this"})

    def test_another_file_in_the_folder_of_a_root_module(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r", {"live/main.tf": root(MODULE.replace("ENCRYPTED", "false"))})
        repository.change({"live/NOTES.md": "x"})
        verdict = gate(repository)
        assert (verdict.code, verdict.paths) == (0, [])

    def test_a_root_module_that_is_renamed(self, tmp_path: Path, gate: Gate) -> None:
        text = root(MODULE.replace("ENCRYPTED", "false"))
        repository = create(tmp_path / "r", {"live/shop/main.tf": text})
        repository.change({"live/shop/main.tf": None, "live/store/main.tf": text})
        verdict = gate(repository)
        assert (verdict.code, verdict.new, verdict.fixed) == (0, set(), set())
        assert verdict.paths == ["live/store"] or verdict.existing

    def test_a_submodule(self, tmp_path: Path, gate: Gate) -> None:
        inner = create(tmp_path / "inner", {"main.tf": MODULE.replace("ENCRYPTED", "true")})
        repository = create(
            tmp_path / "r", {"live/main.tf": root('module "data" {\n  source = "../shared"\n}')}
        )
        repository.git("submodule", "--quiet", "add", str(inner.folder), "shared")
        repository.commit()
        inner.commit({"main.tf": MODULE.replace("ENCRYPTED", "false")})
        repository.git("switch", "--quiet", "--create", "change")
        repository.git("submodule", "--quiet", "update", "--remote")
        repository.commit()
        verdict = gate(repository)
        assert verdict.code == 1
        assert verdict.new == {"FC_RDS_001 module.data.aws_db_instance.this"}
        assert gate(repository, "--worktree").new == verdict.new

        bare = tmp_path / "bare"
        repository.git("clone", "--quiet", "--branch", "change", str(repository.folder), str(bare))
        verdict = gate(Repository(bare), base="origin/main")
        assert verdict.code == 3
        assert "git submodule update --init shared" in verdict.said

    def test_the_same_file_inside_and_outside_of_a_submodule(self, tmp_path: Path, gate: Gate) -> None:
        inner = create(tmp_path / "inner", {"a.yaml": GOOD})
        repository = create(tmp_path / "r", {"README.md": "x"})
        repository.git("submodule", "--quiet", "add", str(inner.folder), "shared")
        repository.commit()
        inner.commit({"a.yaml": BAD})
        repository.git("switch", "--quiet", "--create", "change")
        repository.git("submodule", "--quiet", "update", "--remote")
        repository.commit({"copy.yaml": BAD})
        verdict = gate(repository, "--rule", "FC_RDS_001")
        assert verdict.paths == ["copy.yaml", "shared/a.yaml"]
        assert len(verdict.content["change"]["blocking"]) == 2


class TestChosenRules:
    def test_only_these_are_looked_at(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r", {"a.yaml": GOOD.replace("postgres", "mysql")})
        repository.change({"a.yaml": BAD, "b.yaml": BAD})
        verdict = gate(repository, "--rule", "FC_RDS_001")
        assert verdict.new == {ENCRYPTION}
        assert verdict.existing == verdict.fixed == set()
        assert ENCRYPTION not in gate(repository, "--skip-rule", "FC_RDS_*").new

    def test_a_rule_that_does_not_exist(self, tmp_path: Path, gate: Gate) -> None:
        verdict = gate(create(tmp_path / "r", {"a.yaml": BAD}), "--rule", "FC_NOPE_001")
        assert verdict.code == 2
        assert "no rule FC_NOPE_001" in verdict.said


class TestErrors:
    def test_what_the_change_breaks(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r", {"a.yaml": GOOD})
        repository.change({"a.yaml": GOOD + "  Db: {}\n"})
        verdict = gate(repository)
        assert verdict.code == 3
        assert "a.yaml:7: duplicate key" in verdict.said
        assert verdict.fixed == set()

    def test_what_it_does_not_touch_may_be_broken(self, tmp_path: Path, gate: Gate) -> None:
        broken = {"broken.yaml": GOOD + "  Db: {}\n"}
        repository = create(tmp_path / "r", {"a.yaml": GOOD, **broken})
        repository.change({"a.yaml": GOOD.replace("postgres", "mysql")})
        assert gate(repository).code == 0

    def test_what_was_broken_before_and_is_sound_now(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r", {"a.yaml": GOOD + "  Db: {}\n"})
        repository.change({"a.yaml": GOOD})
        verdict = gate(repository, "--fail-on", "never")
        assert verdict.code == 0
        assert "could not be read before the change" in verdict.said

    def test_a_template_that_is_none_any_more(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r", {"a.yaml": BAD})
        repository.change({"a.yaml": "nothing: here\n"})
        verdict = gate(repository)
        assert verdict.code == 0
        assert "a.yaml: was a template before the change" in verdict.said


class TestPolicy:
    def test_a_stricter_configuration_judges_all_stacks(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r", {"a.yaml": GOOD, ".stackgrade.yaml": "profile: test\n"})
        repository.change({".stackgrade.yaml": "profile: production\n"})
        verdict = gate(repository, "--fail-on", "low")
        assert verdict.code == 1
        assert verdict.new
        assert "the change alters what the gate checks" in verdict.said

    def test_the_first_configuration_makes_nothing_new(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r", {"a.yaml": BAD})
        repository.change({".stackgrade.yaml": "profile: test\n", "a.yaml": BAD + "# x\n"})
        verdict = gate(repository, "--fail-on", "low")
        assert (verdict.code, verdict.new, verdict.fixed) == (0, set(), set())
        assert verdict.content["profile"]["name"] == "test"

    @pytest.mark.parametrize("entry", ["exclude: [a.yaml]", "profile: test"])
    def test_what_the_configuration_asks_for_no_more_is_not_fixed(
        self, tmp_path: Path, gate: Gate, entry: str
    ) -> None:
        repository = create(tmp_path / "r", {"a.yaml": BAD, ".stackgrade.yaml": "profile: production\n"})
        repository.change({".stackgrade.yaml": f"{entry}\n"})
        verdict = gate(repository)
        assert verdict.code == 0
        assert verdict.fixed == set()
        assert verdict.dropped

    @pytest.mark.parametrize(
        "section",
        [
            "waivers: [{rule: FC_RDS_001, resource: Db, reason: a toy, owner: data}]",
            "skip_rules: [{rule: FC_RDS_001, reason: the disks are encrypted elsewhere}]",
        ],
    )
    def test_a_waiver_that_the_change_adds_counts_and_is_listed(
        self, tmp_path: Path, gate: Gate, section: str
    ) -> None:
        repository = create(tmp_path / "r", {"a.yaml": GOOD, ".stackgrade.yaml": "profile: production\n"})
        repository.change({"a.yaml": BAD, ".stackgrade.yaml": f"profile: production\n{section}\n"})
        verdict = gate(repository)
        assert verdict.code == 0
        assert verdict.waived == {ENCRYPTION}
        gate(repository, "--output", str(tmp_path / "out.txt"), "--format", "console")
        assert "WAIVED BY THE CHANGE  1" in (tmp_path / "out.txt").read_text()

    def test_a_waiver_that_was_there_is_not_listed(self, tmp_path: Path, gate: Gate) -> None:
        waived = BAD.replace("  Db:", "  # stackgrade:waive FC_RDS_001: a toy\n  Db:")
        repository = create(tmp_path / "r", {"a.yaml": waived})
        repository.change({"a.yaml": waived + "# x\n"})
        verdict = gate(repository)
        assert (verdict.code, verdict.waived) == (0, set())

    def test_a_waiver_that_the_change_removes(self, tmp_path: Path, gate: Gate) -> None:
        waived = BAD.replace("  Db:", "  # stackgrade:waive FC_RDS_001: a toy\n  Db:")
        repository = create(tmp_path / "r", {"a.yaml": waived})
        repository.change({"a.yaml": BAD})
        verdict = gate(repository)
        assert (verdict.code, verdict.new) == (1, {ENCRYPTION})

    def test_an_unsound_configuration(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r", {"a.yaml": GOOD})
        repository.change({".stackgrade.yaml": "profile: test\nexclud: []\n"})
        verdict = gate(repository)
        assert verdict.code == 2
        assert verdict.said.startswith("error: .stackgrade.yaml:2: unknown section 'exclud' (did you mean")
        repository.git("switch", "--quiet", "--create", "repair")
        repository.commit({".stackgrade.yaml": "profile: test\n"})
        assert gate(repository, base="change").code == 0


class TestCheckouts:
    def test_the_checkout_stays_as_it_is(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r", {"a.yaml": GOOD})
        repository.change({"a.yaml": BAD})
        repository.write({"a.yaml": "unfinished", "new.txt": "x"})
        before = repository.git("status", "--porcelain"), repository.git("count-objects", "-v")
        assert gate(repository).code == 1
        gate(repository, "--worktree")
        assert (repository.git("status", "--porcelain"), repository.git("count-objects", "-v")) == before

    def test_what_is_not_committed(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r", {"a.yaml": GOOD})
        repository.commit({".gitignore": "ignored.yaml\n"})
        repository.write({"a.yaml": BAD, "untracked.yaml": BAD, "ignored.yaml": BAD})
        assert gate(repository).paths == []
        verdict = gate(repository, "--worktree")
        assert verdict.code == 1
        assert verdict.paths == ["a.yaml", "untracked.yaml"]

    def test_from_a_folder_inside(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r", {"infra/a.yaml": GOOD})
        repository.change({"infra/a.yaml": BAD})
        verdict = gate(Repository(repository.folder / "infra"))
        assert (verdict.code, verdict.paths) == (1, ["infra/a.yaml"])

    def test_what_reads_a_changed_file_is_told_from_the_change_and_not_from_the_checkout(
        self, tmp_path: Path, gate: Gate
    ) -> None:
        module = "modules/data/main.tf"
        repository = create(
            tmp_path / "r", {"live/main.tf": root(""), module: MODULE.replace("ENCRYPTED", "true")}
        )
        repository.commit({"live/main.tf": root('module "data" {\n  source = "../modules/data"\n}')})
        repository.change({module: MODULE.replace("ENCRYPTED", "false")})
        new = {"FC_RDS_001 module.data.aws_db_instance.this"}
        assert gate(Repository(repository.folder / "modules")).new == new
        repository.git("checkout", "--quiet", "main~1")
        assert gate(repository, "--head", "change").new == new

    def test_a_detached_head(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r", {"a.yaml": GOOD})
        repository.change({"a.yaml": BAD})
        repository.git("checkout", "--quiet", "--detach")
        assert gate(repository).code == 1
        repository.git("checkout", "--quiet", "main")
        assert gate(repository, "--head", "change").code == 1

    def test_a_first_commit(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r")
        repository.write({"a.yaml": BAD})
        verdict = gate(repository, "--worktree")
        assert (verdict.code, ENCRYPTION in verdict.new) == (1, True)
        assert "--worktree" in gate(repository).said
        repository.commit()
        for base in ("main", "0" * 40):
            verdict = gate(repository, base=base)
            assert (verdict.code, ENCRYPTION in verdict.new) == (1, True)

    def test_a_shallow_clone(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r", {"a.yaml": GOOD})
        repository.change({"a.yaml": BAD})
        repository.git("switch", "--quiet", "main")
        repository.commit({"b.yaml": GOOD})
        shallow = Repository(tmp_path / "shallow")
        url = repository.folder.as_uri()
        repository.git("clone", "--quiet", "--depth", "1", "--branch", "change", url, str(shallow.folder))
        verdict = gate(shallow, base="origin/main")
        assert verdict.code == 2
        assert "git fetch origin main:refs/remotes/origin/main" in verdict.said
        shallow.git("fetch", "--quiet", "--depth", "1", "origin", "main:refs/remotes/origin/main")
        verdict = gate(shallow, base="origin/main")
        assert verdict.code == 2
        assert "git fetch --unshallow" in verdict.said
        assert "fetch-depth: 0" in verdict.said
        shallow.git("fetch", "--quiet", "--unshallow", "origin")
        assert gate(shallow, base="origin/main").code == 1

    def test_histories_that_have_nothing_in_common(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r", {"a.yaml": GOOD})
        repository.git("checkout", "--quiet", "--orphan", "change")
        repository.commit({"b.yaml": GOOD})
        verdict = gate(repository)
        assert verdict.code == 2
        assert "no history in common" in verdict.said

    def test_no_checkout(self, tmp_path: Path, gate: Gate) -> None:
        verdict = gate(Repository(tmp_path))
        assert verdict.code == 2
        assert "this is no git checkout" in verdict.said
        repository = create(tmp_path / "r", {"a.yaml": GOOD})
        repository.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare"))
        assert "this is no git checkout" in gate(Repository(tmp_path / "bare")).said

    def test_links_lead_nowhere_else(self, tmp_path: Path, gate: Gate) -> None:
        secret = tmp_path / "secret.yaml"
        secret.write_text(BAD)
        repository = create(tmp_path / "r", {"a.yaml": GOOD})
        (repository.folder / "b.yaml").symlink_to(secret)
        (repository.folder / "c.yaml").symlink_to("a.yaml")
        repository.change({})
        assert gate(repository).paths == ["c.yaml"]
        repository.git("branch", "--quiet", "before")
        repository.commit({"a.yaml": BAD})
        assert gate(repository, base="before").paths == ["a.yaml", "c.yaml"]

    def test_two_runs_print_the_same(self, tmp_path: Path, gate: Gate) -> None:
        repository = create(tmp_path / "r", {"a.yaml": GOOD, "b.yaml": BAD})
        repository.change({"a.yaml": BAD, "b.yaml": GOOD, "c.yaml": BAD})
        assert gate(repository).content == gate(repository).content
        subprocess.run(["git", "gc", "--quiet"], cwd=repository.folder, check=True)
        assert gate(repository).code == 1


@pytest.mark.parametrize("format", ["sarif", "junit", "gitlab", "github", "markdown"])
def test_every_format_takes_a_change(tmp_path: Path, gate: Gate, format: str) -> None:
    repository = create(tmp_path / "r", {"a.yaml": GOOD})
    repository.change({"a.yaml": BAD})
    target = tmp_path / "out"
    assert gate(repository, "--report", f"{format}={target}").code == 1
    assert "FC_RDS_001" in target.read_text()

"""The summary in Markdown: short, complete as far as it goes, and deaf to what templates hold."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from stackgrade import markup
from stackgrade.reports import Change, markdown
from tests.reports.samples import CHANGE, EMPTY, RULES, finding, report

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def sections(text: str) -> list[str]:
    """The titles, and the summaries of what is folded."""
    return re.findall(r"^(?:#+ |<details><summary>)(.*?)(?:</summary>)?$", text, re.MULTILINE)


class TestWhatItSays:
    def test_of_a_run(self) -> None:
        text = markdown.render(report(), RULES)
        assert sections(text) == [
            "stackgrade: grade F (31.5 of 100)",
            "Not graded",
            "Failures: 3",
            "Why, and how to fix it",
            "Why, and how to fix it",
            "Why, and how to fix it",
            "Waived: 1",
            "Not decided: 1",
            "Warnings: 1",
        ]
        assert "| **F** 31.5 | `shop.yaml` | 1 | 1 |  | 1 | 1 |" in text
        assert "* `shop.yaml:8` `Db.StorageEncrypted`: `StorageEncrypted` is false" in text
        assert "* `lib/shop.ts:12` `Db1234.StorageEncrypted`:" in text
        assert "```yaml\nStorageEncrypted: true\n\n```" in text
        assert "accepted by Ann" in text
        assert "* broken.yaml:7: is no YAML" in text

    def test_of_a_change(self) -> None:
        text = markdown.render(report(problems=(), change=CHANGE), RULES)
        assert sections(text)[1:3] == ["New: 2", "Why, and how to fix it"]
        assert {"Fixed: 1", "There before: 1"} <= set(sections(text))
        said = "**Blocked** by 1 new failure. 1 more does not block. 1 failure fixed: thank you."
        assert said in text

    def test_what_a_change_allows_itself_is_plain_to_see(self) -> None:
        waived = finding("FC_RDS_003", 10, status="waived", waiver="accepted by Ann")
        change = Change(
            frozenset(),
            frozenset(),
            (),
            frozenset({waived.fingerprint}),
            dropped=(finding("FC_RDS_002", 30),),
        )
        text = markdown.render(report((waived,), (), change=change), RULES)
        assert sections(text)[1:] == [
            "Waived by the change: 1",
            "Not asked for any more, by the change's configuration: 1",
        ]
        assert "accepted by Ann" in text

    def test_of_a_good_change(self) -> None:
        text = markdown.render(report((), (), Change(frozenset(), frozenset(), ())), RULES)
        assert "Nothing new fails.\n" in text
        assert sections(text) == ["stackgrade: grade F (31.5 of 100)"]

    def test_of_a_change_that_cannot_be_judged(self) -> None:
        text = markdown.render(report(change=CHANGE), RULES)
        assert "**Not decided**, since not everything could be read." in text
        assert sections(text)[1] == "Not graded"

    def test_of_a_change_that_touches_nothing(self) -> None:
        text = markdown.render(replace(EMPTY, change=Change(frozenset(), frozenset(), ())), RULES)
        assert text.endswith("The change touches no stack.\n")

    def test_of_nothing(self) -> None:
        assert markdown.render(EMPTY, RULES) == "## stackgrade: no grade\n"


class TestItsSize:
    def test_many_findings(self) -> None:
        many = tuple(
            finding(
                rule_id, line, message=f"{line} " + "word " * 100, resource=replace(sample, address="X" * 200)
            )
            for rule_id in RULES
            for line in range(1, 1300)
            for sample in [finding().resource]
        )
        text = markdown.render(report(many), RULES)
        assert len(text) <= markdown.LIMIT
        assert "and 1294 more" in text

    def test_what_does_not_fit_is_left_out_and_that_is_said(self) -> None:
        long = "\n".join(f"Line{i}: " + "x" * 80 for i in range(200))
        many = tuple(finding(rule_id, 1, remediation=long) for rule_id in RULES)
        text = markdown.render(report(many), RULES)
        assert len(text) <= markdown.LIMIT
        assert text.endswith("the rest of it is left out.*\n")
        assert text.count("<details>") == text.count("</details>")
        assert text.count("```") % 2 == 0


class TestTemplatesAreNotTrusted:
    @given(st.text() | st.text("`*_[]()<>#|~@!&\\ \na1"))
    def test_nothing_is_markup(self, message: str) -> None:
        assert {token.type for token in READER.parse(f"x {markup.text(message)}")} <= {
            "paragraph_open", "inline", "paragraph_close",
        }  # fmt: skip
        for token in READER.parseInline(f"x {markup.text(message)}"):
            assert {child.type for child in token.children or ()} <= {"text", "text_special", "code_inline"}

    @given(st.text("`*_[]<>#|~@!\\ \nab"), st.text("`|\\ \nab", min_size=1))
    def test_a_row_has_its_columns(self, message: str, address: str) -> None:
        sample = finding(resource=replace(finding().resource, address=address), message=message)
        tokens = READER.parse(markdown._table([sample]))
        assert sum(token.type == "td_open" for token in tokens) == 4
        assert sum(token.type == "tr_open" for token in tokens) == 2

    def test_nobody_is_called(self) -> None:
        text = markup.text("ask @acme/security about #12, !7 and `@x`")
        assert not re.search(r"(?<!`)[@#!]\w", text)
        assert "`@x`" in text

    @given(st.text("`~ \na", min_size=1))
    def test_a_fix_stays_in_its_block(self, fix: str) -> None:
        tokens = READER.parse(markup.block(fix, "cloudformation"))
        assert [(token.type, token.content) for token in tokens] == [("fence", f"{fix}\n")]

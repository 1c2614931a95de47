"""The HTML report as its reader meets it: opened from a file in a real Chromium."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from stackgrade import profiles, ruleset, run
from stackgrade.reports import Report, html
from stackgrade.reports import json as json_report
from stackgrade.run import Settings
from tests.browser import chromium
from tests.fakes import fail, install, rule, rules, unknown

ROOT = Path(__file__).parents[1]
# Over graphs of all kinds: sparse and dense, with and without circles.
LAID_OUT_WRONGLY = """() => {
  let seed = 1;
  const random = (below) => { seed = (seed * 48271) % 2147483647; return seed % below; };
  const wrong = [];
  for (let round = 0; round < 150; round++) {
    const count = 1 + random(40);
    const circles = round % 3 === 0;
    const pairs = new Map();
    for (let i = random(3 * count); i > 0; i--) {
      const [a, b] = [random(count), random(count)];
      if (a !== b) pairs.set(`${a} ${b}`, circles ? [a, b] : [Math.max(a, b), Math.min(a, b)]);
    }
    const links = [...pairs.values()];
    const { places, paths, width, height } = layout(count, links);
    places.forEach((a, i) => {
      const inside = a.x >= 0 && a.y >= 0 && a.x + NODE.width <= width && a.y + NODE.height <= height;
      if (!inside) wrong.push(["outside", round, i]);
      places.slice(i + 1).forEach((b, j) => {
        const apart = Math.abs(a.x - b.x) >= NODE.width || Math.abs(a.y - b.y) >= NODE.height;
        if (!apart) wrong.push(["overlap", round, i, i + 1 + j]);
      });
    });
    links.forEach(([source, target], i) => {
      const left = places[source].x > places[target].x;
      if (!circles && !left) wrong.push(["direction", round, source, target]);
      if (!paths[i].flatMap(({ x, y }) => [x, y]).every(Number.isFinite)) wrong.push(["path", round, i]);
    });
  }
  return wrong;
}"""
NAMELESS = """() => [...document.querySelectorAll("button, input, select, a, [role=button], [role=img]")]
  .filter((one) => !(one.getAttribute("aria-label") || one.textContent.trim() || one.labels?.length))
  .map((one) => one.outerHTML)"""
HOSTILE = '<img src=x onerror="window.hacked=1">\'"`&amp;</script><script>window.hacked=1</script>'
Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def examples() -> Report:
    """What the real rules say of the bundled examples."""
    rules = ruleset.load().rules
    settings = Settings(profiles.built_in("production"), frozenset(rules), drawn=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        return run.grade(["examples"], settings)


@pytest.fixture(scope="module")
def example_page(examples: Report) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)  # the excerpts come from the files
        return html.render(examples, ruleset.load().rules)


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open a report; a test fails for anything on the console, and for every request but that of the file itself."""
    complaints: list[str] = []
    contexts = []

    def open_page(content: str, width: int = 1400, scheme: str = "light", address: str = "") -> Page:
        file = tmp_path / "report.html"
        file.write_bytes(content.encode("utf-8", "backslashreplace"))
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request", lambda one: complaints.append(one.url) if not one.url.startswith("file:") else None
        )
        page.goto(f"{file.as_uri()}{address}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def data(report: Report) -> list[dict[str, Any]]:
    """All findings of a report, with the path of the stack that each is of."""
    stacks = json_report.data(report)["stacks"]
    return [{**finding, "stack": stack["path"]} for stack in stacks for finding in stack["findings"]]


def listed(page: Page) -> int:
    """How many findings the page says that it lists."""
    return int(page.locator("#found").inner_text().split()[0].replace(",", ""))


def cards(page: Page) -> Locator:
    return page.locator("#list > details")


class TestOverview:
    def test_grades(self, open_page: Open, example_page: str, examples: Report) -> None:
        page = open_page(example_page)
        assert page.locator(".ring").get_attribute("aria-label") == (
            f"Grade {examples.grade.letter}, {examples.grade.score:.1f} of 100"
        )
        rows = page.locator(".stack")
        worst_first = sorted(examples.stacks, key=lambda stack: stack.grade.score or 0)
        assert [row.split()[0] for row in rows.all_inner_texts()] == [
            stack.grade.letter for stack in worst_first
        ]
        assert worst_first[0].path in rows.first.inner_text()

    def test_a_bar_shows_how_many_and_lists_them(
        self, open_page: Open, example_page: str, examples: Report
    ) -> None:
        page = open_page(example_page)
        by_category = Counter(one["category"] for one in data(examples) if one["status"] == "fail")
        most, count = max(by_category.items(), key=lambda item: (item[1], item[0]))
        page.get_by_role("button", name=f"{count} failures: {most}. Show them").click()
        assert listed(page) == count
        page.get_by_role("button", name="failures: critical. Show them").click()
        assert listed(page) == examples.counts.fail["critical"]

    def test_a_stack_is_drawn_and_listed(self, open_page: Open, example_page: str, examples: Report) -> None:
        page = open_page(example_page)
        stack = next(stack for stack in examples.stacks if stack.path == "examples/orders-bad")
        page.get_by_role("button", name=stack.path).click()
        assert page.locator("#graph-stack option:checked").inner_text() == stack.path
        assert listed(page) == len(stack.findings)

    def test_what_could_not_be_graded_comes_first(
        self, open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        report = run.grade(["missing.yaml"], install(monkeypatch, rules(), lambda document: []))
        page = open_page(html.render(report, {}))
        assert "Not everything could be graded: 1 error" in page.locator("#problems").inner_text()
        assert "missing.yaml" in page.locator("#problems").inner_text()
        assert page.locator(".ring").get_attribute("aria-label") == "No grade: nothing could be judged"


class TestFindings:
    @pytest.mark.parametrize(
        ("control", "value", "member"),
        [
            ("rule", "FC_EC2_008", lambda one: one["rule_id"]),
            ("file", "examples/orders-bad/main.tf", lambda one: one["location"]["path"]),
            ("category", "encryption", lambda one: one["category"]),
            ("status", "fail", lambda one: one["status"]),
        ],
    )
    def test_filters(
        self, open_page: Open, example_page: str, examples: Report, control: str, value: str, member: Any
    ) -> None:
        page = open_page(example_page)
        page.locator(f"#filter-{control}").select_option(value)
        wanted = [one for one in data(examples) if member(one) == value]
        assert wanted
        assert listed(page) == len(wanted)
        titles = cards(page).locator("summary strong").all_inner_texts()
        assert set(titles) <= {one["title"] for one in wanted}
        page.get_by_role("button", name="Clear").click()
        assert listed(page) == len(data(examples))

    def test_filters_narrow_one_another(self, open_page: Open, example_page: str, examples: Report) -> None:
        page = open_page(example_page)
        page.locator(".chip.is-high").click()
        wanted = [
            one
            for one in data(examples)
            if one["severity"] == "high" and one["stack"] == "examples/orders-bad"
        ]
        page.locator("#filter-stack").select_option(label=f"examples/orders-bad ({len(wanted)})")
        assert listed(page) == len(wanted) > 1
        offered = page.locator("#filter-rule option").count() - 1
        assert offered == len({one["rule_id"] for one in wanted})
        assert page.locator(".chip.is-high").get_attribute("aria-pressed") == "true"
        page.locator(".chip.is-high").click()
        assert listed(page) > len(wanted)

    def test_search(self, open_page: Open, example_page: str, examples: Report) -> None:
        page = open_page(example_page)
        page.keyboard.press("/")
        page.keyboard.type("dbsecuritygroup POSTGRESQL")
        expect(cards(page)).to_have_count(1)
        assert "No database port is open to the world" in cards(page).inner_text()
        page.keyboard.type(" nonsense")
        expect(page.get_by_text("No finding fits these filters.")).to_be_visible()

    def test_a_reload_shows_the_same(self, open_page: Open, example_page: str) -> None:
        page = open_page(example_page, address="#severity=critical&file=examples%2Forders-bad%2Fmain.tf")
        before = listed(page)
        assert 0 < before < 11
        page.locator("#filter-rule").select_option("FC_EC2_008")
        page.reload()
        assert listed(page) == 1
        assert page.locator(".chip.is-critical").get_attribute("aria-pressed") == "true"

    def test_one_opens_with_its_lines_and_its_fix(self, open_page: Open, example_page: str) -> None:
        page = open_page(example_page, address="#rule=FC_EC2_008&text=web-database")
        assert cards(page).locator(".inside").count() == 0
        cards(page).locator("summary").press("Enter")
        inside = cards(page).locator(".inside")
        assert inside.locator(".line.is-meant").inner_text().split() == ["49", "CidrIp:", "0.0.0.0/0"]
        assert inside.locator(".line").count() == 5
        assert "SourceSecurityGroupId: !Ref ApplicationSecurityGroup" in inside.inner_text()
        assert "Databases on the internet are found within minutes" in inside.inner_text()

    def test_only_web_addresses_become_links(
        self, open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        known = rules(rule("FC_RDS_001", links=("https://example.com/a", "javascript:alert(1)")))
        page = open_page(page_of(tmp_path, monkeypatch, known, ["Db"], lambda document: [fail()]))
        cards(page).locator("summary").click()
        links = page.locator("a[href]:not(.skip)")
        assert links.evaluate_all("links => links.map(link => link.href)") == ["https://example.com/a"]


class TestGraph:
    def test_every_resource_and_what_fails(
        self, open_page: Open, example_page: str, examples: Report
    ) -> None:
        page = open_page(example_page)
        page.locator("#graph-stack").select_option(label="examples/web-database-bad.yaml")
        stack = next(stack for stack in examples.stacks if stack.path == "examples/web-database-bad.yaml")
        assert stack.graph is not None
        failing = Counter(
            one.resource.address for one in stack.findings if one.status == "fail" and not one.is_about_stack
        )
        boxes = {
            box.get_attribute("data-address"): box.locator("text.badge").all_text_contents()
            for box in page.locator(".node").all()
        }
        assert boxes == {
            node.address: [str(failing[node.address])] if failing[node.address] else []
            for node in stack.graph.nodes
        }
        assert page.locator("path.link").count() == len(stack.graph.links)

    def test_a_click_shows_why(self, open_page: Open, example_page: str) -> None:
        page = open_page(example_page)
        page.locator("#graph-stack").select_option(label="examples/web-database-bad.yaml")
        page.locator('.node[data-address="DbSecurityGroup"]').click()
        why = page.locator("#node")
        assert "PostgreSQL is open to everyone" in why.inner_text()
        assert "Refers to\nVpc VpcId" in why.inner_text()
        page.locator(".chip.is-low").click()  # hides what is asked for next
        why.get_by_role("button", name="No database port is open to the world").click()
        opened = page.locator("#list > details[open]")
        assert "PostgreSQL is open to everyone" in opened.locator("summary").inner_text()
        assert opened.locator("summary").evaluate("summary => summary === document.activeElement")

    def test_with_the_keyboard(self, open_page: Open, example_page: str) -> None:
        page = open_page(example_page)
        page.locator("#graph-stack").select_option(label="examples/web-database-bad.yaml")
        assert page.locator('.node[tabindex="0"]').count() == 1
        page.locator('.node[tabindex="0"]').focus()
        page.keyboard.press("ArrowLeft")
        chosen = page.locator(".node.is-chosen")
        assert chosen.get_attribute("data-address") == "Vpc"
        assert chosen.evaluate("box => box === document.activeElement")
        assert page.locator("#node h3").inner_text() == "Vpc"
        page.keyboard.press("Enter")
        assert "Vpc" in page.locator("#list > details[open] .where").inner_text()

    def test_only_what_fails(self, open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        resources = [f"Db{i:03}" for i in range(300)]
        content = page_of(
            tmp_path, monkeypatch, rules(rule()), resources, lambda document: [fail(address="Db007")]
        )
        page = open_page(content)
        assert page.locator("#graph-failing").is_checked()  # so many are drawn on request only
        assert page.locator(".node").count() == 1
        page.locator("#graph-failing").click()
        assert page.locator(".node").count() == 300

    def test_zoom(self, open_page: Open, example_page: str) -> None:
        page = open_page(example_page)
        width = page.locator("#canvas svg").bounding_box()
        page.get_by_role("button", name="Larger").click()
        larger = page.locator("#canvas svg").bounding_box()
        assert width
        assert larger
        assert larger["width"] > width["width"]

    def test_no_boxes_overlap_and_references_point_to_the_left(
        self, open_page: Open, example_page: str
    ) -> None:
        page = open_page(example_page)
        assert page.evaluate(LAID_OUT_WRONGLY) == []


class TestLooks:
    def test_light_and_dark(self, open_page: Open, example_page: str) -> None:
        def background(page: Page) -> Any:
            return page.evaluate("getComputedStyle(document.body).backgroundColor")

        light, dark = (open_page(example_page, scheme=scheme) for scheme in ("light", "dark"))
        assert background(light) != background(dark)
        before = background(light)
        light.get_by_role("button", name="Switch to dark colours").click()
        assert background(light) == background(dark)
        light.reload()
        assert background(light) == background(dark)
        light.get_by_role("button", name="Switch to light colours").click()
        assert background(light) == before

    @pytest.mark.parametrize("width", [360, 420, 768, 1400])
    def test_fits_its_window(self, open_page: Open, example_page: str, width: int) -> None:
        page = open_page(example_page, width=width)
        cards(page).locator("summary").first.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    def test_everything_has_a_name(self, open_page: Open, example_page: str) -> None:
        page = open_page(example_page)
        assert page.evaluate(NAMELESS) == []

    def test_on_paper_all_findings_are_open(
        self, open_page: Open, example_page: str, examples: Report
    ) -> None:
        page = open_page(example_page)
        printed = """() => {
            dispatchEvent(new Event("beforeprint"));
            return document.querySelectorAll("details[open] > .inside").length; // now: paper does not wait
        }"""
        assert page.evaluate(printed) == len(data(examples)) > 40
        assert page.pdf().startswith(b"%PDF")
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert not page.locator("#filters").is_visible()


class TestHostile:
    def test_names_stay_text(self, open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        known = rules(
            rule(
                title=HOSTILE,
                description=f"{HOSTILE} and `{HOSTILE}`.",
                category=HOSTILE,
                remediation={"cloudformation": HOSTILE},
            )
        )
        content = page_of(
            tmp_path,
            monkeypatch,
            known,
            [HOSTILE],
            lambda document: [
                fail(address=HOSTILE, message=HOSTILE),
                unknown(address=HOSTILE, reason=HOSTILE),
            ],
            name="<b onclick=alert(1)>.yaml",
        )
        page = open_page(content)
        for card in cards(page).locator("summary").all():
            card.click()
        assert page.evaluate("window.hacked") is None
        assert page.locator("main img, main b").count() == 0
        assert HOSTILE in page.locator("#node").inner_text()
        assert HOSTILE in cards(page).first.inner_text()
        assert "<b onclick=alert(1)>.yaml" in page.title()

    def test_the_policy_holds(self, browser: Browser, tmp_path: Path, example_page: str) -> None:
        """Should markup get in all the same, it does not run."""
        file = tmp_path / "report.html"
        injected = "<script>window.hacked=1</script><img src=x onerror='window.hacked=1'>"
        file.write_text(example_page.replace("<main", f"{injected}<main"), encoding="utf-8")
        page = browser.new_page()
        blocked: list[str] = []
        page.on("console", lambda message: blocked.append(message.text))
        page.goto(file.as_uri())
        assert page.locator(".stack").count() == 4
        assert page.evaluate("window.hacked") is None
        assert sum("Content Security Policy" in text for text in blocked) >= 2
        page.close()


class TestLarge:
    def test_500_stacks_and_5000_findings(
        self, open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        for i in range(500):
            Path(f"s{i:03}.yaml").write_text(
                "Resources:\n" + "".join(f"  Db{j}:\n    Type: AWS::RDS::DBInstance\n" for j in range(10)),
                encoding="utf-8",
            )
        known = rules(rule())
        settings = install(
            monkeypatch, known, lambda document: [fail(address=address) for address in document["resources"]]
        )
        report = run.grade(["."], drawn(settings), jobs=1)
        content = html.render(report, known)
        assert len(content) < 3_000_000
        page = open_page(content)
        assert listed(page) == 5000
        assert page.evaluate("document.querySelectorAll('*').length") < 5000  # only what is looked at
        page.locator("#stacks-search").fill("s499")
        page.locator(".stack").click()
        assert listed(page) == 10
        assert page.locator("#graph-stack option:checked").inner_text() == "s499.yaml"
        page.get_by_role("button", name="Clear").click()
        for _ in range(3):
            before = cards(page).count()
            page.locator("#more").scroll_into_view_if_needed()
            expect(cards(page).nth(before)).to_be_attached()
        page.locator("#search").fill("s123 db7")
        expect(cards(page)).to_have_count(1)


def drawn(settings: Settings) -> Settings:
    return replace(settings, drawn=True)


def page_of(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    known: Any,
    resources: list[str],
    judge: Any,
    name: str = "shop.yaml",
) -> str:
    """The report on one template that has these databases."""
    monkeypatch.chdir(folder)
    template = {"Resources": {one: {"Type": "AWS::RDS::DBInstance"} for one in resources}}
    Path(name).write_text(json.dumps(template), encoding="utf-8")
    report = run.grade([name], drawn(install(monkeypatch, known, judge)))
    assert report.problems == ()
    return html.render(report, known)

/* The grade, the charts and the list of stacks. */

const STACKS_AT_ONCE = 12;
const ROWS_AT_ONCE = 6;

function overview(report, choose) {
  const bySeverity = report.severities.map((name) => ({ name, of: name, count: report.counts.fail[name] }));
  byId("overview").append(
    gradeCard(report),
    chartCard("Severity", bySeverity, (name) => choose({ severity: name })),
    chartCard("Category", categories(report), (name) => choose({ category: name })),
  );
}

function gradeCard(report) {
  const { counts } = report;
  const failed = Object.values(counts.fail).reduce((sum, count) => sum + count, 0);
  const resources = report.stacks.reduce((sum, stack) => sum + stack.resources, 0);
  return element("article.card.grade", {},
    ring(report),
    element("div", {},
      element("h2", {}, report.stacks.length === 1 ? breakable(titleOf(report.stacks[0])) : "All stacks"),
      element("p.muted", {}, `${number(report.stacks.length, "stack")}, ${number(resources, "resource")}`),
      element("dl.figures", {},
        ...[["failed", failed], ["not decided", counts.unknown], ["waived", counts.waived], ["passed", counts.pass]]
          .map(([label, count]) => element("div", {}, element("dt", {}, label), element("dd", {}, count.toLocaleString("en")))),
      ),
    ),
  );
}

function ring({ grade, score }) {
  const around = 2 * Math.PI * 52;
  const label = grade ? `Grade ${grade}, ${score.toFixed(1)} of 100` : "No grade: nothing could be judged";
  return drawing("svg.ring", { viewBox: "0 0 120 120", role: "img", "aria-label": label },
    drawing("circle.track", { cx: 60, cy: 60, r: 52 }),
    drawing(`circle.score.grade-${grade ?? "none"}`, {
      cx: 60, cy: 60, r: 52, "stroke-dasharray": `${(around * (score ?? 0)) / 100} ${around}`, transform: "rotate(-90 60 60)",
    }),
    drawing("text.letter", { x: 60, y: 70 }, grade ?? "–"),
    drawing("text.points", { x: 60, y: 90 }, score === null ? "no grade" : score.toFixed(1)),
  );
}

/** A bar for each row, in one scale; a row is a button that filters by it. */
function chartCard(title, rows, choose) {
  const most = Math.max(1, ...rows.map((row) => row.count));
  const drawn = rows.map((row) => chartRow(row, most, choose));
  const rest = drawn.slice(ROWS_AT_ONCE);
  const unfold = element("button.rest", { type: "button", onclick: () => unfold.replaceWith(...rest) }, `${rest.length} more`);
  return element("article.card", {},
    element("h2", {}, `By ${title.toLowerCase()}`),
    element("div.chart", { role: "group", "aria-label": `Failures by ${title.toLowerCase()}` },
      rows.length ? drawn.slice(0, ROWS_AT_ONCE) : element("p.muted", {}, "Nothing failed."),
      rest.length > 1 ? unfold : rest,
    ),
  );
}

function chartRow({ name, parts, of, count }, most, choose) {
  let x = 0;
  const bars = (parts ?? [{ of, count }]).filter((part) => part.count).map((part) => {
    const width = (100 * part.count) / most;
    const bar = drawing(`rect.fill-${part.of}`, { x, y: 0, width, height: 10 });
    x += width;
    return bar;
  });
  return element("button.row", { type: "button", disabled: !count, "aria-label": `${number(count, "failure")}: ${name}. Show them`, onclick: () => choose(name) },
    element("span.name", {}, name),
    drawing("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" }, ...bars),
    element("span.count", {}, count.toLocaleString("en")),
  );
}

/** The failures of each category with their severities, most first. */
function categories(report) {
  const found = new Map();
  for (const finding of report.findings) {
    if (finding.status !== "fail") continue;
    const rule = report.rules[finding.rule];
    const counts = found.get(rule.category) ?? Object.fromEntries(report.severities.map((name) => [name, 0]));
    counts[rule.severity] += 1;
    found.set(rule.category, counts);
  }
  return [...found]
    .map(([name, counts]) => ({
      name,
      parts: report.severities.map((severity) => ({ of: severity, count: counts[severity] })),
      count: Object.values(counts).reduce((sum, count) => sum + count, 0),
    }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

/** The path, and the name where the path does not hold it already. */
function titleOf(stack) {
  return stack.path.includes(stack.name) ? stack.path : `${stack.path} (${stack.name})`;
}

/** The stacks, worst first, a dozen at once; a row shows its stack in the graph and among the findings. Returns {all()}. */
function stackList(report, choose) {
  const order = report.stacks
    .map((stack, number) => ({ stack, number, title: titleOf(stack) }))
    .sort((a, b) => (a.stack.score ?? 101) - (b.stack.score ?? 101) || a.number - b.number);
  const most = Math.max(1, ...order.map(({ stack }) => Object.values(stack.counts.fail).reduce((sum, count) => sum + count, 0)));
  const list = byId("stacks-list");
  let shown = STACKS_AT_ONCE;

  function draw() {
    const wanted = byId("stacks-search").value.trim().toLowerCase();
    const fitting = order.filter(({ title }) => title.toLowerCase().includes(wanted));
    list.replaceChildren(
      ...fitting.slice(0, shown).map((row) => stackRow(row, most, report.severities, choose)),
      ...(fitting.length > shown
        ? [element("button.quiet.more", { type: "button", onclick: () => { shown *= 4; draw(); } }, `Show more of ${number(fitting.length, "stack")}`)]
        : []),
      ...(fitting.length ? [] : [element("p.muted", {}, "No stack has that in its name.")]),
    );
  }

  byId("stacks").hidden = report.stacks.length < 2;
  byId("stacks-search").hidden = report.stacks.length <= STACKS_AT_ONCE;
  byId("stacks-search").addEventListener("input", draw);
  draw();
  return { all() { shown = Infinity; draw(); } };
}

function stackRow({ stack, number: index, title }, most, severities, choose) {
  const parts = severities.map((severity) => ({ of: severity, count: stack.counts.fail[severity] }));
  const summary = parts.filter((part) => part.count).map((part) => `${part.count} ${part.of}`).join(", ") || "nothing wrong";
  let x = 0;
  return element("button.stack", { type: "button", onclick: () => choose({ stack: String(index) }) },
    element(`span.letter.grade-${stack.grade ?? "none"}`, { "aria-label": `grade ${stack.grade ?? "none"}` }, stack.grade ?? "–"),
    element("span.title", {}, breakable(title), element("span.muted", {}, ` ${stack.format}, ${number(stack.resources, "resource")}`)),
    element("span.summary.muted", {}, summary),
    drawing("svg.bars", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
      ...parts.filter((part) => part.count).map((part) => {
        const width = (100 * part.count) / most;
        const bar = drawing(`rect.fill-${part.of}`, { x, y: 0, width, height: 10 });
        x += width;
        return bar;
      })),
    element("span.score", {}, stack.score === null ? "–" : stack.score.toFixed(1)),
  );
}

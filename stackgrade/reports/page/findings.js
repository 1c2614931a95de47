/* The list of findings: filtered, a few at a time, each opened on request. */

const FINDINGS_AT_ONCE = 40;
const STATUSES = { fail: "failed", unknown: "not decided", waived: "waived" };
const NO_FILTER = { text: "", severity: "", status: "", category: "", rule: "", stack: "", file: "" };

/** Returns {filter(members), reset(members), show(number), all()}; `moved` is told of every change of the filters. */
function findingsOf(report, moved) {
  const list = byId("list");
  const more = byId("more");
  const severityOf = (finding) => report.rules[finding.rule].severity;
  const searched = report.findings.map((finding) => haystack(report, finding));
  const tests = {
    text: (finding, wanted, number) => wanted.toLowerCase().split(/\s+/).every((word) => searched[number].includes(word)),
    severity: (finding, wanted) => severityOf(finding) === wanted,
    status: (finding, wanted) => finding.status === wanted,
    category: (finding, wanted) => report.rules[finding.rule].category === wanted,
    rule: (finding, wanted) => finding.rule === wanted,
    stack: (finding, wanted) => finding.stack === Number(wanted),
    file: (finding, wanted) => finding.place[0] === wanted,
  };
  let filters = { ...NO_FILTER };
  let fitting = [];
  let shown = 0;

  function fits(number, without = null) {
    const finding = report.findings[number];
    return Object.entries(filters).every(([name, wanted]) => !wanted || name === without || tests[name](finding, wanted, number));
  }

  function apply(changes, quiet = false) {
    filters = { ...filters, ...changes };
    fitting = report.findings.map((_, number) => number).filter((number) => fits(number));
    controls.refresh(filters, (name) => report.findings.filter((_, number) => fits(number, name)));
    const filtered = Object.values(filters).some(Boolean);
    byId("found").textContent = filtered
      ? `${fitting.length.toLocaleString("en")} of ${number(report.findings.length, "finding")}`
      : number(report.findings.length, "finding");
    list.replaceChildren();
    shown = 0;
    if (!fitting.length) {
      list.append(element("p.muted.empty", {}, report.findings.length ? "No finding fits these filters." : "Nothing was found. Well done."));
    }
    showMore();
    if (!quiet) moved(filters);
  }

  function showMore(count = FINDINGS_AT_ONCE) {
    list.append(...fitting.slice(shown, shown + count).map((number) => card(report, number)));
    shown = Math.min(fitting.length, shown + count);
    more.hidden = shown >= fitting.length;
    more.firstElementChild.textContent = `Show more (${(fitting.length - shown).toLocaleString("en")} to come)`;
  }

  /** Opens one finding and goes there; where it is hidden or far down, among those of its stack. */
  function show(number) {
    const near = fitting.indexOf(number);
    if (near < 0 || near >= shown) apply({ ...NO_FILTER, stack: report.stacks.length > 1 ? String(report.findings[number].stack) : "" });
    const at = fitting.indexOf(number);
    if (at >= shown) showMore(at + 1 - shown + FINDINGS_AT_ONCE);
    const found = list.children[at];
    found.open = true;
    found.firstElementChild.focus({ preventScroll: true });
    found.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }

  /** Puts everything that fits on the page, opened, for paper. */
  function all() {
    showMore(fitting.length);
    for (const one of list.querySelectorAll("details")) {
      one.unfold(); // paper does not wait for the event
      one.open = true;
    }
  }

  const controls = controlsOf(report, (changes) => apply(changes));
  more.firstElementChild.addEventListener("click", () => showMore());
  new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && shown < fitting.length && showMore(), { rootMargin: "600px" }).observe(more);
  return { filter: apply, reset: (changes, quiet) => apply({ ...NO_FILTER, ...changes }, quiet), show, all };
}

function haystack(report, finding) {
  const rule = report.rules[finding.rule];
  const stack = report.stacks[finding.stack];
  return [
    finding.rule, rule.title, rule.category, finding.text, finding.address, finding.type, finding.attribute,
    finding.construct, finding.place[0], finding.waiver, stack.path, stack.name, ...rule.failures,
  ].filter(Boolean).join("\n").toLowerCase();
}

/** The form of filters; each says how many findings it would leave. */
function controlsOf(report, apply) {
  const form = byId("filters");
  const search = element("input", { type: "search", id: "search", placeholder: "Search findings", "aria-label": "Search findings", "aria-keyshortcuts": "/" });
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => apply({ text: search.value.trim() }), 120);
  });
  const chips = report.severities.map((name) =>
    element(`button.chip.is-${name}`, { type: "button", onclick: (event) => apply({ severity: event.currentTarget.getAttribute("aria-pressed") === "true" ? "" : name }) }, name, " ", element("span.count", {})));
  const selects = {
    status: choice("status", "Every status", (value) => STATUSES[value]),
    category: choice("category", "Every category"),
    rule: choice("rule", "Every rule", (value) => `${value}  ${report.rules[value].title}`),
    stack: choice("stack", "Every stack", (value) => titleOf(report.stacks[Number(value)])),
    file: choice("file", "Every file"),
  };
  const values = {
    status: (finding) => finding.status,
    category: (finding) => report.rules[finding.rule].category,
    rule: (finding) => finding.rule,
    stack: (finding) => String(finding.stack),
    file: (finding) => finding.place[0],
  };
  const clear = element("button.quiet", { type: "button", id: "clear", onclick: () => apply({ ...NO_FILTER }) }, "Clear");
  form.append(search, element("div.chips", { role: "group", "aria-label": "Severity" }, chips), element("span.break"), ...Object.values(selects), clear);
  form.addEventListener("submit", (event) => event.preventDefault());

  function choice(name, everything, label = (value) => value) {
    const select = element("select", { id: `filter-${name}`, "aria-label": name[0].toUpperCase() + name.slice(1), onchange: () => apply({ [name]: select.value }) });
    select.offer = (counts, chosen) => {
      if (chosen && !counts.has(chosen)) counts.set(chosen, 0);
      const order = Object.keys(STATUSES);
      const options = [...counts.keys()].sort((a, b) =>
        name === "status" ? order.indexOf(a) - order.indexOf(b) : name === "stack" ? Number(a) - Number(b) : a < b ? -1 : 1);
      select.replaceChildren(
        element("option", { value: "" }, everything),
        ...options.map((value) => element("option", { value, selected: value === chosen }, `${label(value)} (${counts.get(value).toLocaleString("en")})`)));
      select.value = chosen;
      select.classList.toggle("is-set", Boolean(chosen));
    };
    return select;
  }

  function refresh(filters, left) {
    if (search.value.trim() !== filters.text) search.value = filters.text;
    const bySeverity = left("severity");
    chips.forEach((chip, i) => {
      const name = report.severities[i];
      chip.setAttribute("aria-pressed", filters.severity === name);
      chip.querySelector(".count").textContent = bySeverity.filter((finding) => report.rules[finding.rule].severity === name).length.toLocaleString("en");
    });
    for (const [name, select] of Object.entries(selects)) {
      const counts = new Map();
      for (const finding of left(name)) counts.set(values[name](finding), (counts.get(values[name](finding)) ?? 0) + 1);
      select.offer(counts, filters[name]);
    }
    selects.stack.hidden = report.stacks.length < 2;
    clear.hidden = !Object.values(filters).some(Boolean);
  }

  return { refresh };
}

/** One finding: a line that opens. What is inside is made when it does. */
function card(report, number) {
  const finding = report.findings[number];
  const rule = report.rules[finding.rule];
  const [path, line] = finding.place;
  const about = [finding.address, finding.attribute].filter(Boolean).join(".");
  const made = element(`details.finding.is-${finding.status}`, { id: `finding-${number}` },
    element("summary", {},
      element(`span.severity.is-${finding.status === "fail" ? rule.severity : finding.status}`, {}, finding.status === "fail" ? rule.severity : STATUSES[finding.status]),
      element("span.what", {},
        element("strong", {}, rule.title), " ",
        element("span.text", {}, finding.text ?? "")),
      element("span.where", {}, element("code", {}, breakable(about || "the whole template")), element("span.muted", {}, breakable(`${path}:${line}`)))));
  made.unfold = () => made.children.length < 2 && made.append(inside(report, finding, rule));
  made.addEventListener("toggle", () => made.open && made.unfold());
  return made;
}

function inside(report, finding, rule) {
  const stack = report.stacks[finding.stack];
  const part = (label, ...content) => element("div.part", {}, element("h4", {}, label), element("div", {}, ...content));
  const listed = rule.failures.map((id) => `${id} ${report.failures[id] ?? ""}`.trim());
  const links = rule.links.filter((link) => /^https?:\/\//i.test(link));
  return element("div.inside", {},
    finding.waiver && part("Waived", finding.waiver),
    part("Why", prose(rule.why)),
    finding.construct && part("Construct", element("code", {}, finding.construct)),
    finding.program && part("Program", excerptOf(stack, finding.program)),
    finding.address || finding.attribute ? part("Where", excerptOf(stack, finding.place)) : null,
    finding.parameters && part("Decided by", element("code", {}, finding.parameters.map((name) => `--param ${name}=…`).join(" "))),
    finding.fix !== undefined && part("Fix", element("pre.fix", {}, element("code", {}, report.fixes[finding.fix])), copying(report.fixes[finding.fix])),
    part("Rule", element("code", {}, finding.rule), element("span.muted", {}, ` ${rule.severity}, ${rule.category}; ${titleOf(stack)}`)),
    listed.length > 0 && part("Catalogue", element("ul", {}, listed.map((text) => element("li", {}, text)))),
    links.length > 0 && part("See also", element("ul", {}, links.map((link) => element("li", {}, element("a", { href: link, rel: "noreferrer noopener", target: "_blank" }, link))))),
  );
}

/** Text in which `code` stands between backquotes. */
function prose(text) {
  return text.split("`").map((part, i) => (i % 2 ? element("code", {}, part) : part));
}

function excerptOf(stack, [path, first, last]) {
  const rows = (stack.lines[path] ?? []).flatMap(([start, ...texts]) => texts.map((text, i) => [start + i, text]));
  const near = rows.filter(([line]) => line >= first - 2 && line <= last + 2).slice(0, 12);
  const head = element("p.muted", {}, breakable(`${path}:${first}`));
  if (!near.length) return head;
  return element("figure.source", {}, element("figcaption.muted", {}, breakable(last > first ? `${path}, lines ${first} to ${last}` : `${path}, line ${first}`)),
    element("pre", { tabindex: 0 }, near.map(([line, text]) =>
      element(`span.line${line >= first && line <= last ? ".is-meant" : ""}`, {}, element("span.no", {}, line), element("code", {}, text)))));
}

function copying(text) {
  if (!navigator.clipboard) return null;
  return element("button.quiet.copy", { type: "button", onclick: async ({ currentTarget }) => {
    await navigator.clipboard.writeText(text).then(() => { currentTarget.textContent = "Copied"; }, () => { currentTarget.textContent = "Not allowed"; });
  } }, "Copy");
}

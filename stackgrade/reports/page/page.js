/* Puts the page together from the data in it. */

const report = JSON.parse(byId("data").textContent);
const media = matchMedia("(prefers-color-scheme: dark)");

/** What the browser keeps for this reader, where it keeps anything for a file. */
const kept = {
  get theme() { try { return localStorage.getItem("stackgrade-theme"); } catch { return null; } },
  set theme(value) { try { localStorage.setItem("stackgrade-theme", value); } catch { /* then not */ } },
};

function paint(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  const dark = (theme ?? (media.matches ? "dark" : "light")) === "dark";
  byId("theme").textContent = dark ? "Light" : "Dark";
  byId("theme").setAttribute("aria-label", `Switch to ${dark ? "light" : "dark"} colours`);
  return dark;
}

function problems() {
  const section = byId("problems");
  section.hidden = !report.problems.length;
  const group = (wanted, kind, title) => {
    const found = report.problems.filter((problem) => problem.warning === wanted);
    return found.length ? [element(`details.notice.${kind}`, { open: found.length < 6 }, element("summary", {}, title(found.length)),
      element("ul", {}, found.map((problem) => element("li", {}, breakable(problem.text)))))] : [];
  };
  section.append(
    ...group(false, "is-error", (count) => `Not everything could be graded: ${number(count, "error")}`),
    ...group(true, "is-warning", (count) => number(count, "warning")),
  );
}

/** The filters stand in the address, so that a link or a reload shows the same. */
function fromAddress() {
  const found = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries(Object.keys(NO_FILTER).filter((name) => found.get(name)).map((name) => [name, found.get(name)]));
}

function toAddress(filters) {
  const set = Object.entries(filters).filter(([, value]) => value);
  history.replaceState(null, "", set.length ? `#${new URLSearchParams(set)}` : location.pathname + location.search);
}

paint(kept.theme);
media.addEventListener("change", () => paint(kept.theme));
byId("theme").addEventListener("click", () => {
  kept.theme = paint(document.documentElement.dataset.theme) ? "light" : "dark";
  paint(kept.theme ?? "light");
});
byId("run").textContent = [report.profile && `profile ${report.profile}`, report.engine !== "embedded" && `engine ${report.engine}`].filter(Boolean).join(", ");
byId("foot").textContent = `stackgrade ${report.version}`;
if (report.stacks.length === 1) document.title = `${titleOf(report.stacks[0])} - stackgrade report`;

const findings = findingsOf(report, toAddress);
const graph = graphOf(report, findings.show);
const toFindings = (filters) => {
  findings.reset(filters);
  byId("findings").scrollIntoView();
};
problems();
overview(report, (filters) => toFindings({ ...filters, status: "fail" }));
const stacks = stackList(report, ({ stack }) => {
  findings.reset({ stack });
  graph.drawStack(Number(stack));
  (byId("resources").hidden ? byId("findings") : byId("resources")).scrollIntoView();
});
findings.reset(fromAddress(), true);

addEventListener("hashchange", () => findings.reset(fromAddress(), true));
byId("print").addEventListener("click", () => window.print());
addEventListener("beforeprint", () => {
  for (const button of document.querySelectorAll(".rest")) button.click();
  stacks.all();
  findings.all();
});
addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
    event.preventDefault();
    byId("search").focus();
  }
});

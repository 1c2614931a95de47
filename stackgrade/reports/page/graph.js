/* The resources of one stack: drawn, walked through with the keyboard, and explained one at a time. */

const LARGE = 150; // resources; of more than these only what fails is drawn at first
const MARGIN = 16;
const SCALES = { least: 0.15, readable: 0.6, most: 1.6 };

/** Draws below #canvas; `show` is told which finding the reader wants to see. */
function graphOf(report, show) {
  const canvas = byId("canvas");
  const failing = byId("graph-failing");
  const select = byId("graph-stack");
  const worst = new Map(); // by stack, then by address: its failures, worst first
  report.findings.forEach((finding, number) => {
    if (finding.status !== "fail" || finding.address === undefined) return;
    if (!worst.has(finding.stack)) worst.set(finding.stack, new Map());
    const byAddress = worst.get(finding.stack);
    if (!byAddress.has(finding.address)) byAddress.set(finding.address, []);
    byAddress.get(finding.address).push(number);
  });
  const drawable = report.stacks.map((stack, number) => ({ stack, number })).filter(({ stack }) => stack.graph.nodes.length);
  let current = null; // what is drawn: the stack's number and graph, its boxes by node, its lines, the chosen node
  let scale = 1;
  let size = { width: 0, height: 0 };

  const failuresOf = (number, address) => worst.get(number)?.get(address) ?? [];
  const severityOf = (finding) => report.rules[report.findings[finding].rule].severity;

  function draw(number) {
    const { graph } = report.stacks[number];
    const links = graph.links.map(([source, target]) => [source, target]);
    const kept = failing.checked ? neighbourhood(graph, links, number) : graph.nodes.map((_, node) => node);
    const position = new Map(kept.map((node, i) => [node, i]));
    const drawn = links.map((_, i) => i).filter((i) => links[i].every((node) => position.has(node)));
    const placed = layout(kept.length, drawn.map((i) => links[i].map((node) => position.get(node))));
    current = { number, graph, boxes: new Map(), lines: [], chosen: null };
    current.lines = drawn.map((link, i) => ({ link, line: drawing("path.link", { d: curve(placed.paths[i]), "marker-end": "url(#arrow)" }) }));
    kept.forEach((node, i) => current.boxes.set(node, box(node, placed.places[i])));
    size = { width: placed.width + 2 * MARGIN, height: placed.height + 2 * MARGIN };
    const svg = drawing("svg", { viewBox: `${-MARGIN} ${-MARGIN} ${size.width} ${size.height}` },
      drawing("defs", {}, drawing("marker.arrow", { id: "arrow", viewBox: "0 0 8 8", refX: 7.5, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" },
        drawing("path", { d: "M0 0.5 L8 4 L0 7.5 z" }))),
      current.lines.map(({ line }) => line),
      [...current.boxes.values()],
    );
    canvas.replaceChildren(kept.length ? svg : element("p.muted.empty", {}, "No resource of this stack fails."));
    byId("graph-smaller").disabled = byId("graph-larger").disabled = byId("graph-fit").disabled = !kept.length;
    fit(SCALES.readable);
    const worstFirst = kept.filter((node) => failuresOf(number, graph.nodes[node][0]).length)
      .sort((a, b) => failuresOf(number, graph.nodes[a][0])[0] - failuresOf(number, graph.nodes[b][0])[0]);
    const first = worstFirst[0] ?? kept[0] ?? null;
    choose(first);
    if (first !== null) centre(placed.places[kept.indexOf(first)]);
  }

  function centre({ x, y }) {
    canvas.scrollTo(
      (x + MARGIN + NODE.width / 2) * scale - canvas.clientWidth / 2,
      (y + MARGIN + NODE.height / 2) * scale - canvas.clientHeight / 2,
    );
  }

  /** The nodes that fail and those next to them. */
  function neighbourhood(graph, links, number) {
    const bad = new Set(graph.nodes.flatMap(([address], node) => (failuresOf(number, address).length ? [node] : [])));
    const near = links.filter((ends) => ends.some((node) => bad.has(node))).flat();
    return [...new Set([...bad, ...near])].sort((a, b) => a - b);
  }

  function box(node, { x, y }) {
    const [address, type, foreign] = current.graph.nodes[node];
    const failures = failuresOf(current.number, address);
    const severity = failures.length ? severityOf(failures[0]) : "none";
    const label = `${address}, ${type}: ${failures.length ? `${number(failures.length, "failure")}, the worst ${severity}` : foreign ? "in another stack" : "nothing wrong"}`;
    return drawing(`g.node.is-${severity}${foreign ? ".is-foreign" : ""}`, {
      tabindex: -1, role: "button", "aria-label": label, transform: `translate(${x} ${y})`, "data-address": address,
      onclick: () => choose(node),
      onfocus: () => choose(node),
      onkeydown: (event) => walk(event, node),
    },
      drawing("title", {}, `${address}\n${type}`),
      drawing("rect.body", { width: NODE.width, height: NODE.height, rx: 9 }),
      drawing("text.address", { x: 12, y: 20 }, shortened(address, failures.length ? 21 : 25)),
      drawing("text.type", { x: 12, y: 36 }, shortened(type, failures.length ? 25 : 30)),
      failures.length > 0 && drawing("circle.badge", { cx: NODE.width - 19, cy: NODE.height / 2, r: 11 }),
      failures.length > 0 && drawing("text.badge", { x: NODE.width - 19, y: NODE.height / 2 + 4 }, failures.length),
    );
  }

  /** Arrow keys lead to the nearest box in their direction. */
  function walk(event, node) {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      const [first] = failuresOf(current.number, current.graph.nodes[node][0]);
      if (first !== undefined) show(first);
      return;
    }
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [0, 0];
    if (!dx && !dy) return;
    event.preventDefault();
    const middle = (box) => { const at = box.getBoundingClientRect(); return [at.x + at.width / 2, at.y + at.height / 2]; };
    const [x, y] = middle(current.boxes.get(node));
    let [nearest, least] = [null, Infinity];
    for (const [other, box] of current.boxes) {
      const [ox, oy] = middle(box);
      const ahead = (ox - x) * dx + (oy - y) * dy;
      const aside = Math.abs((ox - x) * dy) + Math.abs((oy - y) * dx);
      const far = ahead + 2 * aside + (aside > ahead ? 1e6 : 0); // what lies askew only if nothing lies ahead
      if (other !== node && ahead > 4 && far < least) [nearest, least] = [other, far];
    }
    if (nearest !== null) current.boxes.get(nearest).focus();
  }

  function choose(node) {
    if (node === current.chosen && node !== null) return;
    current.chosen = node;
    for (const [other, box] of current.boxes) {
      box.classList.toggle("is-chosen", other === node);
      box.setAttribute("tabindex", other === node ? 0 : -1); // one stop for the tab key; arrows do the rest
    }
    for (const { link, line } of current.lines) line.classList.toggle("is-chosen", current.graph.links[link].includes(node));
    byId("node").replaceChildren(element("div", {}, node === null ? [] : explanation(node)));
  }

  function explanation(node) {
    const [address, type, foreign] = current.graph.nodes[node];
    const failures = failuresOf(current.number, address);
    const links = current.graph.links;
    return [
      element("h3", {}, breakable(address)),
      element("p.muted", {}, breakable(type)),
      failures.length
        ? element("ul.why", {}, failures.map((failure) => element("li", {}, reason(failure))))
        : element("p", {}, foreign ? "It stands in another stack, and is judged there." : "Nothing wrong was found."),
      neighbours("Refers to", links.filter(([source]) => source === node).map(([, target, attributes]) => [target, attributes])),
      neighbours("Referred to by", links.filter(([, target]) => target === node).map(([source, , attributes]) => [source, attributes])),
    ].filter(Boolean);
  }

  function reason(failure) {
    const finding = report.findings[failure];
    const rule = report.rules[finding.rule];
    return element("button.reason", { type: "button", onclick: () => show(failure) },
      element(`span.severity.is-${rule.severity}`, {}, rule.severity), " ",
      element("strong", {}, rule.title), element("span.muted", {}, finding.text ?? ""));
  }

  function neighbours(title, rows) {
    if (!rows.length) return null;
    return element("div.neighbours", {}, element("h4", {}, title), element("ul", {}, rows.map(([node, attributes]) =>
      element("li", {},
        element("button.name", { type: "button", onclick: () => reveal(node) }, breakable(current.graph.nodes[node][0])),
        element("span.muted", {}, ` ${attributes.join(", ")}`)))));
  }

  function reveal(node) {
    if (!current.boxes.has(node)) {
      failing.checked = false;
      draw(current.number);
    }
    current.boxes.get(node).focus();
  }

  function zoom(to) {
    const middle = [(canvas.scrollLeft + canvas.clientWidth / 2) / scale, (canvas.scrollTop + canvas.clientHeight / 2) / scale];
    scale = Math.min(SCALES.most, Math.max(SCALES.least, to));
    const svg = canvas.querySelector("svg");
    if (!svg) return;
    svg.setAttribute("width", size.width * scale);
    svg.setAttribute("height", size.height * scale);
    canvas.scrollTo(middle[0] * scale - canvas.clientWidth / 2, middle[1] * scale - canvas.clientHeight / 2);
  }

  function fit(least) {
    const whole = Math.min(canvas.clientWidth / size.width, (window.innerHeight * 0.6) / size.height);
    zoom(Math.min(1, Math.max(whole, least)));
  }

  function drawStack(number) {
    if (!report.stacks[number].graph.nodes.length) return;
    select.value = String(number);
    failing.checked = report.stacks[number].graph.nodes.length > LARGE;
    draw(number);
  }

  byId("resources").hidden = !drawable.length;
  if (!drawable.length) return { drawStack };
  select.append(...drawable.map(({ stack, number }) => element("option", { value: number }, titleOf(stack))));
  select.hidden = drawable.length < 2;
  select.addEventListener("change", () => drawStack(Number(select.value)));
  failing.addEventListener("change", () => draw(current.number));
  byId("graph-smaller").addEventListener("click", () => zoom(scale / 1.25));
  byId("graph-larger").addEventListener("click", () => zoom(scale * 1.25));
  byId("graph-fit").addEventListener("click", () => fit(SCALES.least));
  dragged(canvas);
  const [{ number: first }] = [...drawable].sort((a, b) => (a.stack.score ?? 101) - (b.stack.score ?? 101) || a.number - b.number);
  drawStack(first);
  return { drawStack };
}

/** The mouse moves what is too large for its frame; fingers and keys do so without our help. */
function dragged(canvas) {
  let from = null;
  canvas.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button === 0 && !event.target.closest(".node")) {
      from = { x: event.clientX + canvas.scrollLeft, y: event.clientY + canvas.scrollTop };
      canvas.setPointerCapture(event.pointerId);
    }
  });
  canvas.addEventListener("pointermove", (event) => from && canvas.scrollTo(from.x - event.clientX, from.y - event.clientY));
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => { from = null; });
}

/** A line through points that leaves and reaches each of them level. */
function curve([start, ...rest]) {
  let at = start;
  let path = `M${start.x} ${start.y}`;
  for (const point of rest) {
    const middle = (at.x + point.x) / 2;
    path += ` C${middle} ${at.y} ${middle} ${point.y} ${point.x} ${point.y}`;
    at = point;
  }
  return path;
}

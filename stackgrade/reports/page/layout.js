/* Places a graph in columns: what others build on stands at the left, what refers to it further right.

The classic layered drawing: circles are cut, each node gets the column behind the furthest one that it refers to,
links over several columns get stops in between, an order within the columns is found in which few links cross, and
then each node is pulled towards its neighbours as far as the others leave room. Nodes without any link stand in a
grid below. The same graph always gives the same picture. */

const NODE = { width: 196, height: 46 };
const GAP = { column: 72, row: 14, stop: 10 };
const SWEEPS = 12;

/** Returns {places: [{x, y}] by node, paths: [[{x, y}, ...]] by link, width, height}; links are [source, target]. */
function layout(count, links) {
  const columns = columnsOf(count, links);
  const linked = new Set(links.flat());
  const { layers, chains } = withStops(columns, links, linked);
  arrange(layers);
  settle(layers);
  const places = new Array(count);
  let bottom = 0;
  layers.forEach((layer, column) => {
    for (const item of layer) {
      item.x = column * (NODE.width + GAP.column);
      if (item.node !== null) places[item.node] = { x: item.x, y: item.y };
      bottom = Math.max(bottom, item.y + item.height);
    }
  });
  let width = Math.max(0, layers.length * (NODE.width + GAP.column) - GAP.column);
  const alone = [...Array(count).keys()].filter((node) => !linked.has(node));
  const across = Math.max(4, layers.length);
  const top = bottom ? bottom + 3 * GAP.row : 0;
  alone.forEach((node, i) => {
    const place = { x: (i % across) * (NODE.width + GAP.row), y: top + Math.floor(i / across) * (NODE.height + GAP.row) };
    places[node] = place;
    width = Math.max(width, place.x + NODE.width);
    bottom = Math.max(bottom, place.y + NODE.height);
  });
  return { places, paths: chains.map(pathOf), width, height: bottom };
}

/** The column of each node: 0 for what refers to nothing, else one more than the furthest that it refers to. */
function columnsOf(count, links) {
  const targets = Array.from({ length: count }, () => []);
  for (const [source, target] of links) targets[source].push(target);
  const columns = new Array(count).fill(-1);
  const open = new Set();
  for (let root = 0; root < count; root++) {
    const path = columns[root] < 0 ? [{ node: root, next: 0 }] : [];
    while (path.length) {
      const { node, next } = path[path.length - 1];
      open.add(node);
      if (next < targets[node].length) {
        path[path.length - 1].next += 1;
        const target = targets[node][next];
        if (columns[target] < 0 && !open.has(target)) path.push({ node: target, next: 0 });
      } else {
        path.pop();
        open.delete(node);
        columns[node] = Math.max(0, ...targets[node].map((target) => columns[target] + 1));
      }
    }
  }
  return columns;
}

/** The items of each column, and for each link the items that it leads through, from right to left. */
function withStops(columns, links, linked) {
  const layers = Array.from({ length: Math.max(0, ...[...linked].map((node) => columns[node] + 1)) }, () => []);
  const add = (column, node, height) => {
    const item = { node, column, height, y: 0, left: [], right: [] };
    layers[column].push(item);
    return item;
  };
  const items = new Map();
  columns.forEach((column, node) => linked.has(node) && items.set(node, add(column, node, NODE.height)));
  const chains = links.map(([source, target]) => {
    const ends = [items.get(source), items.get(target)];
    const [right, left] = ends[0].column >= ends[1].column ? ends : ends.reverse();
    const chain = [right];
    for (let column = right.column - 1; column > left.column; column--) chain.push(add(column, null, 0));
    chain.push(left);
    for (let i = 1; i < chain.length; i++) {
      chain[i - 1].left.push(chain[i]);
      chain[i].right.push(chain[i - 1]);
    }
    return right === items.get(source) ? chain : chain.slice().reverse();
  });
  return { layers, chains };
}

/** Orders each column by where its neighbours stand, there and back again, and keeps the order with fewest crossings. */
function arrange(layers) {
  const number = () => layers.forEach((layer) => layer.forEach((item, i) => { item.order = i; }));
  number();
  let best = layers.map((layer) => [...layer]);
  let fewest = crossings(layers);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    const side = sweep % 2 ? "right" : "left";
    for (const layer of sweep % 2 ? [...layers].reverse() : layers) {
      for (const item of layer) item.pull = item[side].length ? mean(item[side].map((other) => other.order)) : item.order;
      layer.sort((a, b) => a.pull - b.pull || a.order - b.order);
      layer.forEach((item, i) => { item.order = i; });
    }
    const found = crossings(layers);
    if (found < fewest) {
      fewest = found;
      best = layers.map((layer) => [...layer]);
    }
  }
  layers.forEach((layer, i) => layer.splice(0, layer.length, ...best[i]));
  number();
}

/** How many pairs of links between neighbouring columns cross, counted with a tree of sums. */
function crossings(layers) {
  let found = 0;
  for (const layer of layers.slice(1)) {
    const sums = new Array(2 + Math.max(0, ...layer.flatMap((item) => item.left.map((other) => other.order)))).fill(0);
    let seen = 0;
    for (const item of layer) {
      const orders = item.left.map((other) => other.order).sort((a, b) => a - b);
      for (const order of orders) {
        found += seen;
        for (let i = order + 1; i > 0; i -= i & -i) found -= sums[i];
      }
      for (const order of orders) {
        seen += 1;
        for (let i = order + 1; i < sums.length; i += i & -i) sums[i] += 1;
      }
    }
  }
  return found;
}

/** Gives each item its height on the page: as near to its neighbours as the order allows. */
function settle(layers) {
  for (const layer of layers) spread(layer, layer.map(() => 0));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const layer of sweep % 2 ? [...layers].reverse() : layers) {
      spread(layer, layer.map((item) => {
        const others = sweep === 0 ? item.left : [...item.left, ...item.right];
        return others.length ? mean(others.map((other) => other.y + other.height / 2)) - item.height / 2 : item.y;
      }));
    }
  }
  const top = Math.min(0, ...layers.flat().map((item) => item.y));
  for (const item of layers.flat()) item.y -= top;
}

/** Moves the items of a column as little as possible from where each wants to be, so that none overlap. */
function spread(layer, wanted) {
  const blocks = [];
  let offset = 0;
  layer.forEach((item, i) => {
    let block = { first: i, sum: wanted[i] - offset, size: 1 };
    item.offset = offset;
    while (blocks.length && blocks[blocks.length - 1].sum / blocks[blocks.length - 1].size >= block.sum / block.size) {
      const before = blocks.pop();
      block = { first: before.first, sum: before.sum + block.sum, size: before.size + block.size };
    }
    blocks.push(block);
    offset += item.height + (item.node === null ? GAP.stop : GAP.row);
  });
  blocks.forEach((block, i) => {
    const last = i + 1 < blocks.length ? blocks[i + 1].first : layer.length;
    for (let at = block.first; at < last; at++) layer[at].y = block.sum / block.size + layer[at].offset;
  });
}

/** The points of a link: out of the side of its source, through its stops, to the side of its target. */
function pathOf(chain) {
  const [source, target] = [chain[0], chain[chain.length - 1]];
  const side = (item, left) => ({ x: item.x + (left ? 0 : NODE.width), y: item.y + item.height / 2 });
  const points = [side(source, source.column >= target.column)];
  for (const stop of chain.slice(1, -1)) {
    const ends = [side(stop, false), side(stop, true)];
    points.push(...(source.column >= target.column ? ends : ends.reverse()));
  }
  return [...points, side(target, source.column < target.column)];
}

function mean(numbers) {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}

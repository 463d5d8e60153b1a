/** The drawn strips as lines of vertices: whole, and cut at every junction of the walkable network. */
export function readLines(map) {
  const neighbours = new Map();
  const walkable = new Map();
  for (const [u, v, strip] of map.edges()) {
    if (map.strips[strip].class === 'wall') continue;
    if (!neighbours.has(strip)) neighbours.set(strip, new Map());
    for (const [a, b] of [[u, v], [v, u]]) {
      const own = neighbours.get(strip);
      if (!own.has(a)) own.set(a, []);
      own.get(a).push(b);
      if (!walkable.has(a)) walkable.set(a, new Set());
      walkable.get(a).add(strip).add(`${b}`);
    }
  }
  // walkable counts strips and neighbours of a vertex; a plain bend has exactly one strip and two neighbours.
  const isPlain = (v) => walkable.get(v).size === 3;
  return [...neighbours.keys()].sort((a, b) => a - b).map((strip) => {
    const path = walk(neighbours.get(strip));
    const pieces = [];
    let piece = [path[0]];
    for (let i = 1; i < path.length; i++) {
      piece.push(path[i]);
      if (i < path.length - 1 && !isPlain(path[i])) {
        pieces.push(piece);
        piece = [path[i]];
      }
    }
    pieces.push(piece);
    return { number: strip, strip: map.strips[strip], path, pieces };
  });
}

function walk(neighbours) {
  const ends = [...neighbours.keys()].filter((v) => neighbours.get(v).length === 1).sort((a, b) => a - b);
  const path = [ends[0]];
  let previous = -1;
  for (;;) {
    const here = path[path.length - 1];
    const next = neighbours.get(here).find((v) => v !== previous);
    if (next === undefined) return path;
    previous = here;
    path.push(next);
  }
}

import { areaOf, crossing, distance, nearestOnSegment, toLonLat, toPlane } from './plane.mjs';

const SNAP_M = 12;

/**
 * Streets and walls as a planar map: vertices on the 1e-7 degree lattice, edges that belong to one strip (a street, an alley
 * or a wall), faces between them. Faces can be cut in two, and both sides of every edge always share their vertices: what is
 * written from it is noded and tiles without gaps by construction.
 */
export class PlanarMap {
  vertices = [];
  faces = new Map();
  strips = [];
  #byKey = new Map();
  #edges = new Map();
  #faceOfHalf = new Map();
  #nextFace = 0;

  addVertex(point) {
    const lonLat = toLonLat(point);
    const key = lonLat.join(',');
    if (!this.#byKey.has(key)) {
      this.#byKey.set(key, this.vertices.length);
      this.vertices.push({ ...toPlane(lonLat), lonLat });
    }
    return this.#byKey.get(key);
  }

  addStrip(strip) {
    this.strips.push(strip);
    return this.strips.length - 1;
  }

  stripOf(u, v) {
    return this.strips[this.#edges.get(edgeKey(u, v))];
  }

  /** Every edge as [u, v, strip number]. */
  * edges() {
    for (const [key, strip] of this.#edges) yield [...key.split('-').map(Number), strip];
  }

  /** An edge outside all faces, e.g. a street that leaves the district. */
  addLooseEdge(u, v, strip) {
    this.#edges.set(edgeKey(u, v), strip);
  }

  points(face) {
    return face.ring.map((v) => this.vertices[v]);
  }

  faceAcross(u, v) {
    return this.faces.get(this.#faceOfHalf.get(`${v}>${u}`));
  }

  /** Builds the faces between lines that cross and meet anywhere; lines must not dangle. Each line: {strip, points}. */
  buildFaces(lines) {
    const drawn = lines.map((line) => ({ strip: line.strip, ids: line.points.map((p) => this.addVertex(p)) }));
    this.#joinEnds(drawn);
    while (this.#cutCrossings(drawn));
    for (const { strip, ids } of drawn) {
      for (let i = 1; i < ids.length; i++) if (ids[i] !== ids[i - 1]) this.#edges.set(edgeKey(ids[i - 1], ids[i]), strip);
    }
    this.#traceFaces();
  }

  #joinEnds(drawn) {
    for (const line of drawn) {
      for (const end of [0, line.ids.length - 1]) {
        const p = this.vertices[line.ids[end]];
        for (const other of drawn) {
          if (other === line || other.ids.includes(line.ids[end])) continue;
          const near = other.ids.find((id) => distance(this.vertices[id], p) < SNAP_M);
          if (near !== undefined) {
            line.ids[end] = near;
            break;
          }
          const at = other.ids.findIndex((id, i) => i > 0 &&
            nearestOnSegment(p, this.vertices[other.ids[i - 1]], this.vertices[id]).distance < SNAP_M);
          if (at > 0) {
            other.ids.splice(at, 0, line.ids[end]);
            break;
          }
        }
      }
    }
  }

  #cutCrossings(drawn) {
    for (const line of drawn) {
      for (const other of drawn) {
        if (other === line) continue;
        for (let i = 1; i < line.ids.length; i++) {
          for (let j = 1; j < other.ids.length; j++) {
            const [a, b, c, d] = [line.ids[i - 1], line.ids[i], other.ids[j - 1], other.ids[j]];
            if (a === c || a === d || b === c || b === d) continue;
            const hit = crossing(...[a, b, c, d].map((id) => this.vertices[id]));
            if (!hit) continue;
            // A crossing close to a vertex goes through that vertex, so that no stump of a street is left.
            const id = [a, b, c, d].find((v) => distance(this.vertices[v], hit.point) < SNAP_M) ?? this.addVertex(hit.point);
            if (id !== a && id !== b) line.ids.splice(i, 0, id);
            if (id !== c && id !== d) other.ids.splice(j, 0, id);
            return true;
          }
        }
      }
    }
    return false;
  }

  #traceFaces() {
    const around = new Map();
    for (const [u, v] of this.edges()) {
      for (const [a, b] of [[u, v], [v, u]]) {
        if (!around.has(a)) around.set(a, []);
        around.get(a).push(b);
      }
    }
    const angle = (a, b) => Math.atan2(this.vertices[b].y - this.vertices[a].y, this.vertices[b].x - this.vertices[a].x);
    for (const [a, list] of around) list.sort((b, c) => angle(a, b) - angle(a, c));
    const seen = new Set();
    for (const [a, list] of around) {
      for (const b of list) {
        if (seen.has(`${a}>${b}`)) continue;
        const ring = [];
        let [u, v] = [a, b];
        while (!seen.has(`${u}>${v}`)) {
          seen.add(`${u}>${v}`);
          ring.push(u);
          const next = around.get(v);
          const onward = next[(next.indexOf(u) + next.length - 1) % next.length];
          [u, v] = [v, onward];
        }
        if (new Set(ring).size !== ring.length) throw new Error('A main line dangles; every line must end on another.');
        if (areaOf(ring.map((id) => this.vertices[id])) > 0) this.#addFace({ ring });
        else this.outerRing = ring.reverse();
      }
    }
  }

  #addFace(face) {
    face.id = this.#nextFace++;
    this.faces.set(face.id, face);
    face.ring.forEach((u, i) => this.#faceOfHalf.set(`${u}>${face.ring[(i + 1) % face.ring.length]}`, face.id));
    return face;
  }

  /** Puts a vertex on the edge uv, for both faces beside it. */
  insertVertex(u, v, point) {
    const w = this.addVertex(point);
    if (w === u || w === v) return w;
    const strip = this.#edges.get(edgeKey(u, v));
    this.#edges.delete(edgeKey(u, v));
    this.#edges.set(edgeKey(u, w), strip).set(edgeKey(w, v), strip);
    for (const [a, b] of [[u, v], [v, u]]) {
      const face = this.faces.get(this.#faceOfHalf.get(`${a}>${b}`));
      if (!face) continue;
      this.#faceOfHalf.delete(`${a}>${b}`);
      face.ring.splice(face.ring.indexOf(a) + 1, 0, w);
      this.#faceOfHalf.set(`${a}>${w}`, face.id).set(`${w}>${b}`, face.id);
    }
    for (const [a, b] of [[u, v], [v, u]]) {
      const at = this.outerRing.indexOf(a);
      if (at >= 0 && this.outerRing[(at + 1) % this.outerRing.length] === b) this.outerRing.splice(at + 1, 0, w);
    }
    return w;
  }

  /** Cuts a face along a path of vertices whose ends lie on its ring; strips[i] is the strip of the path's i-th edge. */
  splitFace(face, path, strips) {
    const { ring } = face;
    const from = ring.indexOf(path[0]);
    const turned = [...ring.slice(from), ...ring.slice(0, from)];
    const to = turned.indexOf(path[path.length - 1]);
    const inner = path.slice(1, -1);
    for (let i = 1; i < path.length; i++) this.#edges.set(edgeKey(path[i - 1], path[i]), strips[i - 1]);
    this.faces.delete(face.id);
    return [
      this.#addFace({ ...face, ring: [...turned.slice(0, to + 1), ...inner.toReversed()] }),
      this.#addFace({ ...face, ring: [turned[0], ...inner, ...turned.slice(to)] }),
    ];
  }
}

const edgeKey = (u, v) => (u < v ? `${u}-${v}` : `${v}-${u}`);

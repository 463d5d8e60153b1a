import { writeFileSync } from 'node:fs';
import { areaOf, toLonLat } from './plane.mjs';

/** Collects features in order and writes them one per line. */
export class Layer {
  #features = [];
  #decimals;

  constructor(name, decimals = 7) {
    this.name = name;
    this.#decimals = decimals;
  }

  get count() {
    return this.#features.length;
  }

  add(properties, type, coordinates) {
    this.#features.push({ type: 'Feature', id: properties.id, properties, geometry: { type, coordinates } });
  }

  addPoint(properties, p) {
    this.add(properties, 'Point', toLonLat(p, this.#decimals));
  }

  addLine(properties, points) {
    this.add(properties, 'LineString', points.map((p) => p.lonLat ?? toLonLat(p, this.#decimals)));
  }

  addRing(properties, ring) {
    const oriented = areaOf(ring) < 0 ? ring.toReversed() : ring;
    const coordinates = oriented.map((p) => p.lonLat ?? toLonLat(p, this.#decimals));
    this.add(properties, 'Polygon', [[...coordinates, coordinates[0]]]);
  }

  write(folder, metadata) {
    const lines = this.#features.map((feature) => JSON.stringify(feature)).join(',\n');
    const head = JSON.stringify({ type: 'FeatureCollection', name: this.name, metadata }).slice(0, -1);
    writeFileSync(`${folder}/${this.name}.geojson`, `${head},"features":[\n${lines}\n]}\n`);
  }
}

import { Map as MapLibreMap, setWorkerUrl, type GeoJSONSource, type LayerSpecification, type VectorTileSource } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { DistrictView } from '../contracts';
import type { Theme } from '../deployment/preferences';
import { baseLayers, groupOf, labelLayers, type LayerGroup } from './baseLayers';
import { incidentLayers, overlayLayers, ownSources, placeLayers, type OwnSource } from './overlayLayers';
import { palettes } from './palette';

// The worker is a file of our own origin: nothing loads from elsewhere and no script is made from text.
setWorkerUrl(workerUrl);

/** Cells of hotspots lie below the first layer of places, incidents below the first layer of names. */
const firstPlace = 'courtyard';
const firstName = 'school-name';

export interface MapChoice {
  theme: Theme;
  scale: number;
  /** What floats over the map's edges, CSS pixels: the whole district is shown between. */
  clear: { top: number; right: number; bottom: number; left: number };
}

function tiles(path: string): string {
  return `${location.origin}/tiles/${path}`;
}

function layersFor(choice: MapChoice): LayerSpecification[] {
  const colours = palettes[choice.theme];
  return [
    ...baseLayers(colours, choice.scale),
    ...placeLayers(colours, choice.scale).filter((layer) => layer.type !== 'symbol'),
    ...overlayLayers(colours, choice.scale),
    ...placeLayers(colours, choice.scale).filter((layer) => layer.type === 'symbol'),
    ...labelLayers(colours, choice.scale),
  ];
}

/** The district's map: base, places, overlays. Layers are switched by group, and restyled without loading anything again. */
export class DistrictMap {
  readonly map: MapLibreMap;
  readonly #district: DistrictView;
  #quiet = false;
  #choice: MapChoice;

  constructor(container: HTMLElement, district: DistrictView, choice: MapChoice) {
    this.#district = district;
    this.#choice = choice;
    const [west, south, east, north] = district.boundsWgs84 as [number, number, number, number];
    const version = encodeURIComponent(district.tilesVersion);
    this.map = new MapLibreMap({
      container,
      attributionControl: false,
      bounds: [west, south, east, north],
      fitBoundsOptions: { padding: choice.clear },
      minZoom: 10.5,
      maxZoom: 19,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      style: {
        version: 8,
        sources: {
          base: { type: 'vector', tiles: [tiles(`base/{z}/{x}/{y}?v=${version}`)], minzoom: 10, maxzoom: 16 },
          places: { type: 'vector', tiles: [tiles(`places/{z}/{x}/{y}?v=${version}`)], minzoom: 12, maxzoom: 16 },
          ...ownSources,
        },
        layers: layersFor(choice),
      },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.on('idle', () => (document.documentElement.dataset['map'] = 'idle'));
    this.map.on('movestart', () => (document.documentElement.dataset['map'] = 'busy'));
  }

  /** Resolves when style and sources may be changed. */
  async ready(): Promise<void> {
    if (!this.map.isStyleLoaded()) await this.map.once('load');
  }

  /** Draws the same data in another theme or size. */
  restyle(choice: MapChoice): void {
    this.#choice = choice;
    const added = incidentLayers(palettes[choice.theme], choice.scale).filter((layer) => this.map.getLayer(layer.id) !== undefined);
    for (const layer of [...layersFor(choice), ...added]) {
      for (const [name, value] of Object.entries(layer.paint ?? {})) this.map.setPaintProperty(layer.id, name as never, value as never);
      for (const [name, value] of Object.entries(layer.layout ?? {})) this.map.setLayoutProperty(layer.id, name as never, value as never);
    }

    this.quietAlleys(this.#quiet);
  }

  get palette() {
    return palettes[this.#choice.theme];
  }

  get choice(): MapChoice {
    return this.#choice;
  }

  show(group: LayerGroup, visible: boolean): void {
    for (const layer of this.map.getStyle().layers) {
      if (groupOf(layer) === group) this.map.setLayoutProperty(layer.id, 'visibility', visible ? 'visible' : 'none');
    }
  }

  /** Lets the alleys step back while another overlay is looked at. */
  quietAlleys(quiet: boolean): void {
    this.#quiet = quiet;
    for (const id of ['alley-due', 'alley-done']) this.map.setPaintProperty(id, 'line-opacity', quiet ? 0.35 : 0.9);
  }

  setData(source: OwnSource, features: GeoJSON.Feature[]): void {
    (this.map.getSource(source) as GeoJSONSource).setData({ type: 'FeatureCollection', features });
  }

  /** The incident tiles of a window; a new version loads them again. */
  setIncidentTiles(queryString: string): void {
    const address = tiles(`incidents/{z}/{x}/{y}${queryString}`);
    const source = this.map.getSource('incidents') as VectorTileSource | undefined;
    if (source !== undefined) {
      source.setTiles([address]);
      return;
    }

    this.map.addSource('incidents', { type: 'vector', tiles: [address], minzoom: 12, maxzoom: 16 });
    for (const layer of incidentLayers(this.palette, this.#choice.scale)) this.map.addLayer(layer, firstName);
  }

  /** Shows the cells of a hotspot run below the places. */
  setHotspotTiles(runId: string, layers: LayerSpecification[]): void {
    const address = tiles(`hotspots/${runId}/{z}/{x}/{y}`);
    const source = this.map.getSource('hotspots') as VectorTileSource | undefined;
    if (source === undefined) {
      this.map.addSource('hotspots', { type: 'vector', tiles: [address], minzoom: 10, maxzoom: 16 });
    } else if (source.tiles[0] !== address) {
      source.setTiles([address]);
    }

    for (const layer of layers) {
      if (this.map.getLayer(layer.id) !== undefined) this.map.removeLayer(layer.id);
      this.map.addLayer(layer, firstPlace);
    }
  }

  removeHotspots(): void {
    for (const layer of this.map.getStyle().layers) if (groupOf(layer) === 'hotspots') this.map.removeLayer(layer.id);
    if (this.map.getSource('hotspots') !== undefined) this.map.removeSource('hotspots');
  }

  showAll(): void {
    const [west, south, east, north] = this.#district.boundsWgs84 as [number, number, number, number];
    this.map.fitBounds([west, south, east, north], { padding: this.#choice.clear, duration: 600 });
  }
}

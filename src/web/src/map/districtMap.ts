import { LngLat, Map as MapLibreMap, setWorkerUrl, type GeoJSONSource, type LayerSpecification, type VectorTileSource } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { DistrictView } from '../contracts';
import type { Theme } from '../deployment/theme';
import { Cell } from '../store';
import { baseLayers, groupOf, labelLayers, type LayerGroup } from './baseLayers';
import { clearanceOnPage } from './clearance';
import { hatch, hatchImage, hatchRatio } from './hatch';
import { incidentLayers, markLayers, overlayLayers, ownSources, placeLayers, routeMarkLayers, type OwnSource } from './overlayLayers';
import { palettes } from './palette';

// The worker is a file of our own origin: nothing loads from elsewhere and no script is made from text.
setWorkerUrl(workerUrl);

/** Cells of hotspots lie below the first layer of places, incidents below the first layer of names. */
const firstPlace = 'courtyard';
const firstName = 'school-name';
const alleyLayers = ['alley-unknown', 'alley-done', 'alley-due-casing', 'alley-due'];

/** Middle and zoom of a map. */
interface Stand {
  lng: number;
  lat: number;
  zoom: number;
}

/** The same to within a fraction of a pixel. */
function same(a: Stand, b: Stand): boolean {
  return Math.abs(a.lng - b.lng) < 1e-6 && Math.abs(a.lat - b.lat) < 1e-6 && Math.abs(a.zoom - b.zoom) < 1e-4;
}

/** Lines are broad, and numbers stand beside them: so much more than their bounds is shown. */
const marginPx = 22;

export interface MapChoice {
  theme: Theme;
  scale: number;
}

/** Whether the map's own tiles are there: still on their way, all there, or some of them missing. */
export type TileState = 'loading' | 'loaded' | 'missing';

interface TileAddress {
  z: number;
  x: number;
  y: number;
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
    ...routeMarkLayers(colours, choice.scale),
    ...markLayers(colours, choice.scale),
  ];
}

/** The district's map: base, places, overlays. Layers are switched by group, and restyled without loading anything again. */
export class DistrictMap {
  readonly map: MapLibreMap;
  readonly tileState = new Cell<TileState>('loading');
  readonly #holder: HTMLElement;
  /** Tiles that could not be loaded; MapLibre asks for them again only by name. */
  readonly #missing = new Map<string, Map<string, TileAddress>>();
  readonly #bounds: [number, number, number, number];
  #hotspotAddress: string | null = null;
  #quiet = false;
  #choice: MapChoice;
  /** Where the map stands when it shows the whole district. */
  #whole: Stand;

  /** @param signal Name of the data attribute of the page that says whether the map is busy or idle. */
  constructor(holder: HTMLElement, district: DistrictView, choice: MapChoice, signal = 'map') {
    this.#holder = holder;
    this.#choice = choice;
    this.#bounds = district.boundsWgs84 as [number, number, number, number];
    const version = encodeURIComponent(district.tilesVersion);
    this.map = new MapLibreMap({
      container: holder,
      attributionControl: false,
      bounds: this.#bounds,
      fitBoundsOptions: { padding: clearanceOnPage(holder) },
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
    const { lng, lat } = this.map.getCenter();
    this.#whole = { lng, lat, zoom: this.map.getZoom() };
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.on('idle', () => {
      document.documentElement.dataset[signal] = 'idle';
      if (this.tileState.value === 'loading') this.tileState.set('loaded');
    });
    this.map.on('movestart', () => (document.documentElement.dataset[signal] = 'busy'));
    // With a listener MapLibre writes nothing to the console; what could not be loaded is said on the map instead.
    this.map.on('error', (event) => this.#noteMissing(event));
  }

  /** Resolves when style and sources may be changed. */
  async ready(): Promise<void> {
    if (!this.map.isStyleLoaded()) await this.map.once('load');
  }

  /** Asks again for the tiles that are missing. */
  reloadTiles(): void {
    this.tileState.set('loading');
    for (const [source, missing] of this.#missing) {
      if (this.map.getSource(source) !== undefined) this.map.refreshTiles(source, [...missing.values()]);
    }

    this.#missing.clear();
    this.map.triggerRepaint();
  }

  /** Draws the same data in another theme or size. */
  restyle(choice: MapChoice): void {
    this.#choice = choice;
    const added = incidentLayers(palettes[choice.theme], choice.scale).filter((layer) => this.map.getLayer(layer.id) !== undefined);
    for (const layer of [...layersFor(choice), ...added]) {
      this.map.setLayerZoomRange(layer.id, layer.minzoom ?? 0, layer.maxzoom ?? 24);
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

  /** Turns the alleys to thin grey while another overlay is looked at. */
  quietAlleys(quiet: boolean): void {
    this.#quiet = quiet;
    this.map.setPaintProperty('alley-backfilled', 'line-opacity', quiet ? 0 : 1);
    for (const layer of overlayLayers(this.palette, this.#choice.scale)) {
      if (layer.type !== 'line' || !alleyLayers.includes(layer.id)) continue;
      const casing = layer.id === 'alley-due-casing';
      this.map.setPaintProperty(layer.id, 'line-opacity', quiet ? (casing ? 0 : 0.55) : 1);
      this.map.setPaintProperty(layer.id, 'line-width', quiet ? this.#choice.scale : layer.paint!['line-width']);
      this.map.setPaintProperty(layer.id, 'line-color', quiet ? this.palette.quietAlley : layer.paint!['line-color']);
    }
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
    this.#removeHotspotLayers();
    // A new address alone would not do: with layers changed in the same breath MapLibre draws the tiles it has again. The address is
    // kept here, because a source knows its own only some time after it was added.
    if (this.#hotspotAddress !== address) {
      if (this.map.getSource('hotspots') !== undefined) this.map.removeSource('hotspots');
      this.map.addSource('hotspots', { type: 'vector', tiles: [address], minzoom: 10, maxzoom: 16 });
      this.#hotspotAddress = address;
    }

    const strokes = hatch(this.palette.ground, hatchRatio);
    // Taken away under tiles that are on their way, a picture would be missing to them.
    if (this.map.hasImage(hatchImage)) this.map.updateImage(hatchImage, strokes);
    else this.map.addImage(hatchImage, strokes, { pixelRatio: hatchRatio });
    for (const layer of layers) this.map.addLayer(layer, firstPlace);
  }

  #removeHotspotLayers(): void {
    for (const layer of this.map.getStyle().layers) if (groupOf(layer) === 'hotspots') this.map.removeLayer(layer.id);
  }

  removeHotspots(): void {
    this.#removeHotspotLayers();
    if (this.map.getSource('hotspots') !== undefined) this.map.removeSource('hotspots');
    this.#hotspotAddress = null;
  }

  /** What lies in the middle of the part that nothing floats over. */
  middle(): { lng: number; lat: number } {
    const [east, south] = this.#offset();
    const { clientWidth, clientHeight } = this.#holder;
    const { lng, lat } = this.map.unproject([clientWidth / 2 + east, clientHeight / 2 + south]);
    return { lng, lat };
  }

  /** Brings a point into the middle of the part that nothing floats over. */
  goTo(lonDeg: number, latDeg: number, zoom: number, durationMs = 700): void {
    this.map.easeTo({ center: [lonDeg, latDeg], zoom, offset: this.#offset(), duration: durationMs });
  }

  /** Shows west, south, east, north in that part. */
  showBounds(bounds: [number, number, number, number], durationMs = 600): void {
    const { top, right, bottom, left } = clearanceOnPage(this.#holder);
    const padding = { top: top + marginPx, right: right + marginPx, bottom: bottom + marginPx, left: left + marginPx };
    this.map.fitBounds(bounds, { padding, maxZoom: 17, duration: durationMs });
  }

  showAll(durationMs = 600): void {
    const whole = this.#wholeNow();
    this.#whole = whole;
    this.map.easeTo({ center: [whole.lng, whole.lat], zoom: whole.zoom, bearing: 0, duration: durationMs });
  }

  /** Fits the district into the free part anew after that has changed, unless somebody looks at something else. */
  refit(): void {
    const { lng, lat } = this.map.getCenter();
    const shown = { lng, lat, zoom: this.map.getZoom() };
    if (same(shown, this.#whole) && !same(shown, this.#wholeNow())) this.showAll(250);
  }

  /** Where the map would stand to show the whole district between what floats over it now. */
  #wholeNow(): Stand {
    const { center, zoom } = this.map.cameraForBounds(this.#bounds, { padding: clearanceOnPage(this.#holder) })!;
    const { lng, lat } = LngLat.convert(center!);
    return { lng, lat, zoom: zoom! };
  }

  #noteMissing(event: { sourceId?: string; tile?: { tileID: { key: string; canonical: TileAddress } } } & object): void {
    if (event.sourceId !== undefined && event.tile !== undefined) {
      const { key, canonical } = event.tile.tileID;
      const ofSource = this.#missing.get(event.sourceId) ?? new Map<string, TileAddress>();
      this.#missing.set(event.sourceId, ofSource.set(key, { z: canonical.z, x: canonical.x, y: canonical.y }));
    }

    this.tileState.set('missing');
  }

  /** From the middle of the map to the middle of its free part, CSS pixels. */
  #offset(): [number, number] {
    const { top, right, bottom, left } = clearanceOnPage(this.#holder);
    return [(left - right) / 2, (top - bottom) / 2];
  }
}

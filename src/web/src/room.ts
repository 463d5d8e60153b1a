import { AlertBell } from './alerts/alertBell';
import type {
  AlleyView,
  CoverageView,
  DistrictView,
  HotspotBacktestView,
  HotspotChangesView,
  HotspotCitationView,
  HotspotFeedbackView,
  HotspotRunView,
  LiveSubscription,
  MarkedFixView,
  RouteView,
  SessionView,
  TrackView,
  UnitMarkCount,
  UnitView,
} from './contracts';
import { LiveConnection } from './live/liveConnection';
import type { UnitsOverlay } from './live/unitsOverlay';
import type { LayerGroup } from './map/baseLayers';
import type { DistrictMap } from './map/districtMap';
import { Cell } from './store';
import { FetchedCell } from './wire/fetched';

/** What the one card on the right shows. */
export type Card =
  | { kind: 'alert'; alertId: string }
  | { kind: 'unit'; unitId: string }
  | { kind: 'incident'; id: number }
  | { kind: 'place'; id: number }
  | { kind: 'cell'; properties: CellProperties }
  | { kind: 'segment'; properties: SegmentProperties }
  | { kind: 'newIncident'; lonDeg: number; latDeg: number };

/** What a tile says of a cell or street segment. */
interface UnitProperties {
  count: number;
  z: number | null;
  p: number | null;
  q: number | null;
  class: number;
}

export interface CellProperties extends UnitProperties {
  column: number;
  row: number;
  densityPerKm2: number;
  /** Hot on this grid, but not on most of those drawn otherwise. */
  dependsOnGrid: boolean;
}

export interface SegmentProperties extends UnitProperties {
  segment: number;
  name: string | null;
  lengthM: number;
  ratePerKm: number;
  meanDensityPerKm: number;
}

/** What the left dock shows. */
export type Tool = 'units' | 'coverage' | 'hotspots' | 'routes';

export type HotspotSight = 'count' | 'density' | 'significance';

/** The window just before the shown one, or that of the year before. */
export type Earlier = 'before' | 'yearAgo';

export interface HotspotAsk {
  days: 30 | 90 | 180 | 365;
  /** Whole days before today at which the window ends. */
  endDaysAgo: number;
  category: string | null;
  bandwidthM: number;
  calledInOnly: boolean;
  unit: HotspotRunView['unit'];
  cellM: number;
  /** 1 Monday to 7 Sunday; none means every day. */
  weekdays: readonly number[];
  fromHour: number;
  /** 1 to 24; at or before the first it is on the next day. */
  toHour: number;
}

/** What the server keeps ready. */
export const standingAsk: HotspotAsk = {
  days: 180, endDaysAgo: 0, category: null, bandwidthM: 150, calledInOnly: false, unit: 'square', cellM: 50, weekdays: [], fromHour: 0, toHour: 24,
};

/** Everything the control room's parts share. There is one per page. */
export class Room {
  readonly connection = new LiveConnection({ restsWhenHidden: false });
  readonly bell = new AlertBell();
  readonly districtMap = new Cell<DistrictMap | null>(null);
  /** The map of the earlier window, while two are compared. */
  readonly earlierMap = new Cell<DistrictMap | null>(null);
  readonly overlay = new Cell<UnitsOverlay | null>(null);
  readonly card = new Cell<Card | null>(null);
  readonly tool = new Cell<Tool | null>('units');
  readonly followed = new Cell<string | null>(null);
  /** A small window has no room for the legend until it is asked for. */
  readonly legendOpen = new Cell(window.innerWidth >= 1200);
  readonly groups: Cell<Record<LayerGroup | 'units', boolean>>;

  /** The duty night of now, and the one whose coverage is shown. */
  readonly tonight: Cell<string>;
  readonly night: Cell<string>;
  readonly alleys = new FetchedCell<AlleyView[]>();
  readonly coverage = new FetchedCell<CoverageView>();

  readonly hotspotAsk = new Cell<HotspotAsk>(standingAsk);
  readonly hotspotSight = new Cell<HotspotSight>('density');
  readonly hotspots = new FetchedCell<HotspotRunView>();
  /** What the shown window is compared with, and what came out. */
  readonly comparedWith = new Cell<Earlier | null>(null);
  readonly earlierHotspots = new FetchedCell<HotspotRunView>();
  readonly hotspotChanges = new FetchedCell<HotspotChangesView>();
  readonly backtest = new FetchedCell<HotspotBacktestView | null>();
  readonly feedback = new FetchedCell<HotspotFeedbackView>();
  readonly citations = new FetchedCell<HotspotCitationView[]>();
  /** The cited run that is shown in place of what is asked for. */
  readonly citedRun = new Cell<string | null>(null);

  readonly incidentDays = new Cell<1 | 7>(1);
  readonly incidentTotal = new FetchedCell<number>();
  readonly units = new FetchedCell<UnitView[]>();
  readonly track = new FetchedCell<TrackView>();
  /** How many positions of tonight are not believed, by unit and reason. */
  readonly markCounts = new FetchedCell<UnitMarkCount[]>();
  /** Those of the unit whose card is open, once they were asked for, and which of them is looked at. */
  readonly marks = new FetchedCell<MarkedFixView[]>();
  readonly chosenMark = new Cell<number | null>(null);
  readonly routes = new FetchedCell<RouteView[]>();

  constructor(
    readonly session: SessionView,
    readonly district: DistrictView,
  ) {
    this.tonight = new Cell(district.tonight);
    this.night = new Cell(district.tonight);
    const leads = session.role !== 'dispatcher';
    this.tool.set(leads ? 'hotspots' : 'units');
    this.groups = new Cell<Record<LayerGroup | 'units', boolean>>({
      base: true,
      labels: true,
      communities: true,
      courtyards: false,
      schools: true,
      venues: false,
      troubleAreas: true,
      alleys: true,
      incidents: !leads,
      hotspots: leads,
      route: true,
      units: true,
    });
  }

  /** Flies to a point. */
  goTo(lonDeg: number, latDeg: number, zoom = 16): void {
    this.followed.set(null);
    this.districtMap.value?.goTo(lonDeg, latDeg, zoom);
  }

  /** Flies to a point and at least as near as single streets. */
  goNear(lonDeg: number, latDeg: number): void {
    this.goTo(lonDeg, latDeg, Math.max(16, this.districtMap.value?.map.getZoom() ?? 16));
  }

  /** Tells the server what is looked at: the view with a margin, and the whole district while the unit list is open, because
   * the list counts units that are off the screen too. */
  look(): void {
    const map = this.districtMap.value?.map;
    if (map === undefined) return;
    const bounds = map.getBounds();
    const [west, south, east, north] = this.district.boundsWgs84 as [number, number, number, number];
    const padLon = 0.3 * (bounds.getEast() - bounds.getWest());
    const padLat = 0.3 * (bounds.getNorth() - bounds.getSouth());
    const listed = this.tool.value === 'units';
    const view: LiveSubscription = {
      westDeg: Math.max(-180, Math.min(bounds.getWest() - padLon, listed ? west : 180)),
      southDeg: Math.max(-85, Math.min(bounds.getSouth() - padLat, listed ? south : 85)),
      eastDeg: Math.min(180, Math.max(bounds.getEast() + padLon, listed ? east : -180)),
      northDeg: Math.min(85, Math.max(bounds.getNorth() + padLat, listed ? north : -85)),
    };
    this.connection.look(view);
  }
}

// Generated from SongshanRoad.Gis.Contracts by tools/ContractTypes. Do not edit.

/** An account as an admin sees it. */
export interface AccountView {
  name: string;
  role: 'admin' | 'dispatcher' | 'leader';
  communityCode: string | null;
  createdAt: string;
  lockedUntil: string | null;
}

/** A new account, made by an admin. */
export interface NewAccount {
  /** Account name, 2-40 characters. */
  name: string;
  /** At least 10 characters. */
  password: string;
  /** What it may do. */
  role: 'admin' | 'dispatcher' | 'leader';
  /** A leader's scope, or null. */
  communityCode: string | null;
}

/** Who is signed in. A volunteer's session has no account: it stands for a team on one night. */
export interface SessionView {
  /** Account name, or the team's call sign. */
  name: string;
  /** What the session may do. */
  role: 'admin' | 'dispatcher' | 'leader' | 'volunteer';
  /** A leader's scope: one community's twelve-digit code, or null for the whole office. */
  communityCode: string | null;
  /** A volunteer's unit, otherwise null. */
  unitId: string | null;
}

/** The one-time setup: makes the first admin account. */
export interface SetupRequest {
  /** From the setup link that the first start printed. */
  token: string;
  /** Account name, 2-40 characters. */
  name: string;
  /** At least 10 characters. */
  password: string;
}

/** Name and password. */
export interface SignInRequest {
  name: string;
  password: string;
}

/** Takes an alert: the caller becomes its owner. */
export interface AcceptAlert {
  /** The owner it is taken over from; null for an alert that nobody owns. */
  fromOwner: string | null;
}

/** An alert with all that was done about it. */
export interface AlertHistory {
  /** The alert. */
  alert: AlertView;
  /** What was done, in its order. */
  steps: AlertStep[];
}

/** One thing that was done about an alert. */
export interface AlertStep {
  /** When, Unix milliseconds. */
  atMs: number;
  /** Who: an account, a unit, or system. */
  actor: string;
  /** What. */
  action: 'raised'
    | 'escalated'
    | 'accepted'
    | 'handedOver'
    | 'unitTold'
    | 'closedByOffice'
    | 'closedByUnit'
    | 'closedForUnit'
    | 'withdrawn'
    | 'calledBefore';
  /** What was written to it; empty when nothing was. */
  note: string;
}

/** Something that needs an answer: an owner takes it, and it is closed. An SOS ends only when both sides have closed it, another alert when the office has. */
export interface AlertView {
  /** Id of the alert. */
  alertId: string;
  /** What raised it. */
  kind: 'sos' | 'fenceEntered' | 'fenceLeft';
  /** The unit it is about. */
  unitId: string;
  /** The unit's kind. */
  unitKind: 'patrolCar' | 'volunteerTeam' | 'patrolSquad' | 'propertyGuard' | 'communityPolice';
  /** The unit's name on the map. */
  callSign: string;
  /** The duty in which it happened. */
  dutyId: string;
  /** The duty's night, yyyy-MM-dd. */
  night: string;
  /** How it came: http, osmand, owntracks, jtt808, fence. */
  door: string;
  /** When it happened on the unit's clock, Unix milliseconds; of several reports the first. */
  occurredAtMs: number;
  /** When the first report came, Unix milliseconds. */
  receivedAtMs: number;
  /** How late the first report came; null up to a minute. */
  lateMs: number | null;
  /** Whether the sender's clock was so far off that the time of arrival stands for it. */
  isTimeDoubted: boolean;
  /** Where the unit said it was, WGS-84 degrees; null when it did not know. */
  lonDeg: number | null;
  /** Latitude to . */
  latDeg: number | null;
  /** Accuracy of the position in metres (68 % radius), or null. */
  accuracyM: number | null;
  /** The fenced place that was entered or left; null for an SOS. */
  placeId: number | null;
  /** Its name. */
  placeName: string | null;
  /** How often it has rung since it came: every 10 s until somebody accepts it; 0 for what is no SOS. */
  rings: number;
  /** When it was passed on to the leaders, as nobody had accepted it for 60 s; or null. */
  escalatedAtMs: number | null;
  /** When its owner accepted it; null while nobody has. */
  acceptedAtMs: number | null;
  /** Its owner, an office account. */
  acceptedBy: string | null;
  /** When the unit's device confirmed that it shows the acceptance; or null. */
  unitToldAtMs: number | null;
  /** When the office closed it; or null. */
  officeClosedAtMs: number | null;
  /** When the unit said that it is safe; or null. */
  unitClosedAtMs: number | null;
  /** Where it stands; withdrawn when positions that came later showed that it was not so. */
  progress: 'open' | 'accepted' | 'closed' | 'withdrawn';
  /** Counts up with every change: of two views the one with the higher number is the newer. */
  version: number;
}

/** Alerts that are new, changed or rang again. */
export interface AlertsChanged {
  /** Whether these are all open ones, as after a subscription: what the client shows and is not among them has ended. */
  isWhole: boolean;
  /** The alerts. */
  alerts: AlertView[];
}

/** The office's end of an alert. */
export interface CloseAlert {
  /** What was done, up to 500 characters. */
  note: string;
  /** Whether the unit itself said that it is safe, by voice: then its side is closed too. */
  spokeWithUnit: boolean;
  /** Which call is meant, as in the view: when another has come since, nothing is closed. Null for whichever. */
  receivedAtMs: number | null;
}

/** A call for help of the caller's own unit. */
export interface SosCall {
  /** When it was made, Unix milliseconds. */
  timeMs: number;
  /** Where, degrees of the datum; null when unknown. */
  lonDeg: number | null;
  /** Latitude to . */
  latDeg: number | null;
  /** Accuracy in metres (68 % radius), or null. */
  accuracyM: number | null;
  /** What the degrees refer to. */
  datum: 'wgs84' | 'gcj02' | 'bd09';
}

/** Coverage of one alley in one night. */
export interface AlleyCoverageView {
  /** The alley. */
  placeId: number;
  /** Its length, metres. */
  lengthM: number;
  /** Covered metres. */
  coveredM: number;
  /** Covered pieces as [fromM, toM] along the centre line, in order, disjoint. */
  intervals: number[][];
  /** Time of the latest pass, Unix milliseconds, or null when never. */
  lastPassMs: number | null;
  /** When positions that came late last changed this alley, Unix milliseconds of their commit; null when none did. Whoever looked before that has seen another picture. */
  backfilledMs: number | null;
}

/** Notice that tonight's coverage grew. */
export interface CoverageChanged {
  /** The duty night. */
  night: string;
  /** The alleys that changed. */
  alleys: AlleyCoverageView[];
}

/** Which metres of which alley were walked in one duty night. */
export interface CoverageView {
  /** The duty night, yyyy-MM-dd. */
  night: string;
  /** An alley metre counts when the walked line passes within this many metres. */
  withinM: number;
  /** The walked line is cut where two fixes are further apart in time. */
  maxGapSeconds: number;
  /** The walked line is cut where two fixes are further apart in space, metres. */
  maxGapM: number;
  /** Length of all alleys, metres. */
  alleysM: number;
  /** Covered metres of all alleys. */
  coveredM: number;
  /** Every alley. */
  alleys: AlleyCoverageView[];
}

/** An incident category of the office's editable list. */
export interface CategoryView {
  code: string;
  parentCode: string | null;
  nameZh: string;
  nameEn: string;
}

/** A community for lists and filters. */
export interface CommunityView {
  code: string;
  shortName: string;
  centreWgs84: number[];
}

/** What a client needs to draw its first screen. */
export interface DistrictView {
  /** Name of the sub-district, e.g. 嵩山路街道. */
  name: string;
  /** Its official code, or null. */
  code: string | null;
  /** West, south, east, north in degrees. */
  boundsWgs84: number[];
  /** EPSG code of the deployment's metric CRS. */
  metricSrid: number;
  /** Its name. */
  metricName: string;
  /** IANA zone of the office, e.g. Asia/Shanghai. */
  timeZone: string;
  /** The duty night now, yyyy-MM-dd. */
  tonight: string;
  /** When a duty night starts, HH:mm local. */
  nightStart: string;
  /** When it ends the next day, HH:mm local. */
  nightEnd: string;
  /** Changes when base map or places change; put it into tile addresses. */
  tilesVersion: string;
  /** Whether any data here is synthetic or drawn for the demo; the map must say so. */
  demo: boolean;
  /** How many features of each kind and reality the map shows. */
  counts: FeatureCount[];
  /** The incident categories in order. */
  categories: CategoryView[];
  /** The communities in order of code. */
  communities: CommunityView[];
}

/** How many features of a kind are real, approximate or invented. */
export interface FeatureCount {
  kind: string;
  real: number;
  approximate: number;
  invented: number;
}

/** How many incidents are of one category. */
export interface CategoryCount {
  /** Code of the category. */
  code: string;
  /** Incidents. */
  count: number;
}

/** A cell of the standing overlay whose class changed; the cell is named as in its tiles. */
export interface CellClassChange {
  /** Column in the stored grid. */
  column: number;
  /** Row in the stored grid. */
  row: number;
  /** Class before, -3 to 3; 0 for a cell that was not there. */
  before: number;
  /** Class now. */
  after: number;
}

/** Cites a run, so that it is kept. */
export interface CiteHotspotRun {
  /** What for, e.g. the report it stands in; at most 200 characters. */
  note: string | null;
}

/** How well the standing overlay would have foreseen the last days: its densest cells as they stood when those days began, beside other choices of the same size, all made from incidents before. */
export interface HotspotBacktestView {
  /** When the days foreseen begin, UTC, inclusive. */
  from: string;
  /** When they end, UTC, exclusive. */
  to: string;
  /** Category counted, or null for all. */
  category: string | null;
  /** Whether incidents found by patrols were left out. */
  calledInOnly: boolean;
  /** Share of the district that the cells chosen have together. */
  areaShare: number;
  /** How many cells that is. */
  cells: number;
  /** Side of a cell, metres. */
  cellM: number;
  /** N, incidents of those days in the district. */
  incidents: number;
  /** The overlay's density. */
  shown: HotspotScoreView;
  /** The forecast that did best on the days before. */
  forecast: HotspotScoreView;
  /** Which that is. */
  forecastMethod: string;
  /** The plain count map: the cells with most incidents so far. */
  countMap: HotspotScoreView;
}

/** What changed between the windows of two runs on the same units, cell by cell or segment by segment. Rates, not counts, are compared: a window that is not over yet counts as long as it has lasted. */
export interface HotspotChangesView {
  /** Run of the earlier window. */
  beforeRunId: string;
  /** Run of the later window. */
  afterRunId: string;
  /** All units together. */
  overall: RateChangeView;
  /** Units with an incident in either window; the others say nothing about a change. */
  unitsTested: number;
  /** How many of them rose, at 90 % or more after Benjamini-Hochberg. */
  risen: number;
  /** How many fell. */
  fallen: number;
  /** The units of most certain change first, at most 20. */
  places: PlaceChangeView[];
}

/** A run that is kept for good, with all it was computed from. */
export interface HotspotCitationView {
  /** The run; its id is what is cited. */
  run: HotspotRunView;
  /** Account that cited it first. */
  citedBy: string;
  /** When, UTC. */
  citedAt: string;
  /** What for; empty when nothing was said. */
  note: string;
  /** Version of the program that computed it. */
  codeVersion: string;
}

/** Whether incidents found by patrols follow patrol minutes more than those called in do: then a map that counts them sends patrols to where patrols were. */
export interface HotspotFeedbackView {
  /** What may be said. */
  verdict: 'followsPatrols' | 'notShown' | 'cannotTell';
  /** Whole weeks of recorded patrols looked at. */
  weeks: number;
  /** Fewest weeks for a verdict. */
  weeksWanted: number;
  /** Communities that took part. */
  communities: number;
  /** Incidents found by patrols in those weeks. */
  foundByPatrol: number;
  /** Incidents called in. */
  calledIn: number;
  /** By how much more those found rise than those called in when patrol minutes double: 1 is alike; null when it cannot be told. */
  excessRatio: number | null;
  /** Lower end of its 95 % interval. */
  lowerRatio: number | null;
  /** Upper end. */
  upperRatio: number | null;
}

/** A cited run computed again from the input kept with it. */
export interface HotspotRecomputationView {
  /** The run. */
  runId: string;
  /** Whether every figure of every unit came out the same to the last bit. */
  isIdentical: boolean;
  /** Cells or street segments compared: those of either. */
  units: number;
  /** Those of them with a figure that differs, or that only one of them has. */
  unitsDiffering: number;
  /** Version of the program that computed it first. */
  codeVersionThen: string;
  /** Version that computed it now. */
  codeVersionNow: string;
}

/** A computed hotspot overlay: what was asked, what came out. Its cells or street segments are served as vector tiles under /tiles/hotspots/{runId}. */
export interface HotspotRunView {
  /** Id of the stored run; the same parameters and data give the same run. */
  runId: string;
  /** Whether significance may be coloured. */
  outcome: 'ok' | 'tooFewIncidents' | 'tooFewCells';
  /** Start of the data window, UTC, inclusive. */
  from: string;
  /** End of the data window, UTC, exclusive. */
  to: string;
  /** Categories counted; empty means all. */
  categories: string[];
  /** Whether incidents found by patrols were left out. */
  calledInOnly: boolean;
  /** Shape of the cells, or street segments from junction to junction. */
  unit: 'square' | 'hexagon' | 'segment';
  /** Days on which the hours looked at begin, 1 Monday to 7 Sunday; empty means every hour of every day. */
  weekdays: number[];
  /** First hour looked at, office's clock. */
  fromHour: number;
  /** Hour at which they end, 1 to 24; at or before the first it is on the next day. */
  toHour: number;
  /** Incidents inside the grid, or on the district's street segments; with hours chosen those that may have happened in them. */
  incidents: number;
  /** Sum of the counts of the cells: with hours chosen an incident of uncertain time counts by its share in them (aoristic weight), so that this may be below . */
  weightedCount: number;
  /** Incidents of the window that lie outside the district, or, with segments, further than from every street or nearest to a street outside. */
  incidentsOutside: number;
  /** Side of a square, or width of a hexagon from edge to edge, metres; 0 for segments. */
  cellM: number;
  /** Kernel radius in metres; for segments along the streets. */
  bandwidthM: number;
  /** Kernel of the density. */
  kernel: 'quartic' | 'gaussian' | 'epanechnikov';
  /** What the kernel does at junctions: equal split, continuous or discontinuous; null for cells. */
  split: 'continuous' | 'discontinuous' | null;
  /** Greatest distance of an incident from its segment, metres; null for cells. */
  snapM: number | null;
  /** Length of all segments tested, metres; null for cells. */
  streetsM: number | null;
  /** False when the density along the streets stands for so many paths that it is within 1e-4 of its maximum only. */
  densityIsExact: boolean;
  /** Cells, or segments, in the significance test. */
  cellsTested: number;
  /** Cells, or segments, with at least one incident. */
  cellsWithIncidents: number;
  /** Cells significantly hot at 99, 95, 90 % after Benjamini-Hochberg, each its own class. */
  hot: number[];
  /** Cells significantly cold at 99, 95, 90 %. */
  cold: number[];
  /** How many of the hot cells are hot in under 60 % of 27 recomputations on grids moved by thirds of a cell and with half and one and a half times the area: they depend on how the grid happens to lie. Segments have no grid to depend on: 0. */
  dependingOnGrid: number;
  /** Upper limits of the density legend's classes, incidents per km² in the window; empty for segments. */
  densityBreaksPerKm2: number[];
  /** The same for segments, incidents per km of street in the window; empty for cells. */
  densityBreaksPerKm: number[];
  /** Below this many incidents no significance is shown. */
  minIncidents: number;
  /** The places with most incidents, for when significance may not be coloured. */
  topPlaces: TopPlaceView[];
  /** When, UTC. */
  computedAt: string;
  /** True when any incident in it was made for the demo. */
  synthetic: boolean;
}

/** What one choice of cells caught. */
export interface HotspotScoreView {
  /** n, incidents in its cells. */
  hits: number;
  /** n / N; null when no incident came. */
  hitShare: number | null;
  /** Lower end of its 95 % interval (Wilson). */
  lowerShare: number | null;
  /** Upper end. */
  upperShare: number | null;
  /** Predictive accuracy index: how many times denser incidents were there than in the whole district (Chainey et al. 2008). */
  paiRatio: number | null;
}

/** What lies behind the figures of one cell or street segment of a run: why it is hot, how it went from week to week, and at which hours. It is counted from the incidents stored now. */
export interface HotspotUnitView {
  /** The run. */
  runId: string;
  /** Nearest street or alley; empty when none is near. */
  label: string;
  /** Its incidents in the run, or the sum of their shares in the hours looked at. */
  count: number;
  /** How many units Gi* looks at together: this one and those it touches. */
  neighbourhoodUnits: number;
  /** Incidents of those together. */
  neighbourhoodCount: number;
  /** Incidents of so many units if all incidents of the run were spread evenly. */
  expectedCount: number;
  /** End of the last week of : the end of the run's window, UTC. */
  weeksTo: string;
  /** Incidents of 52 weeks, the oldest first, of the run's categories and kind of report, all hours. */
  weekCounts: number[];
  /** Incidents of the run's window by hour of the week, Monday 0:00 first, office's clock, all hours, 168 values; an incident of uncertain time counts in parts (Ratcliffe 2002). */
  hourCounts: number[];
  /** How many of those are of uncertain time. */
  spreadCount: number;
  /** Incidents of the window by category, the most frequent first. */
  categories: CategoryCount[];
}

/** Notice that there is a new standing overlay. */
export interface HotspotsChanged {
  /** The new run. */
  runId: string;
  /** The run the changes are against: that of the notice before. */
  previousRunId: string;
  /** How many cells changed their class. */
  cellsChangedClass: number;
  /** Those cells, by row, then column; null when there are more than 2,000. */
  changes: CellClassChange[] | null;
}

/** A cell or street segment whose rate of incidents changed. */
export interface PlaceChangeView {
  /** Nearest street or alley; empty when none is near. */
  label: string;
  /** WGS-84 longitude of its middle. */
  lonDeg: number;
  /** WGS-84 latitude of its middle. */
  latDeg: number;
  /** The change. */
  change: RateChangeView;
  /** p after Benjamini-Hochberg over the units tested. */
  q: number;
}

/** Change of a rate of incidents between two windows. */
export interface RateChangeView {
  /** Incidents of the earlier window. */
  beforeCount: number;
  /** Incidents of the later window. */
  afterCount: number;
  /** Rate after over rate before; null when there was none before. */
  ratio: number | null;
  /** Lower end of its exact 95 % interval. */
  lowerRatio: number;
  /** Upper end; null when it is infinite. */
  upperRatio: number | null;
  /** Exact two-sided p of equal rates (conditional binomial test); null when there was none at all. */
  p: number | null;
}

/** A cell, street segment or place that leads the count list. */
export interface TopPlaceView {
  /** Nearest street or alley. */
  label: string;
  /** Incidents in the window, or the sum of their shares in the hours looked at. */
  count: number;
  /** Lower end of the 95 % interval of the count expected in such a window (exact Poisson, Garwood 1936). */
  lowerCount: number;
  /** Upper end. */
  upperCount: number;
  /** WGS-84 longitude of its centre. */
  lonDeg: number;
  /** WGS-84 latitude of its centre. */
  latDeg: number;
}

/** A page of incidents, newest first. */
export interface IncidentList {
  /** How many match the filter in all. */
  total: number;
  /** The newest of them, up to the limit. */
  incidents: IncidentView[];
}

/** One incident: a place and a time, no persons. */
export interface IncidentView {
  /** Number of the incident; the feature id in the vector tiles. */
  id: number;
  /** Id in the source's own system, or null. */
  externalId: string | null;
  /** Category. */
  categoryCode: string;
  /** When, or from when, UTC. */
  occurredFrom: string;
  /** Until when, for intervals, UTC. */
  occurredTo: string | null;
  /** Called in, or found by a patrol. */
  reportedBy: 'call' | 'patrol';
  /** How far it has been dealt with. */
  progress: 'open' | 'inHand' | 'closed';
  /** WGS-84 longitude. */
  lonDeg: number;
  /** WGS-84 latitude. */
  latDeg: number;
  /** The community it lies in, or null. */
  communityCode: string | null;
  /** True when made for the demo. */
  synthetic: boolean;
}

/** Notice that incidents changed. */
export interface IncidentsChanged {
  /** The new data version; put it into tile addresses. */
  version: string;
}

/** A new incident entered by a dispatcher. */
export interface NewIncident {
  categoryCode: string;
  occurredFrom: string;
  reportedBy: 'call' | 'patrol';
  lonDeg: number;
  latDeg: number;
  datum: 'wgs84' | 'gcj02' | 'bd09';
  occurredTo: string | null;
}

/** A unit's running or ended tour. Positions exist only inside a duty. */
export interface DutyView {
  /** Id of the duty. */
  dutyId: string;
  /** Who patrols. */
  unitId: string;
  /** The unit's name on the map. */
  callSign: string;
  /** The unit's kind. */
  kind: 'patrolCar' | 'volunteerTeam' | 'patrolSquad' | 'propertyGuard' | 'communityPolice';
  /** The duty night, yyyy-MM-dd: the date on which the night began. */
  night: string;
  /** Start, UTC. */
  startedAt: string;
  /** End, UTC, or null while running. */
  endedAt: string | null;
}

/** A phone that was enrolled. The token is told this once. */
export interface EnrolledPhone {
  /** The device identifier to set in Traccar Client, 43 characters. */
  token: string;
  /** The night it is good for. */
  night: string;
  /** Path of the server's address to set in Traccar Client. */
  traccarClientPath: string;
  /** Path of the address to set in OwnTracks, HTTP mode; it holds the token. */
  ownTracksPath: string;
}

/** A terminal that was enrolled, and what to set in it. */
export interface EnrolledTerminal {
  /** The unit it belongs to. */
  unitId: string;
  /** Its number without leading zeros. */
  terminalNumber: string;
  /** The number as a terminal of 2011 or 2013 wants it typed, 12 digits; null when it is longer. */
  numberOf2013: string | null;
  /** The number as a terminal of 2019 wants it typed, 20 digits. */
  numberOf2019: string;
  /** What its degrees refer to. */
  datum: 'wgs84' | 'gcj02' | 'bd09';
  /** Host under which the office reached this server; set it as the platform's address unless cars reach it by another. */
  host: string;
  /** TCP port of this server's door; null when it has none. */
  port: number | null;
}

/** What the server sends to clients of the live hub. */
export interface LiveClient {
  /** Units that changed or left the view since the previous frame; at most four a second. */
  Frame(frame: LiveFrame): Promise<void>;
  /** Alerts that are new, changed or rang again; after the first subscription all open ones. Volunteers get those of their own unit. */
  AlertsChanged(change: AlertsChanged): Promise<void>;
  /** There is a new standing hotspot overlay, with the cells that changed their class; the open map may fetch the new run. */
  HotspotsChanged(change: HotspotsChanged): Promise<void>;
  /** Alleys whose covered metres changed tonight. */
  CoverageChanged(change: CoverageChanged): Promise<void>;
  /** Incidents were added or altered in a window; the open map may reload its incident tiles. */
  IncidentsChanged(change: IncidentsChanged): Promise<void>;
}

/** What a client may call on the hub at /hubs/live. */
export interface LiveHub {
  /** Sets (or moves) this connection's view; the answer is the whole picture inside it. Frames that follow carry the same epoch and count up from the snapshot's sequence without a hole. */
  Subscribe(subscription: LiveSubscription): Promise<LiveSnapshot>;
  /** Takes fixes of the caller's own unit; answered after the durable commit, never before. */
  Report(batch: PositionBatch): Promise<PositionReceipt>;
}

/** What changed in the subscribed view since the previous frame. Frames of one epoch count up by one: a hole means that the client must subscribe again. */
export interface LiveFrame {
  /** As in Epoch. */
  epoch: string;
  /** One more than the previous frame's. */
  sequence: number;
  /** The server's clock, Unix milliseconds. */
  serverTimeMs: number;
  /** Latest state of each unit that changed or came into view. */
  changed: LiveUnit[];
  /** Ids of units that left the view or ended their duty. */
  removed: string[];
}

/** Every unit inside the subscribed view. */
export interface LiveSnapshot {
  /** Changes when the server starts anew; sequences of different epochs do not compare. */
  epoch: string;
  /** The number the next frame's sequence follows. */
  sequence: number;
  /** The server's clock, Unix milliseconds, so that a client whose clock is off still shows true ages. */
  serverTimeMs: number;
  /** The units in view. */
  units: LiveUnit[];
}

/** The part of the map a client looks at, in WGS-84 degrees. West must be smaller than east, south than north. */
export interface LiveSubscription {
  westDeg: number;
  southDeg: number;
  eastDeg: number;
  northDeg: number;
}

/** The latest state of one unit on duty. */
export interface LiveUnit {
  /** Stable id of the unit. */
  unitId: string;
  /** Who patrols. */
  kind: 'patrolCar' | 'volunteerTeam' | 'patrolSquad' | 'propertyGuard' | 'communityPolice';
  /** Name on the map, e.g. 巡逻车1号; never a person's name. */
  callSign: string;
  /** The running duty. */
  dutyId: string;
  /** WGS-84 longitude in degrees. */
  lonDeg: number;
  /** WGS-84 latitude in degrees. */
  latDeg: number;
  /** Reported accuracy in metres, or null. */
  accuracyM: number | null;
  /** Speed in metres per second, or null. */
  speedMps: number | null;
  /** Direction of movement in degrees clockwise from north, or null when still or unknown. */
  headingDeg: number | null;
  /** When the position was fixed, Unix milliseconds. Age is always counted from here, never from the message. */
  fixTimeMs: number;
  /** From this instant the position counts as stale (信号陈旧), Unix milliseconds. */
  staleAtMs: number;
  /** From this instant the unit counts as silent (失联), Unix milliseconds. */
  silentAtMs: number;
  /** Whether the unit moves. */
  motion: 'moving' | 'still';
  /** Battery level 0-1, or null. */
  batteryShare: number | null;
  /** When the next fix is expected by the unit's own pace, Unix milliseconds. */
  nextReportAtMs: number | null;
  /** By how much the radius in which the unit may be grows from its accuracy with each second of the fix's age, until it counts as silent; metres per second. */
  uncertaintyMps: number | null;
}

/** How many fixes were marked for one reason. */
export interface MarkedCount {
  /** Why, one of ProblemCodes. */
  code: 'fix-in-future' | 'fix-nowhere' | 'fix-impossible-jump' | 'fix-mock-position';
  /** How many. */
  count: number;
}

/** A fix that was kept raw but is not shown as true. */
export interface MarkedFix {
  /** The fix's sequence number. */
  sequence: number;
  /** Why, one of ProblemCodes. */
  code: string;
}

/** A position that was kept as it came but is not believed: it must never be shown as where the unit was. */
export interface MarkedFixView {
  /** When it was fixed by the device's clock, Unix milliseconds. */
  fixTimeMs: number;
  /** When it was stored, Unix milliseconds. */
  receivedAtMs: number;
  /** WGS-84 longitude in degrees; null when what was sent is no position. */
  lonDeg: number | null;
  /** WGS-84 latitude in degrees; null when what was sent is no position. */
  latDeg: number | null;
  /** Reported accuracy in metres, or null. */
  accuracyM: number | null;
  /** Why, one of ProblemCodes. */
  code: 'fix-in-future' | 'fix-nowhere' | 'fix-impossible-jump' | 'fix-mock-position';
}

/** A phone that is to send positions of a unit for one night. */
export interface NewPhone {
  /** What its degrees refer to. Traccar Client and OwnTracks send wgs84. */
  datum: 'wgs84' | 'gcj02' | 'bd09';
  /** The only night whose duty it may send of, yyyy-MM-dd; tonight when it is null. */
  night: string | null;
}

/** A patrol-car terminal (JT/T 808) that is to send positions of a unit. */
export interface NewTerminal {
  /** The number that is set in it as its phone number, 1 to 20 digits; leading zeros do not count. */
  terminalNumber: string;
  /** What its degrees refer to; terminals send wgs84 unless their maker says otherwise. */
  datum: 'wgs84' | 'gcj02' | 'bd09';
}

/** Fixes of one unit, oldest first; the same over HTTP (POST /api/positions) and the hub. At most 1,000. */
export interface PositionBatch {
  /** What the degrees refer to; declared by the sender, never guessed. */
  datum: 'wgs84' | 'gcj02' | 'bd09';
  /** The fixes. */
  fixes: ReportedFix[];
}

/** What became of a batch, told after the commit. The sender may drop the whole batch from its queue. */
export interface PositionReceipt {
  /** Fixes stored now. */
  stored: number;
  /** Fixes that were stored before: the resend changed nothing. */
  duplicates: number;
  /** Fixes outside any duty of the unit: counted and dropped unread. */
  offDuty: number;
  /** Fixes stored but not believed, each with its reason. */
  marked: MarkedFix[];
}

/** What a device sent on duty that is no position, or needs to be looked at. */
export interface QuarantinedReportView {
  /** The device's unit. */
  unitId: string;
  /** When it came, UTC. */
  receivedAt: string;
  /** The protocol: osmand, owntracks or jtt808. */
  door: string;
  /** Why: malformed, encrypted, unreadable-value or alarm. */
  reason: string;
  /** What was sent, cut to 4,096 bytes, as text. */
  content: string;
}

/** One position as a device reports it. */
export interface ReportedFix {
  /** Counts up per device; with the time it makes resending harmless. */
  sequence: number;
  /** When the position was fixed, Unix milliseconds. */
  timeMs: number;
  /** Longitude in degrees of the batch's datum. */
  lonDeg: number;
  /** Latitude in degrees of the batch's datum. */
  latDeg: number;
  /** Accuracy in metres (68 % radius), or null. */
  accuracyM: number | null;
  /** Speed in metres per second, or null. */
  speedMps: number | null;
  /** Direction in degrees clockwise from north, or null. */
  headingDeg: number | null;
  /** Battery level 0-1, or null. */
  batteryShare: number | null;
  /** Whether the device knows that another program made the position up: kept, never believed. */
  isMock: boolean;
}

/** What came of an order to a car that is connected. */
export interface TerminalOrderView {
  /** What its terminal said: silent when it said nothing in time. */
  answer: 'done' | 'failed' | 'unsupported' | 'silent';
}

/** A text for a car's screen and voice. */
export interface TerminalText {
  /** 1 to 255 characters. */
  text: string;
  /** Whether it is marked as urgent. */
  isUrgent: boolean;
}

/** A car is to report more often for a while. */
export interface TerminalTracking {
  /** Seconds between reports, 1 to 65,535; 0 ends it. */
  everySeconds: number;
  /** For how long, seconds, up to a day. */
  forSeconds: number;
}

/** A terminal of a unit. */
export interface TerminalView {
  /** Its number without leading zeros. */
  terminalNumber: string;
  /** What its degrees refer to. */
  datum: 'wgs84' | 'gcj02' | 'bd09';
  /** Whether it is connected to this server now. */
  isConnected: boolean;
}

/** Why a file was not taken as a whole. */
export interface TrackFileProblem {
  /** The reason, one word for programs. With too-many-requests and storage-unavailable the same file can be sent again later. */
  code: 'not-this-format' | 'truncated' | 'empty-file' | 'too-large' | 'too-many-requests' | 'storage-unavailable';
  /** What is wrong, and what to do about it. */
  sentence: string;
  /** Line where reading stopped, from 1; 0 when it says nothing. */
  line: number;
}

/** What an upload of recorded tracks came to. */
export interface TrackUploadView {
  /** Every file, in the order in which they were sent. */
  files: UploadedTrackView[];
}

/** Where a duty went: pieces of line that are never joined across a gap. */
export interface TrackView {
  /** The duty. */
  duty: DutyView;
  /** Each piece as [lon, lat, Unix milliseconds] triples. */
  linesWgs84: number[][][];
  /** Metres walked along the pieces. */
  distanceM: number;
}

/** How many positions of a unit are not believed in one night, for one reason. */
export interface UnitMarkCount {
  /** The unit. */
  unitId: string;
  /** Its name on the map. */
  callSign: string;
  /** Why, one of ProblemCodes. */
  code: 'fix-in-future' | 'fix-nowhere' | 'fix-impossible-jump' | 'fix-mock-position';
  /** How many. */
  count: number;
  /** Time of the latest of them by the device's clock, Unix milliseconds. */
  lastFixTimeMs: number;
}

/** A patrol unit, on duty or not. */
export interface UnitView {
  /** Stable id. */
  unitId: string;
  /** Who patrols. */
  kind: 'patrolCar' | 'volunteerTeam' | 'patrolSquad' | 'propertyGuard' | 'communityPolice';
  /** Name on the map. */
  callSign: string;
  /** Twelve-digit code of its home community, or null. */
  communityCode: string | null;
  /** The running duty, or null. */
  dutyId: string | null;
}

/** A track point that could not be read. */
export interface UnreadablePoint {
  /** Its line in the file, from 1. */
  line: number;
  /** What was found, and what to do about it. */
  sentence: string;
}

/** What became of one uploaded file. Of a file that was read, Points is the sum of Stored, Duplicates, OffDuty, WithoutTime and Unreadable. */
export interface UploadedTrackView {
  /** Its name as sent, cut to 200 characters. */
  fileName: string;
  /** Track points in it. */
  points: number;
  /** Fixes stored now. */
  stored: number;
  /** Fixes that were stored before, or stand in it twice: nothing changed. */
  duplicates: number;
  /** Points outside a duty of the unit, or outside the night of a volunteer's invite: counted and dropped unread. */
  offDuty: number;
  /** Points that do not say when they were taken, so that they belong to no duty. */
  withoutTime: number;
  /** Points whose place or time cannot be read. */
  unreadable: number;
  /** Of those stored, how many are not believed, by reason. */
  marked: MarkedCount[];
  /** The first points that could not be read, at most 5, each with its line. */
  firstUnreadable: UnreadablePoint[];
  /** Time of the earliest point that has one, UTC; null when none has. */
  firstFixAt: string | null;
  /** Time of the latest point that has one, UTC. */
  lastFixAt: string | null;
  /** Why the file, or the rest of it, was not taken; null when it was. */
  problem: TrackFileProblem | null;
}

/** One alley with its centre line, so that a client can draw walked metres exactly and list alleys by community; vector tiles cut lines at tile edges and can give neither. */
export interface AlleyView {
  /** Number of the place. */
  placeId: number;
  /** Its name. */
  name: string;
  /** The community it lies in, or null. */
  communityCode: string | null;
  /** Length of all pieces, metres; covered intervals count along the pieces in order. */
  lengthM: number;
  /** How much of it is true. */
  reality: 'real' | 'approximate' | 'invented';
  /** Pieces of the centre line as [lon, lat] pairs; most alleys have one. */
  linesWgs84: number[][][];
}

/** What raises an alert at a place that has an area: units of some kinds that enter or leave it on duty. */
export interface GeofenceSetting {
  /** Whether entering does. */
  onEnter: boolean;
  /** Whether leaving does; one of the two must. */
  onLeave: boolean;
  /** Of which kinds of unit, one at least. */
  unitKinds: ('patrolCar' | 'volunteerTeam' | 'patrolSquad' | 'propertyGuard' | 'communityPolice')[];
  /** How long a unit must be inside until it counts as having entered, 0 to 3,600; 0 also counts who drives through. */
  dwellSeconds: number;
}

/** A place with its fence. */
export interface GeofenceView {
  /** The place. */
  placeId: number;
  /** Its name. */
  name: string;
  /** Its kind. */
  kind: string;
  /** Since when it counts, UTC. */
  since: string;
  /** What raises an alert. */
  setting: GeofenceSetting;
}

/** One code of a place. */
export interface PlaceCodeView {
  /** Who gave it, e.g. NBS. */
  issuer: string;
  /** The code. */
  code: string;
  /** First valid day, yyyy-MM-dd. */
  validFrom: string;
  /** Last valid day, or null. */
  validTo: string | null;
}

/** One place as its card shows it. */
export interface PlaceView {
  /** Number of the place; the feature id in the vector tiles. */
  id: number;
  /** Which kind of place. */
  kind: 'district' | 'community' | 'courtyard' | 'alley' | 'school' | 'schoolPerimeter' | 'venue' | 'troubleArea';
  /** Its name. */
  name: string;
  /** Its full name, when longer. */
  fullName: string | null;
  /** The community it lies in, or null. */
  communityCode: string | null;
  /** Length of an alley in metres, otherwise null. */
  lengthM: number | null;
  /** Area of a polygon in square metres, otherwise null. */
  areaM2: number | null;
  /** Where the drawing comes from. */
  source: string;
  /** Accuracy of the drawing in metres. */
  accuracyM: number;
  /** How much of it is true. */
  reality: 'real' | 'approximate' | 'invented';
  /** Its codes with issuer and validity. */
  codes: PlaceCodeView[];
  /** Further attributes as imported. */
  attributes: Record<string, string>;
}

/** Machine-readable reasons; the same over HTTP (RFC 9457, member code) and the hub. */
export type ProblemCode =
  | 'sign-in-failed'
  | 'account-locked'
  | 'link-invalid'
  | 'forbidden'
  | 'invalid-value'
  | 'not-found'
  | 'conflict'
  | 'too-many-requests'
  | 'storage-unavailable'
  | 'fix-in-future'
  | 'fix-nowhere'
  | 'fix-impossible-jump'
  | 'fix-mock-position';

/** What a volunteer team sees on its phone. */
export interface AssignmentView {
  /** Tonight's route. */
  route: RouteView;
  /** The running duty, or null before the start and after the end. */
  dutyId: string | null;
  /** When it started, UTC. */
  dutyStartedAt: string | null;
  /** Metres of the route walked tonight by this team. */
  doneM: number;
  /** Per leg: walked pieces as [fromM, toM] along the leg. */
  legs: number[][][];
  /** For how many days the team's positions are kept. */
  keptDays: number;
}

/** A new route. */
export interface NewRoute {
  name: string;
  unitId: string;
  night: string;
  legs: NewRouteLeg[];
}

/** A leg as the leader made it: an alley picked from the map, or a drawn line; exactly one of the two. */
export interface NewRouteLeg {
  /** The alley, or null. */
  placeId: number | null;
  /** At least two [lon, lat] pairs, or null. */
  lineWgs84: number[][] | null;
}

/** The answer to publishing: the link the team opens on its phone. The token is shown this once. */
export interface PublishedRoute {
  /** The published route. */
  route: RouteView;
  /** Path of the invite link, /i/…. */
  invitePath: string;
  /** When the link stops working, UTC. */
  validUntil: string;
}

/** One piece of a route, in walking order. */
export interface RouteLegView {
  /** The alley it follows, or null for a drawn line. */
  placeId: number | null;
  /** What to call it on the phone. */
  name: string;
  /** Length in metres. */
  lengthM: number;
  /** [lon, lat] pairs in walking direction. */
  lineWgs84: number[][];
  /** On a team's own assignment: its rank, 1 to 20, among the district's streets with most incidents; null when it has none, and in the office's lists, whose map shows the counts themselves. */
  hotspotRank: number | null;
}

/** A patrol route for one unit and one night. */
export interface RouteView {
  /** Id. */
  routeId: string;
  /** Its name. */
  name: string;
  /** Who walks it. */
  unitId: string;
  /** The unit's name. */
  callSign: string;
  /** The duty night, yyyy-MM-dd. */
  night: string;
  /** Draft or published. */
  stage: 'draft' | 'published';
  /** Length in metres. */
  lengthM: number;
  /** The pieces in order. */
  legs: RouteLegView[];
}

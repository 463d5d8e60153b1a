import type { AssignmentView, DistrictView, PositionReceipt } from '../contracts';
import '../testSignals';
import { theme } from '../deployment/preferences';
import { followTonight } from '../deployment/tonight';
import { LiveConnection } from '../live/liveConnection';
import { followCommunityNames } from '../map/communityNames';
import { DistrictMap } from '../map/districtMap';
import { Cell } from '../store';
import { FetchedCell } from '../wire/fetched';
import { http } from '../wire/http';
import { Battery } from './battery';
import { OwnPosition } from './ownPosition';
import { PositionQueue } from './positionQueue';
import { Reporter } from './reporter';
import { SosCaller } from './sosCall';
import { routeBounds, routeFeatures } from './routeProgress';

const refreshMs = 15_000;
/** On the phone only the own route matters. */
const hiddenGroups = ['alleys', 'schools', 'troubleAreas', 'courtyards', 'venues'] as const;

/** A volunteer team's evening: the assignment, the phone's position, the queue towards the server. */
export class PatrolRun {
  readonly assignment = new FetchedCell<AssignmentView>();
  readonly own = new OwnPosition();
  readonly battery = new Battery();
  readonly connection = new LiveConnection({ restsWhenHidden: true });
  readonly reporter = new Cell<Reporter | null>(null);
  readonly districtMap = new Cell<DistrictMap | null>(null);
  readonly sos: SosCaller;
  readonly followMe = new Cell(true);
  readonly tonight: Cell<string>;
  /** The duty for which the person at this phone has agreed to be recorded; another phone's yes does not count here. */
  readonly agreedDuty = new Cell<string | null>(localStorage.getItem('songshan.agreed-duty'));
  #timer: ReturnType<typeof setInterval> | undefined;
  #fitted = false;
  readonly #district: DistrictView;

  constructor(district: DistrictView, unitId: string) {
    this.#district = district;
    this.sos = new SosCaller(() => this.own.fix.value, `${unitId} ${district.tonight}`);
    this.tonight = new Cell(district.tonight);
  }

  /** Starts map, connection and queue; returns how to stop. */
  start(holder: HTMLElement): () => void {
    const shown = new DistrictMap(holder, this.#district, { theme: theme.value, scale: 1.25 });
    for (const group of hiddenGroups) void shown.ready().then(() => shown.show(group, false));

    const stops: (() => void)[] = [];
    let ended = false;
    void shown.ready().then(() => {
      if (ended) return;
      this.districtMap.set(shown);
      stops.push(followCommunityNames(shown, this.#district, () => []));
    });
    shown.map.on('dragstart', () => this.followMe.set(false));
    const draw = () => this.#drawRoute();
    stops.push(
      followTonight(this.#district, this.tonight),
      this.battery.start(),
      theme.follow(() => this.districtMap.value?.restyle({ ...shown.choice, theme: theme.value })),
      this.assignment.follow(draw),
      this.districtMap.follow(draw),
      this.connection.link.follow((link) => {
        document.documentElement.dataset['live'] = link;
        if (link === 'live') this.sos.hurry();
      }),
      this.connection.alertsChanged.follow((change) => change !== null && this.sos.hear(change)),
      this.own.fix.follow((fix) => {
        if (fix !== null && this.followMe.value) shown.goTo(fix.lonDeg, fix.latDeg, shown.map.getZoom(), 400);
      }),
      this.followMe.follow((following) => {
        const fix = this.own.fix.value;
        if (following && fix !== null) shown.goTo(fix.lonDeg, fix.latDeg, shown.map.getZoom(), 400);
      }),
    );
    window.songshanPhone = { sentLonDeg: () => this.reporter.value?.lastStored?.lonDeg ?? null };
    this.connection.start();
    this.sos.start();
    this.#lookAtOwn();
    this.refresh();
    this.#timer = setInterval(() => this.refresh(), refreshMs);
    void this.#openQueue();
    return () => {
      ended = true;
      clearInterval(this.#timer);
      stops.forEach((stop) => stop());
      this.own.stop();
      this.sos.stop();
      this.connection.stop();
      this.reporter.value?.stop();
      shown.map.remove();
    };
  }

  refresh(): void {
    void this.assignment.load(() => http.get<AssignmentView>('/api/my/assignment')).then((assignment) => {
      if (assignment !== null && this.records(assignment)) this.#watch();
    });
  }

  /** Whether this phone takes positions for the running duty. */
  records(assignment: AssignmentView): boolean {
    return assignment.dutyId !== null && assignment.dutyId === this.agreedDuty.value;
  }

  /** Starts the duty, or joins the one that runs already; called only after the person has agreed. */
  async startDuty(): Promise<void> {
    const assignment = await this.assignment.load(() => http.post<AssignmentView>('/api/my/duty'));
    if (assignment === null || assignment.dutyId === null) return;
    localStorage.setItem('songshan.agreed-duty', assignment.dutyId);
    this.agreedDuty.set(assignment.dutyId);
    this.#watch();
  }

  /** Sends what is waiting, then ends the duty: what is sent afterwards would be off duty and dropped. */
  async endDuty(): Promise<void> {
    this.own.stop();
    await this.reporter.value?.flush().catch(() => undefined);
    await this.assignment.load(() => http.delete<AssignmentView>('/api/my/duty'));
  }

  #watch(): void {
    this.own.start((fix) => void this.reporter.value?.add({ ...fix, batteryShare: this.battery.share.value }));
  }

  /** Only who looks is told: of the own unit, and of its calls. */
  #lookAtOwn(): void {
    const [westDeg, southDeg, eastDeg, northDeg] = this.#district.boundsWgs84 as [number, number, number, number];
    this.connection.look({ westDeg, southDeg, eastDeg, northDeg });
  }

  async #openQueue(): Promise<void> {
    const queue = await PositionQueue.open();
    const reporter = new Reporter(queue, [
      (batch) => this.connection.report(batch),
      (batch) => http.post<PositionReceipt>('/api/positions', batch),
    ]);
    this.reporter.set(reporter);
    reporter.start();
  }

  #drawRoute(): void {
    const shown = this.districtMap.value;
    const assignment = this.assignment.value.value;
    if (shown === null || assignment === null) return;
    shown.setData('route', routeFeatures(assignment));
    const bounds = routeBounds(assignment);
    if (this.#fitted || bounds === null) return;
    this.#fitted = true;
    // The sheet that the route must not hide behind is laid out in the next frame.
    requestAnimationFrame(() => shown.showBounds(bounds, 0));
  }
}

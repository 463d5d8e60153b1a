import { useEffect, useState } from 'preact/hooks';
import { problemText } from '../accounts/problemText';
import type { NewRoute, PublishedRoute, RouteView, UnitView } from '../contracts';
import { dayName, duration, metres } from '../deployment/format';
import { daysBefore } from '../deployment/localTime';
import { NightSelect } from '../deployment/NightSelect';
import { lengthM } from '../map/lineMeasure';
import type { Room } from '../room';
import { useCell } from '../store';
import { useTexts, type TextKey } from '../texts/texts';
import { Icon } from '../widgets/Icon';
import { Empty, Waiting } from '../widgets/Waiting';
import { http, Problem, query } from '../wire/http';
import { PublishDialog } from './PublishDialog';
import type { RouteSketch } from './routeSketch';

const metresPerMinute = 67;
/** How far ahead a route can be planned, nights. */
const nightsAhead = 30;

/** Planning: pick alleys or draw lines, choose team and night, save, publish. */
export function RoutePanel({ room, sketch }: { room: Room; sketch: RouteSketch }) {
  const t = useTexts();
  const legs = useCell(sketch.legs);
  const mode = useCell(sketch.mode);
  const drawn = useCell(sketch.drawn);
  const tonight = useCell(room.tonight);
  const [chosenNight, setChosenNight] = useState<string | null>(null);
  // A night that is over cannot be planned for.
  const night = chosenNight === null || chosenNight < tonight ? tonight : chosenNight;
  const units = useCell(room.units);
  const routes = useCell(room.routes);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [published, setPublished] = useState<PublishedRoute | null>(null);
  const [busy, setBusy] = useState(false);
  const [chosenTeam, setChosenTeam] = useState<string | null>(null);

  useEffect(() => void room.units.load(() => http.get<UnitView[]>('/api/units')), [room]);
  useEffect(() => void room.routes.load(() => http.get<RouteView[]>(`/api/routes${query({ night })}`)), [room, night]);

  async function act(action: () => Promise<void>): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      await action();
      await room.routes.load(() => http.get<RouteView[]>(`/api/routes${query({ night })}`));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    }

    setBusy(false);
  }

  async function save(form: HTMLFormElement, thenPublish: boolean): Promise<void> {
    const fields = new FormData(form);
    const route: NewRoute = {
      name: String(fields.get('name')),
      unitId: String(fields.get('unitId')),
      night: String(fields.get('night')),
      legs: sketch.toNewLegs(),
    };
    await act(async () => {
      const draft = await http.post<RouteView>('/api/routes', route);
      sketch.clear();
      if (thenPublish) setPublished(await http.post<PublishedRoute>(`/api/routes/${draft.routeId}/publish`));
    });
  }

  const total = legs.reduce((sum, leg) => sum + leg.lengthM, lengthM(drawn));
  // A unit walks one published route a night: those that have theirs come last.
  const planned = new Set((routes.value ?? []).filter((route) => route.stage === 'published').map((route) => route.unitId));
  const rank = (unit: UnitView) => (planned.has(unit.unitId) ? 4 : 0) + (unit.kind === 'volunteerTeam' ? 0 : 2) + (unit.dutyId === null ? 0 : 1);
  const teams = (units.value ?? []).filter((unit) => unit.kind !== 'patrolCar').sort((a, b) => rank(a) - rank(b));
  const free = teams.filter((unit) => !planned.has(unit.unitId));
  const team = free.find((unit) => unit.unitId === chosenTeam) ?? free[0];
  return (
    <section class="panel" aria-label={t('tool.routes')}>
      <p class="panel-hint">{mode === 'draw' ? t('routes.hintDraw') : t('routes.hintPick')}</p>
      <div class="row-buttons">
        {mode === 'draw' ? (
          <button class="primary" disabled={drawn.length < 2} onClick={() => sketch.finishLine()}>
            {t('routes.finishLine')}
          </button>
        ) : (
          <button onClick={() => sketch.startLine()}>{t('routes.drawLine')}</button>
        )}
        <button disabled={legs.length + drawn.length === 0} onClick={() => sketch.undo()}>
          <Icon name="undo" size={15} />
          {t('routes.undo')}
        </button>
        <button disabled={legs.length + drawn.length === 0} onClick={() => sketch.clear()}>
          {t('routes.clear')}
        </button>
      </div>
      <p class="big-figure">
        <b data-route-length={Math.round(total)}>{metres(total)}</b> {total > 0 && t('routes.time', { time: duration(total / metresPerMinute) })}
      </p>
      {drawn.length > 0 && <p class="figure-note" role="status">{t('routes.points', { n: drawn.length })}</p>}
      {legs.length + drawn.length === 0 && <p class="empty-line">{t('routes.empty')}</p>}
      <ol class="leg-list">
        {legs.map((leg) => ({ ...leg, name: leg.name ?? t('routes.drawnLine') })).map((leg, index) => (
          <li key={`${leg.placeId} ${index}`}>
            <span class="rank">{index + 1}</span>
            <span class="grow">
              {leg.name}
              <small>{metres(leg.lengthM)}</small>
            </span>
            <button class="quiet square" disabled={index === 0} aria-label={t('routes.up', { name: leg.name })} onClick={() => sketch.move(index, -1)}>
              <Icon name="up" size={14} />
            </button>
            <button class="quiet square" disabled={index === legs.length - 1} aria-label={t('routes.down', { name: leg.name })} onClick={() => sketch.move(index, 1)}>
              <Icon name="down" size={14} />
            </button>
            <button class="quiet square" aria-label={t('routes.remove', { name: leg.name })} onClick={() => sketch.remove(index)}>
              <Icon name="trash" size={14} />
            </button>
          </li>
        ))}
      </ol>
      <form class="panel-fields" onSubmit={(event) => {
        event.preventDefault();
        const publish = (event.submitter as HTMLButtonElement | null)?.value === 'publish';
        void save(event.currentTarget, publish);
      }}>
        <label class="wide">
          {t('routes.name')}
          <input name="name" required maxLength={80} defaultValue={t('routes.defaultName', { night })} key={night} />
        </label>
        <label class="wide">
          {t('routes.team')}
          <select name="unitId" required value={team?.unitId ?? ''} onChange={(event) => setChosenTeam(event.currentTarget.value)}>
            {teams.map((unit) => (
              <option key={unit.unitId} value={unit.unitId} disabled={planned.has(unit.unitId)}>
                {unit.callSign}
                {planned.has(unit.unitId) ? t('routes.hasRoute') : unit.dutyId === null ? '' : t('routes.onDuty')}
              </option>
            ))}
          </select>
        </label>
        <label class="wide">
          {t('time.night')}
          <NightSelect value={night} newest={daysBefore(tonight, -nightsAhead)} count={nightsAhead + 1} tonight={tonight} name="night" onChoose={setChosenNight} />
        </label>
        {units.problem !== null && (
          <div class="wide">
            <Waiting fetched={units} retry={() => room.units.retry()} />
          </div>
        )}
        {units.value !== null && team === undefined && <p class="notice wide">{t('routes.noTeam')}</p>}
        {problem !== null && (
          <p class="form-problem wide" role="alert">
            {problemText(problem)}
          </p>
        )}
        <button value="draft" disabled={busy || legs.length === 0 || team === undefined}>
          {t('routes.save')}
        </button>
        <button class="primary" value="publish" disabled={busy || legs.length === 0 || team === undefined}>
          {t('routes.publish')}
        </button>
      </form>
      <h3>{t('routes.ofNight', { night: dayName(night) })}</h3>
      <Waiting fetched={routes} retry={() => room.routes.retry()} />
      {routes.value?.length === 0 && <Empty icon="route">{t('routes.none')}</Empty>}
      <ul class="route-list">
        {(routes.value ?? []).map((route) => (
          <li key={route.routeId}>
            <button class="grow" onClick={() => showRoute(room, route)}>
              <span class="grow">
                {route.name}
                <small>
                  {route.callSign} · {metres(route.lengthM)}
                </small>
              </span>
              <span class={`stage stage-${route.stage}`}>{t(`stage.${route.stage}` as TextKey)}</span>
            </button>
            {route.stage === 'draft' && (
              <>
                <button disabled={busy} onClick={() => void act(async () => setPublished(await http.post<PublishedRoute>(`/api/routes/${route.routeId}/publish`)))}>
                  {t('routes.publish')}
                </button>
                <button class="quiet square" disabled={busy} aria-label={t('routes.remove', { name: route.name })} onClick={() => void act(() => http.delete(`/api/routes/${route.routeId}`))}>
                  <Icon name="trash" size={14} />
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
      {published !== null && <PublishDialog published={published} onClose={() => setPublished(null)} />}
    </section>
  );
}

function showRoute(room: Room, route: RouteView): void {
  const points = route.legs.flatMap((leg) => leg.lineWgs84);
  if (points.length === 0) return;
  const lon = points.map((point) => point[0]!);
  const lat = points.map((point) => point[1]!);
  const shown = room.districtMap.value;
  shown?.setData('chosen', route.legs.map((leg) => ({ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: leg.lineWgs84 } })));
  shown?.showBounds([Math.min(...lon), Math.min(...lat), Math.max(...lon), Math.max(...lat)]);
}

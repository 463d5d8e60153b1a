import { useEffect, useState } from 'preact/hooks';
import type { LiveUnit, UnitView } from '../contracts';
import { age } from '../deployment/format';
import { secondTick } from '../deployment/clock';
import type { Room } from '../room';
import { useCell } from '../store';
import { useTexts, type TextKey } from '../texts/texts';
import { http } from '../wire/http';
import { Icon } from '../widgets/Icon';
import { SymbolPicture } from './SymbolPicture';
import { stateAt, unitKinds, unitStates, type UnitState } from './unitState';

/** More rows than anyone scrolls through; search and sifting find the rest. */
const longestList = 120;

/** Units on duty, the silent on top; searched by name, sifted by kind; arrows move, Enter opens. */
export function UnitList({ room }: { room: Room }) {
  const t = useTexts();
  const link = useCell(room.connection.link);
  // Once a second is as often as a list can be read; the map shows every frame.
  const now = useCell(secondTick);
  const picture = room.connection.picture.value;
  const all = useCell(room.units);
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState<LiveUnit['kind'] | null>(null);

  useEffect(() => void room.units.load(() => http.get<UnitView[]>('/api/units')), [room]);

  const entries = [...picture.units.values()].map((unit) => ({ unit, state: stateAt(unit, now) }));
  const shown = entries
    .filter(({ unit }) => (kind === null || unit.kind === kind) && unit.callSign.includes(search.trim()))
    .sort((a, b) => unitStates.indexOf(a.state) - unitStates.indexOf(b.state) || a.unit.callSign.localeCompare(b.unit.callSign, 'zh-CN'));
  const count = (state: UnitState) => entries.filter((entry) => entry.state === state).length;
  const offDuty = (all.value ?? []).filter((unit) => unit.dutyId === null).length;

  return (
    <section class="panel" aria-label={t('tool.units')}>
      <div class="state-counts" role="group" aria-label={t('units.byState')}>
        {unitStates.map((state) => (
          <span key={state} class={`state-${state}`} data-zero={count(state) === 0}>
            <b>{count(state)}</b>
            {t(`unitState.${state}` as TextKey)}
          </span>
        ))}
      </div>
      <div class="kind-filter" role="group" aria-label={t('units.byKind')}>
        {unitKinds.map((one) => (
          <button key={one} aria-pressed={kind === one} title={t(`kind.${one}` as TextKey)} onClick={() => setKind(kind === one ? null : one)}>
            <SymbolPicture kind={one} state="moving" />
            {entries.filter(({ unit }) => unit.kind === one).length}
          </button>
        ))}
      </div>
      <label class="search">
        <Icon name="search" size={15} />
        <input type="search" placeholder={t('units.search')} aria-label={t('units.search')} value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
      </label>
      {link === 'connecting' && <p class="loading-line" role="status">{t('state.loading')}</p>}
      {link !== 'connecting' && entries.length === 0 && <p class="empty-line">{t('units.none')}</p>}
      {entries.length > 0 && shown.length === 0 && <p class="empty-line">{t('units.noMatch')}</p>}
      <ul class="unit-list" role="listbox" aria-label={t('tool.units')} onKeyDown={moveFocus}>
        {shown.slice(0, longestList).map(({ unit, state }, index) => (
          <UnitRow key={unit.unitId} room={room} unit={unit} state={state} now={now} first={index === 0} />
        ))}
      </ul>
      {shown.length > longestList && <p class="panel-foot">{t('units.more', { n: shown.length - longestList })}</p>}
      {all.value !== null && <p class="panel-foot">{t('units.offDuty', { n: offDuty })}</p>}
    </section>
  );
}

function UnitRow({ room, unit, state, now, first }: { room: Room; unit: LiveUnit; state: UnitState; now: number; first: boolean }) {
  const t = useTexts();
  const card = useCell(room.card);
  const chosen = card?.kind === 'unit' && card.unitId === unit.unitId;
  return (
    <li role="presentation">
      <button
        role="option"
        aria-selected={chosen}
        tabIndex={chosen || first ? 0 : -1}
        data-unit={unit.unitId}
        onClick={() => {
          room.card.set({ kind: 'unit', unitId: unit.unitId });
          room.goTo(unit.lonDeg, unit.latDeg, Math.max(15, room.districtMap.value?.map.getZoom() ?? 15));
        }}
      >
        <SymbolPicture kind={unit.kind} state={state} />
        <span class="unit-name">
          {unit.callSign}
          <small>{t(`kind.${unit.kind}` as TextKey)}</small>
        </span>
        <span class={`unit-age state-${state}`}>{state === 'moving' || state === 'still' ? age(now - unit.fixTimeMs) : `${t(`unitState.${state}` as TextKey)} ${age(now - unit.fixTimeMs)}`}</span>
      </button>
    </li>
  );
}

/** Arrow keys, Home and End within a list of buttons. */
export function moveFocus(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
  if (step === undefined) return;
  const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLButtonElement>('button')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  buttons[Math.min(buttons.length - 1, Math.max(0, at + step))]?.focus();
  event.preventDefault();
}

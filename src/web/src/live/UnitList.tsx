import { useEffect, useState } from 'preact/hooks';
import { mayEnrolPhones, maySeeMarks } from '../accounts/session';
import type { LiveUnit, UnitView } from '../contracts';
import { age } from '../deployment/format';
import { secondTick } from '../deployment/clock';
import type { Room } from '../room';
import { useCell } from '../store';
import { useTexts, type TextKey } from '../texts/texts';
import { http } from '../wire/http';
import { Icon } from '../widgets/Icon';
import { moveFocus } from '../widgets/keys';
import { Empty, Loading, ProblemBox } from '../widgets/Waiting';
import { byUnit } from './marks/markCounts';
import { QuarantineDialog } from './marks/QuarantineDialog';
import { EnrolDialog } from './phones/EnrolDialog';
import { SymbolPicture } from './SymbolPicture';
import { UploadDialog } from './tracks/UploadDialog';
import { listUnits, type ListedUnit } from './unitGroups';
import { unitKinds, unitStates, type UnitState } from './unitState';

/** More rows than anyone scrolls through; search and sifting find the rest. */
const longestList = 120;
const lowBattery = 0.2;

/** Units on duty, the silent on top; searched by name, sifted by state and kind; arrows move, Enter opens. */
export function UnitList({ room }: { room: Room }) {
  const t = useTexts();
  const link = useCell(room.connection.link);
  // Once a second is as often as a list can be read; the map shows every frame.
  const now = useCell(secondTick);
  const picture = room.connection.picture.value;
  const all = useCell(room.units);
  const card = useCell(room.card);
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState<LiveUnit['kind'] | null>(null);
  const [state, setState] = useState<UnitState | null>(null);
  const [dialog, setDialog] = useState<'enrol' | 'upload' | 'marks' | null>(null);

  useEffect(() => void room.units.load(() => http.get<UnitView[]>('/api/units')), [room]);

  const list = listUnits([...picture.units.values()], now, { search, kind, state });
  const marked = byUnit(useCell(room.markCounts).value ?? []);
  const markedTotal = marked.reduce((sum, unit) => sum + unit.total, 0);
  const offDuty = (all.value ?? []).filter((unit) => unit.dutyId === null).length;
  const chosen = card?.kind === 'unit' ? card.unitId : null;
  // Tab enters the list at the chosen unit, or at the first one.
  const listed = list.groups.flatMap((group) => group.units);
  const entry = listed.some(({ unit }) => unit.unitId === chosen) ? chosen : listed[0]?.unit.unitId;
  let left = longestList;
  return (
    <section class="panel units-panel" aria-label={t('tool.units')}>
      <div class="state-counts" role="group" aria-label={t('units.byState')}>
        {unitStates.map((one) => (
          <button
            key={one}
            class={`state-${one}`}
            aria-pressed={state === one}
            data-state={one}
            data-zero={list.states[one] === 0}
            onClick={() => setState(state === one ? null : one)}
          >
            <b>{list.states[one]}</b>
            {t(`unitState.${one}` as TextKey)}
          </button>
        ))}
      </div>
      <div class="kind-filter" role="group" aria-label={t('units.byKind')}>
        {unitKinds.map((one) => (
          <button
            key={one}
            aria-pressed={kind === one}
            aria-label={`${t(`kind.${one}` as TextKey)} ${list.kinds[one]}`}
            title={t(`kind.${one}` as TextKey)}
            onClick={() => setKind(kind === one ? null : one)}
          >
            <SymbolPicture kind={one} state="moving" />
            {list.kinds[one]}
          </button>
        ))}
      </div>
      <label class="search">
        <Icon name="search" size={15} />
        <input type="search" placeholder={t('units.search')} aria-label={t('units.search')} value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
      </label>
      {link === 'connecting' && <Loading />}
      {link !== 'connecting' && picture.units.size === 0 && <Empty icon="shield">{t('units.none')}</Empty>}
      {picture.units.size > 0 && listed.length === 0 && <Empty icon="search">{t('units.noMatch')}</Empty>}
      <div class="unit-list" role="listbox" aria-label={t('tool.units')} onKeyDown={moveFocus}>
        {list.groups.map((group) => {
          const units = group.units.slice(0, Math.max(0, left));
          left -= group.units.length;
          const name = t(group.name as TextKey);
          return (
            units.length > 0 && (
              <div key={group.name} role="group" aria-label={name} data-group={group.name}>
                <h3 class={group.urgent ? `state-${group.units[0]!.state}` : undefined} aria-hidden="true">
                  {name} <span>{group.units.length}</span>
                </h3>
                {units.map((one) => (
                  <UnitRow key={one.unit.unitId} room={room} listed={one} now={now} urgent={group.urgent} chosen={one.unit.unitId === chosen} entry={one.unit.unitId === entry} marked={marked.find((unit) => unit.unitId === one.unit.unitId)?.total ?? 0} />
                ))}
              </div>
            )
          );
        })}
      </div>
      {left < 0 && <p class="panel-foot">{t('units.more', { n: -left })}</p>}
      {all.problem !== null && <ProblemBox problem={all.problem} retry={() => room.units.retry()} />}
      {all.value !== null && all.value.length > 0 && (
        <footer class="unit-senders">
          <p>
            {t('units.offDuty', { n: offDuty })}
            {maySeeMarks(room.session) && (
              <button class="quiet marks-open" onClick={() => setDialog('marks')}>
                <Icon name="doubt" size={15} />
                {t('marks.open')}
                {markedTotal > 0 && <em class="tally">{markedTotal.toLocaleString('en')}</em>}
              </button>
            )}
          </p>
          <div class="row-buttons">
            {mayEnrolPhones(room.session) && (
              <button onClick={() => setDialog('enrol')}>
                <Icon name="phone" size={15} />
                {t('enrol.open')}
              </button>
            )}
            <button onClick={() => setDialog('upload')}>
              <Icon name="upload" size={15} />
              {t('upload.open')}
            </button>
          </div>
        </footer>
      )}
      {dialog === 'marks' && <QuarantineDialog room={room} onClose={() => setDialog(null)} />}
      {dialog === 'enrol' && <EnrolDialog units={all.value!} chosen={chosen ?? all.value![0]!.unitId} onClose={() => setDialog(null)} />}
      {dialog === 'upload' && <UploadDialog units={all.value!} chosen={chosen ?? all.value![0]!.unitId} onClose={() => setDialog(null)} />}
    </section>
  );
}

function UnitRow({ room, listed, now, urgent, chosen, entry, marked }: { room: Room; listed: ListedUnit; now: number; urgent: boolean; chosen: boolean; entry: boolean; marked: number }) {
  const t = useTexts();
  const { unit, state } = listed;
  const moves = state === 'moving' && unit.speedMps !== null;
  return (
    <button
      role="option"
      aria-selected={chosen}
      tabIndex={entry ? 0 : -1}
      data-unit={unit.unitId}
      onClick={() => {
        room.card.set({ kind: 'unit', unitId: unit.unitId });
        room.goTo(unit.lonDeg, unit.latDeg, Math.max(15, room.districtMap.value?.map.getZoom() ?? 15));
      }}
    >
      <SymbolPicture kind={unit.kind} state={state} />
      <span class="unit-name">
        {unit.callSign}
        <small>
          {urgent ? t(`kind.${unit.kind}` as TextKey) : t(`unitState.${state}` as TextKey)}
          {moves && ` ${(unit.speedMps! * 3.6).toFixed(1)}\u00a0km/h`}
        </small>
      </span>
      {marked > 0 && (
        <span class="doubted" title={t('marks.ofUnit', { n: marked })} aria-label={t('marks.ofUnit', { n: marked })}>
          <Icon name="doubt" size={13} />
          {marked}
        </span>
      )}
      {unit.batteryShare !== null && unit.batteryShare < lowBattery && (
        <span class="low-battery" title={t('unit.battery')}>
          <Icon name="battery" size={15} />
          {Math.round(unit.batteryShare * 100)}&nbsp;%
        </span>
      )}
      <span class={urgent ? `unit-age state-${state}` : 'unit-age'}>{age(now - unit.fixTimeMs)}</span>
    </button>
  );
}

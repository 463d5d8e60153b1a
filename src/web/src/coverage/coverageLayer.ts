import type { AlleyCoverageView, AlleyView, CoverageChanged, CoverageView } from '../contracts';
import type { Room } from '../room';
import { http, query } from '../wire/http';
import { alleyPieces, wholeAlleys } from './alleyPieces';
import { changedSinceLooked, look, looked } from './looked';

export function coveredById(view: CoverageView | null): Map<number, AlleyCoverageView> {
  return new Map((view?.alleys ?? []).map((alley) => [alley.placeId, alley]));
}

/** The coverage of the chosen night; null while it is on its way, and never that of another night. */
export function shownCoverage(room: Room): CoverageView | null {
  const view = room.coverage.value.value;
  return view?.night === room.night.value ? view : null;
}

/** The coverage view after a notice about some of its alleys; another night's notice changes nothing. */
export function afterNotice(view: CoverageView, notice: CoverageChanged): CoverageView {
  if (view.night !== notice.night) return view;
  const alleys = coveredById(view);
  for (const alley of notice.alleys) alleys.set(alley.placeId, alley);
  const all = [...alleys.values()];
  return { ...view, alleys: all, coveredM: all.reduce((sum, alley) => sum + alley.coveredM, 0) };
}

/** Fetches and draws the chosen night's coverage, and keeps tonight's current. Returns how to stop. */
export function followCoverage(room: Room): () => void {
  const loadNight = (night: string) => {
    void room.coverage.load(() => http.get<CoverageView>(`/api/coverage${query({ night })}`));
  };
  void room.alleys.load(() => http.get<AlleyView[]>(`/api/alleys${query({ v: room.district.tilesVersion })}`));
  let scheduled = false;
  const draw = () => {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(() => {
      scheduled = false;
      const shown = room.districtMap.value;
      const alleys = room.alleys.value.value;
      if (shown === null || alleys === null) return;
      const view = shownCoverage(room);
      const known = view !== null;
      const pieces = alleyPieces(alleys, coveredById(view));
      // Without coverage no alley is due or done: it cannot be told.
      shown.setData('unknown', known ? [] : pieces.due);
      shown.setData('due', known ? pieces.due : []);
      shown.setData('walked', pieces.walked);
      const changed = view === null ? [] : changedSinceLooked(view, looked.value);
      shown.setData('backfilled', wholeAlleys(alleys, new Set(changed.map((alley) => alley.placeId))));
    });
  };
  // A night that is shown for the first time in this browser has no "before".
  const beginLooking = () => {
    const view = shownCoverage(room);
    if (view !== null && looked.value[view.night] === undefined) look(view);
  };
  const stops = [
    room.night.follow(loadNight),
    room.night.follow(beginLooking),
    room.coverage.follow(beginLooking),
    room.night.follow(draw),
    room.coverage.follow(draw),
    room.alleys.follow(draw),
    room.districtMap.follow(draw),
    looked.onChange(draw),
    room.connection.coverageChanged.follow((notice) => {
      const view = room.coverage.value.value;
      if (notice !== null && view !== null) room.coverage.replace(afterNotice(view, notice));
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

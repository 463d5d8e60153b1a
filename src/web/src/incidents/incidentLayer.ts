import type { IncidentList } from '../contracts';
import { serverNowMs } from '../deployment/clock';
import type { Room } from '../room';
import { http, query } from '../wire/http';

/** Shows the incidents of the chosen window and loads them again when the server says they changed. */
export function followIncidents(room: Room): () => void {
  const draw = () => {
    const shown = room.districtMap.value;
    if (shown === null || !room.groups.value.incidents) return;
    // Whole minutes: the same address for a minute lets tiles come from the cache.
    const to = Math.ceil(serverNowMs() / 60_000) * 60_000;
    const window = {
      from: new Date(to - room.incidentDays.value * 86_400_000).toISOString(),
      to: new Date(to).toISOString(),
    };
    shown.setIncidentTiles(query({ ...window, v: room.connection.incidentsChanged.value?.version ?? '0' }));
    void room.incidentTotal.load(async () => (await http.get<IncidentList>(`/api/incidents${query({ ...window, limit: 1 })}`)).total);
  };
  let wasOn = false;
  const stops = [
    room.districtMap.follow(draw),
    room.incidentDays.follow(draw),
    room.connection.incidentsChanged.follow((notice) => {
      if (notice !== null) draw();
    }),
    room.groups.follow((groups) => {
      if (groups.incidents && !wasOn) draw();
      wasOn = groups.incidents;
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

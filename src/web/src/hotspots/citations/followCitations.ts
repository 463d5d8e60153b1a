import type { HotspotCitationView } from '../../contracts';
import type { Room } from '../../room';
import { http } from '../../wire/http';

/** Reads which runs are cited. */
export async function loadCitations(room: Room): Promise<void> {
  await room.citations.load(() => http.get<HotspotCitationView[]>('/api/hotspots/citations'));
}

/** Reads the cited runs when hotspots are first looked at, and leaves a cited run when something else is asked. Returns how to stop. */
export function followCitations(room: Room): () => void {
  const stops = [
    room.tool.follow((tool) => {
      if (tool === 'hotspots') void loadCitations(room);
    }),
    room.hotspotAsk.onChange(() => room.citedRun.set(null)),
    // Two windows are compared as they are now.
    room.citedRun.onChange((runId) => {
      if (runId !== null) room.comparedWith.set(null);
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

import { useState } from 'preact/hooks';
import type { HotspotRunView } from '../contracts';
import type { Room } from '../room';
import { useTexts } from '../texts/texts';
import { hotspotPicture } from './pictureFile';

const formats = { geojson: 'GeoJSON', csv: 'CSV', gpkg: 'GeoPackage' };

/** The run as files: data with question and window written in, and the map as a picture. */
export function ExportLinks({ room, run }: { room: Room; run: HotspotRunView }) {
  const t = useTexts();
  const [busy, setBusy] = useState(false);

  async function savePicture(): Promise<void> {
    setBusy(true);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await hotspotPicture(room, room.districtMap.value!, run));
    link.download = `hotspots-${run.runId}.png`;
    link.click();
    URL.revokeObjectURL(link.href);
    setBusy(false);
  }

  return (
    <p class="exports">
      {t('hotspots.export')}
      {Object.entries(formats).map(([format, name]) => (
        <a key={format} href={`/api/hotspots/${run.runId}/export?format=${format}`} download>
          {name}
        </a>
      ))}
      <button class="quiet" disabled={busy} data-export="png" onClick={() => void savePicture()}>
        PNG
      </button>
    </p>
  );
}

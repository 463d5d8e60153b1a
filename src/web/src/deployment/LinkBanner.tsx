import type { Room } from '../room';
import { useCell } from '../store';
import { useTexts } from '../texts/texts';
import { secondTick } from './clock';
import { age } from './format';
import { useEffect, useState } from 'preact/hooks';

/** Says that the connection is lost and for how long; what is on the map is then the last that was known. */
export function LinkBanner({ room }: { room: Room }) {
  const t = useTexts();
  const link = useCell(room.connection.link);
  const now = useCell(secondTick);
  const [lostAt, setLostAt] = useState<number | null>(null);
  useEffect(() => setLostAt(link === 'lost' ? secondTick.value : null), [link]);
  if (link !== 'lost') return null;
  return (
    <div class="link-banner" role="alert">
      {t('link.lostBanner', { age: age(lostAt === null ? 0 : now - lostAt) })}
    </div>
  );
}

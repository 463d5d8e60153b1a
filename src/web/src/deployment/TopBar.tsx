import { SignOutButton } from '../accounts/SignOutButton';
import type { Room } from '../room';
import { useCell } from '../store';
import { useTexts, type TextKey } from '../texts/texts';
import { Icon } from '../widgets/Icon';
import { LanguageSwitch, ThemeSwitch, WallSwitch } from '../widgets/Switches';
import { secondTick } from './clock';
import { clockTimeSeconds, weekday } from './format';

/** District and duty night, the server's clock with the connection lamp, who is signed in, and the page's own settings. */
export function TopBar({ room }: { room: Room }) {
  const t = useTexts();
  const link = useCell(room.connection.link);
  const now = useCell(secondTick);
  const tonight = useCell(room.tonight);
  const { district, session } = room;
  const scope = district.communities.find((community) => community.code === session.communityCode)?.shortName;
  return (
    <header class="top" data-floats>
      <div class="brand">
        <Icon name="shield" size={22} />
        <h1>{district.name}</h1>
        <span class="app-name">{t('app.name')}</span>
      </div>
      <div class="top-night">
        {t('time.dutyNight')} <b>{tonight}</b> {weekday(tonight)} <span>{`${district.nightStart}–${district.nightEnd}`}</span>
      </div>
      <div class="top-right">
        <span class={`lamp lamp-${link}`} role="status">
          {t(`link.${link}` as TextKey)}
        </span>
        <time class="clock" title={t('time.live')}>
          {clockTimeSeconds(now)}
        </time>
        <span class="who">
          {session.name}
          <small>
            {t(`role.${session.role}` as TextKey)}
            {scope !== undefined && ` · ${scope}`}
          </small>
        </span>
        <LanguageSwitch />
        <ThemeSwitch />
        <WallSwitch />
        <SignOutButton />
      </div>
    </header>
  );
}

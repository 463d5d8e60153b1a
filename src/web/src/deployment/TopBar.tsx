import { signOut } from '../accounts/session';
import type { Room } from '../room';
import { useCell } from '../store';
import { useTexts, type TextKey } from '../texts/texts';
import { Icon } from '../widgets/Icon';
import { LanguageSwitch, ThemeSwitch, WallSwitch } from '../widgets/Switches';

/** District and duty night, the connection lamp, who is signed in, and the page's own settings. */
export function TopBar({ room }: { room: Room }) {
  const t = useTexts();
  const link = useCell(room.connection.link);
  const { district, session } = room;
  const scope = district.communities.find((community) => community.code === session.communityCode)?.shortName;
  return (
    <header class="top">
      <div class="brand">
        <Icon name="shield" size={22} />
        <h1>{district.name}</h1>
        <span class="app-name">{t('app.name')}</span>
      </div>
      <div class="top-night">
        {t('time.dutyNight')} <b>{district.tonight}</b> <span>{`${district.nightStart}–${district.nightEnd}`}</span>
      </div>
      <div class="top-right">
        <span class={`lamp lamp-${link}`} role="status">
          {t(`link.${link}` as TextKey)}
        </span>
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
        <button class="quiet square" aria-label={t('top.signOut')} title={t('top.signOut')} onClick={() => void signOut()}>
          <Icon name="leave" />
        </button>
      </div>
    </header>
  );
}

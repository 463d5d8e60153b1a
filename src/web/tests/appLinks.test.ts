import { describe, expect, it } from 'vitest';
import { appLink } from '../src/live/phones/appLinks';

const phone = { token: 'AZaz09-_'.repeat(5) + 'abc', night: '2026-11-28', traccarClientPath: '/in/osmand', ownTracksPath: `/in/owntracks/${'AZaz09-_'.repeat(5)}abc` };

describe('links that configure an app', () => {
  it('give Traccar Client the server as origin and path, and the token as identifier', () => {
    const link = new URL(appLink('traccar', 'https://gis.example:8443', phone, 'team-07'));
    expect(link.origin + link.pathname).toBe('https://gis.example:8443/in/osmand');
    expect(link.searchParams.get('id')).toBe(phone.token);
  });

  it('give OwnTracks its settings in Base64 that needs no escaping, whatever the length', () => {
    for (const unit of ['a', 'ab', 'abc', 'squad-12']) {
      const link = appLink('ownTracks', 'https://gis.example', phone, unit);
      expect(link).toMatch(/^owntracks:\/\/\/config\?inline=[A-Za-z0-9]+$/);
      expect(JSON.parse(atob(link.split('inline=')[1]!))).toMatchObject({ mode: 3, url: `https://gis.example${phone.ownTracksPath}`, deviceId: unit });
    }
  });
});

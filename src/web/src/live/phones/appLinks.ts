import type { EnrolledPhone } from '../../contracts';

/** The apps that configure themselves from a link in a QR code. */
export const phoneApps = ['traccar', 'ownTracks'] as const;
export type PhoneApp = (typeof phoneApps)[number];

/** How often a phone on patrol reports: coverage joins fixes that are less than 60 s and 150 m apart. */
const everySeconds = 10;
const everyM = 10;

/** The server's address for the app, as it would be typed. */
export function appAddress(app: PhoneApp, origin: string, phone: EnrolledPhone): string {
  return origin + (app === 'traccar' ? phone.traccarClientPath : phone.ownTracksPath);
}

/** The link that configures the app. */
export function appLink(app: PhoneApp, origin: string, phone: EnrolledPhone, unitId: string): string {
  return app === 'traccar' ? traccarLink(origin, phone) : ownTracksLink(origin, phone, unitId);
}

/** Traccar Client 9 and later (`ConfigurationService.applyUri`): origin and path are the server, the query sets what it names; a version
 * that does not know `service` leaves it to the phone's holder to start. */
function traccarLink(origin: string, phone: EnrolledPhone): string {
  const settings = new URLSearchParams({
    id: phone.token, accuracy: 'high', interval: String(everySeconds), distance: String(everyM), buffer: 'true', service: 'true',
  });
  return `${appAddress('traccar', origin, phone)}?${settings}`;
}

/** OwnTracks (booklet, JSON `_type=configuration`): `owntracks:///config?inline=` with the settings in Base64. */
function ownTracksLink(origin: string, phone: EnrolledPhone, unitId: string): string {
  const json = JSON.stringify({
    _type: 'configuration',
    mode: 3,
    url: appAddress('ownTracks', origin, phone),
    deviceId: unitId,
    tid: unitId.slice(-2),
    monitoring: 2,
    moveModeLocatorInterval: everySeconds,
    locatorInterval: everySeconds,
    locatorDisplacement: everyM,
    encryptionKey: '',
  });
  // Base64 of this ASCII text in groups of three characters has neither + nor / nor =, which the apps decode differently.
  return `owntracks:///config?inline=${btoa(json.padEnd(Math.ceil(json.length / 3) * 3))}`;
}

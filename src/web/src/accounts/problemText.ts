import { text, type TextKey } from '../texts/texts';
import type { Problem } from '../wire/http';

const known: Partial<Record<Problem['code'], TextKey>> = {
  'sign-in-failed': 'problem.signInFailed',
  'account-locked': 'problem.accountLocked',
  'link-invalid': 'problem.linkInvalid',
  forbidden: 'problem.forbidden',
  'too-many-requests': 'problem.tooManyRequests',
  'storage-unavailable': 'problem.storageUnavailable',
  offline: 'problem.offline',
};

/** The problem as a sentence for the person at the screen; the server's own words where they say more. */
export function problemText(problem: Problem): string {
  const key = known[problem.code];
  return key === undefined ? text('problem.other', { detail: problem.message }) : text(key);
}

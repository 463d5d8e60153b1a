import { text, type TextKey } from '../texts/texts';
import type { Problem } from '../wire/http';

const known: Partial<Record<Problem['code'], TextKey>> = {
  'sign-in-failed': 'problem.signInFailed',
  'account-locked': 'problem.accountLocked',
  'link-invalid': 'problem.linkInvalid',
  forbidden: 'problem.forbidden',
  'invalid-value': 'problem.invalidValue',
  'not-found': 'problem.notFound',
  conflict: 'problem.conflict',
  'too-many-requests': 'problem.tooManyRequests',
  'storage-unavailable': 'problem.storageUnavailable',
  offline: 'problem.offline',
};

/** The problem as a sentence for the person at the screen, with the server's own words where only they say what to change. */
export function problemText(problem: Problem): string {
  const key = known[problem.code] ?? (problem.httpCode >= 500 ? 'problem.server' : 'problem.other');
  return text(key, { detail: problem.message, code: problem.httpCode });
}

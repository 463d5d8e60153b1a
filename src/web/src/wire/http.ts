import type { ProblemCode } from '../contracts';
import { noteServerTime } from '../deployment/clock';

/** A refused or failed request: the server's problem code and sentence (RFC 9457), or `offline` when nothing answered. */
export class Problem extends Error {
  constructor(
    readonly httpCode: number,
    readonly code: ProblemCode | 'offline' | 'unknown',
    sentence: string,
  ) {
    super(sentence);
  }
}

let unauthorized: () => void = () => {};

/** Sets what happens when the server no longer knows the session. */
export function onUnauthorized(listener: () => void): void {
  unauthorized = listener;
}

async function send<T>(method: string, path: string, body?: unknown, withinMs?: number): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-Requested-With'] = 'songshan';
  // Of a form the browser itself writes what separates its parts.
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers['Content-Type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      ...(withinMs === undefined ? {} : { signal: AbortSignal.timeout(withinMs) }),
    });
  } catch {
    throw new Problem(0, 'offline', '');
  }

  // To the second only, and old when it comes from a cache: the clock takes the latest of several.
  const date = Date.parse(response.headers.get('date') ?? '');
  if (!Number.isNaN(date)) noteServerTime(date, Date.now());
  if (!response.ok) {
    const problem = await problemOf(response);
    if (response.status === 401) unauthorized();
    throw problem;
  }

  const text = await response.text().catch(() => {
    throw new Problem(0, 'offline', '');
  });
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    const document = (await response.json()) as { code?: ProblemCode; detail?: string; title?: string };
    return new Problem(response.status, document.code ?? 'unknown', document.detail ?? document.title ?? `HTTP ${response.status}`);
  } catch {
    return new Problem(response.status, 'unknown', `HTTP ${response.status}`);
  }
}

/** `withinMs`: how long to wait before it counts as not answered; as long as the browser does when it is left out. */
export const http = {
  get: <T>(path: string, withinMs?: number) => send<T>('GET', path, undefined, withinMs),
  post: <T>(path: string, body?: unknown, withinMs?: number) => send<T>('POST', path, body, withinMs),
  put: <T>(path: string, body: unknown) => send<T>('PUT', path, body),
  delete: <T>(path: string) => send<T>('DELETE', path),
};

/** A query string without the absent values. */
export function query(values: Record<string, string | number | boolean | readonly (string | number)[] | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === '') continue;
    if (Array.isArray(value)) for (const one of value) search.append(name, String(one));
    else search.append(name, String(value));
  }

  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

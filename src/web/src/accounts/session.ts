import type { SessionView } from '../contracts';
import { Cell } from '../store';
import { http, Problem } from '../wire/http';

/** Who is signed in; null when nobody is, undefined until the server has said. */
export const session = new Cell<SessionView | null | undefined>(undefined);

/** Asks the server who is signed in. A failure other than "nobody" is thrown. */
export async function readSession(): Promise<void> {
  try {
    session.set(await http.get<SessionView>('/api/session'));
  } catch (error) {
    if (!(error instanceof Problem) || error.httpCode !== 401) throw error;
    session.set(null);
  }
}

export async function signOut(): Promise<void> {
  await http.delete('/api/session');
  location.assign('/');
}

/** May plan and publish routes. */
export function mayPlan(view: SessionView): boolean {
  return view.role === 'leader' || view.role === 'admin';
}

/** May enter incidents. */
export function mayEnterIncidents(view: SessionView): boolean {
  return view.role === 'dispatcher' || view.role === 'admin';
}

import type { SessionView } from '../contracts';
import { Cell } from '../store';
import { http, onUnauthorized, Problem } from '../wire/http';

/** Who is signed in; null when nobody is, undefined until the server has said. */
export const session = new Cell<SessionView | null | undefined>(undefined);

/** Whose session ended under his hands, so that the next page can say so; null otherwise. */
export const ended = new Cell<SessionView | null>(null);

// A session ends on the server (its night is over, its time is up): the first refused request tells.
onUnauthorized(() => {
  if (!session.value) return;
  ended.set(session.value);
  session.set(null);
});

/** Asks the server who is signed in. A failure other than "nobody" is thrown. */
export async function readSession(): Promise<void> {
  try {
    session.set(await http.get<SessionView>('/api/session'));
  } catch (error) {
    if (!(error instanceof Problem) || error.httpCode !== 401) throw error;
    session.set(null);
  }
}

/** Ends the session and shows the sign-in page.
 * @throws Problem when the server cannot be told; one that is over already is no failure. */
export async function signOut(): Promise<void> {
  try {
    await http.delete('/api/session');
  } catch (error) {
    if (!(error instanceof Problem) || error.httpCode !== 401) throw error;
  }

  location.assign('/');
}

/** May plan and publish routes. */
export function mayPlan(view: SessionView): boolean {
  return view.role === 'leader' || view.role === 'admin';
}

/** May enrol a phone for a unit. */
export function mayEnrolPhones(view: SessionView): boolean {
  return view.role === 'dispatcher' || view.role === 'admin';
}

/** May see what devices sent that is not believed. */
export function maySeeMarks(view: SessionView): boolean {
  return view.role === 'dispatcher' || view.role === 'admin';
}

/** May enter incidents. */
export function mayEnterIncidents(view: SessionView): boolean {
  return view.role === 'dispatcher' || view.role === 'admin';
}

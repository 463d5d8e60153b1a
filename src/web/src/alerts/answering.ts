import { useState } from 'preact/hooks';
import type { AlertView } from '../contracts';
import { text } from '../texts/texts';
import { http, Problem } from '../wire/http';

/** What a desk does about an alert: whether it is on its way, what is wrong with it, and how to do it. */
export interface Answering {
  busy: boolean;
  problem: string | null;
  /** Whether it was done. */
  send(action: 'accept' | 'close', body: object): Promise<boolean>;
}

export function useAnswering(alert: AlertView): Answering {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  return {
    busy,
    problem,
    async send(action, body) {
      setBusy(true);
      setProblem(null);
      try {
        await http.post(`/api/alerts/${alert.alertId}/${action}`, body);
        return true;
      } catch (error) {
        setProblem(text(error instanceof Problem && error.code === 'conflict' ? 'alert.takenBefore' : 'alert.notTaken'));
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}

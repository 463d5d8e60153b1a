import { Cell } from '../store';

/** Rings: three short tones, high enough to be heard through talk. A browser lets no page sound that nobody has touched. */
export class AlertBell {
  /** Whether the browser keeps it silent until somebody touches the page. */
  readonly isHeldBack = new Cell(false);
  /** How often it has rung. */
  rung = 0;
  #sound: AudioContext | null = null;

  /** Rings once; a ring that the browser holds back is not made up for. */
  ring(): void {
    this.rung++;
    this.#sound ??= new AudioContext();
    if (this.#sound.state !== 'running') {
      this.isHeldBack.set(true);
      void this.allow();
      return;
    }

    for (let tone = 0; tone < 3; tone++) this.#tone(this.#sound, this.#sound.currentTime + tone * 0.28);
  }

  /** Called from a touch: from then on it may sound. */
  async allow(): Promise<void> {
    await this.#sound?.resume();
    if (this.#sound?.state === 'running') this.isHeldBack.set(false);
  }

  stop(): void {
    void this.#sound?.close();
    this.#sound = null;
  }

  #tone(sound: AudioContext, at: number): void {
    const tone = sound.createOscillator();
    const volume = sound.createGain();
    tone.frequency.value = 1175;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(0.35, at + 0.02);
    volume.gain.setTargetAtTime(0, at + 0.14, 0.03);
    tone.connect(volume).connect(sound.destination);
    tone.start(at);
    tone.stop(at + 0.3);
  }
}

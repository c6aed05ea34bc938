"use strict";

/** Where in a recording the page stands, and whether it runs on by itself. */
class Playback {
  static SPEEDS = [0.25, 0.5, 1, 2, 4, 8];
  static MILLIS_PER_STEP = 1500;

  #steps = [];
  #at = 0;
  #speed = Playback.SPEEDS.indexOf(1);
  #timer = null;
  #changed;

  /** @param changed called whenever anything about this has changed */
  constructor(changed) {
    this.#changed = changed;
  }

  /** Every step of a recording holds only what differs from the step before: here all are complete. */
  static completeSteps(recording) {
    let scene = {};
    return recording.steps.map(step => {
      scene = { ...scene, ...step.scene };
      return { ...step, scene };
    });
  }

  load(recording) {
    this.pause();
    this.#steps = Playback.completeSteps(recording);
    this.#at = 0;
    this.#changed();
  }

  get steps() { return this.#steps; }
  get at() { return this.#at; }
  get step() { return this.#steps[this.#at]; }
  get before() { return this.#at > 0 ? this.#steps[this.#at - 1] : null; }
  get atStart() { return this.#at === 0; }
  get atEnd() { return this.#at === this.#steps.length - 1; }
  get playing() { return this.#timer !== null; }
  get speed() { return Playback.SPEEDS[this.#speed]; }
  get slowest() { return this.#speed === 0; }
  get fastest() { return this.#speed === Playback.SPEEDS.length - 1; }

  /** Goes to a step, counted from 0, or as near as there is one. */
  goTo(index) {
    this.#at = Math.min(Math.max(index, 0), this.#steps.length - 1);
    if (this.atEnd) this.pause();
    this.#changed();
  }

  move(count) { this.goTo(this.#at + count); }

  /** Goes to the nearest step in a direction, 1 or -1, that is not just a line of the program. */
  moveToLoop(direction) {
    let index = this.#at + direction;
    while (this.#steps[index] && this.#steps[index].kind === "LINE") index += direction;
    this.goTo(index);
  }

  toggle() { this.playing ? this.pause() : this.play(); }

  /** At the end it begins again. */
  play() {
    if (this.atEnd) this.#at = 0;
    this.#schedule();
    this.#changed();
  }

  pause() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#changed();
  }

  changeSpeed(by) {
    this.#speed = Math.min(Math.max(this.#speed + by, 0), Playback.SPEEDS.length - 1);
    if (this.playing) this.#schedule();
    this.#changed();
  }

  #schedule() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#schedule();
      this.move(1);
    }, Playback.MILLIS_PER_STEP / this.speed);
  }
}

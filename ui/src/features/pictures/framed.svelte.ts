// A picture while it is framed: its shape, its crop, what matters most; every step can be taken back. Draws nothing, keeps nothing.

import {
  AS_IT_IS,
  fragmentOf,
  framingOf,
  sizeOf,
  turnedSize,
  WHOLE,
  type Focus,
  type Framing,
  type Size,
} from '../../shared/pictures/framing';
import {
  ALL,
  cropOfPart,
  cropped,
  middleOf,
  moved,
  ratioOf,
  shaped,
  shapeOf,
  sized,
  turned,
  widthByHeight,
  within,
  type Handle,
  type Part,
  type Shape,
} from './cut';

/** What is moved: the crop, one of its handles, or the point that matters most. */
export type Held = 'crop' | 'focus' | Handle;

/** The measures of a crop and a focus that can be typed. */
export type Measure = 'x' | 'y' | 'width' | 'height' | 'focusX' | 'focusY';

/** The framing of one use, from when its picture was opened. */
export class Framed {
  /** The picture's own size, unturned. */
  readonly size: Size;
  #steps = $state.raw<readonly Framing[]>([]);
  #at = $state(0);
  #shape = $state.raw<Shape>('whole');
  #upright = $state(false);
  /** What the last step was part of: a drag is one step. */
  #gesture: symbol | null = null;

  /** Begins with what a fragment says. */
  constructor(size: Size, fragment: string) {
    this.size = size;
    this.#steps = [framingOf(fragment)];
    this.#know();
  }

  /** How it is framed now. */
  get now(): Framing {
    return this.#steps[this.#at] ?? AS_IT_IS;
  }

  /** The same, as an address says it. */
  get fragment(): string {
    return fragmentOf(this.now);
  }

  get shape(): Shape {
    return this.#shape;
  }

  /** Whether the shape stands upright. */
  get upright(): boolean {
    return this.#upright;
  }

  /** Whether a shape can stand upright or lie. */
  get canStand(): boolean {
    return this.#shape !== '1:1' && ratioOf(this.#shape, false) !== null;
  }

  /** The sides of the turned picture, in pixels. */
  get seen(): Size {
    return turnedSize(this.now.turn, this.size);
  }

  /** What is kept of it, in pixels. */
  get left(): Size {
    return sizeOf(this.now, this.size);
  }

  /** What is kept of it; all of it where nothing is cut off. */
  get part(): Part {
    return this.now.crop ?? ALL;
  }

  /** What other shapes are cut around. */
  get focus(): Focus {
    return this.now.focus ?? middleOf(this.part);
  }

  get canUndo(): boolean {
    return this.#at > 0;
  }

  get canRedo(): boolean {
    return this.#at < this.#steps.length - 1;
  }

  /** Cuts to a shape. */
  choose(shape: Shape): void {
    this.#take(shaped(this.now, shape, this.#upright, this.size));
    this.#shape = shape;
  }

  /** Stands the shape upright, or lays it down. */
  stand(): void {
    const upright = !this.#upright;
    this.#take(shaped(this.now, this.#shape, upright, this.size));
    this.#upright = upright;
  }

  /** Turns by a quarter; what is cut out stays. */
  turn(clockwise: boolean): void {
    this.#take(turned(this.now, clockwise));
    if (this.canStand) this.#upright = !this.#upright;
  }

  /** Moves something by so many parts from where it was in `from`; the steps of one gesture are one. */
  move(held: Held, byX: number, byY: number, from = this.now, gesture: symbol | null = null): void {
    this.#take(held === 'focus' ? this.#focused(from, byX, byY) : this.#cut(held, byX, byY, from), gesture);
  }

  /** Puts what matters most there. */
  point(at: Focus): void {
    this.#take({ ...this.now, focus: within(at, this.part) });
  }

  /** What matters most is the middle again. */
  unpoint(): void {
    this.#take({ ...this.now, focus: null });
  }

  /** What a measure is, in ten thousandths. */
  measure(measure: Measure): number {
    if (measure === 'focusX') return this.focus.x;
    return measure === 'focusY' ? this.focus.y : this.part[measure];
  }

  /** Gives a measure another value, as far as the picture and the shape let it. */
  setMeasure(measure: Measure, parts: number): void {
    const by = parts - this.measure(measure);
    if (measure === 'focusX') this.move('focus', by, 0);
    else if (measure === 'focusY') this.move('focus', 0, by);
    else if (measure === 'x') this.move('crop', by, 0);
    else if (measure === 'y') this.move('crop', 0, by);
    else this.move('se', measure === 'width' ? by : 0, measure === 'height' ? by : 0);
  }

  /** The picture as it is. */
  reset(): void {
    this.#take(AS_IT_IS);
    this.#know();
  }

  undo(): void {
    if (!this.canUndo) return;
    this.#at -= 1;
    this.#know();
  }

  redo(): void {
    if (!this.canRedo) return;
    this.#at += 1;
    this.#know();
  }

  #cut(held: Exclude<Held, 'focus'>, byX: number, byY: number, from: Framing): Framing {
    const part = from.crop ?? ALL;
    const ratio = ratioOf(this.#shape, this.#upright);
    const by = ratio === null ? null : widthByHeight(ratio, turnedSize(from.turn, this.size));
    const after = held === 'crop' ? moved(part, byX, byY) : sized(part, held, byX, byY, by);
    return cropped(from, cropOfPart(after));
  }

  #focused(from: Framing, byX: number, byY: number): Framing {
    const part = from.crop ?? ALL;
    const { x, y } = from.focus ?? middleOf(part);
    const inside = { x: Math.max(0, Math.min(WHOLE, x + byX)), y: Math.max(0, Math.min(WHOLE, y + byY)) };
    return { ...from, focus: within(inside, part) };
  }

  #take(framing: Framing, gesture: symbol | null = null): void {
    const goesOn = gesture !== null && gesture === this.#gesture;
    this.#gesture = gesture;
    if (fragmentOf(framing) === this.fragment) return;
    this.#steps = [...this.#steps.slice(0, goesOn ? this.#at : this.#at + 1), framing];
    this.#at = this.#steps.length - 1;
  }

  /** The shape is the one that the crop has. */
  #know(): void {
    const { shape, upright } = shapeOf(this.now, this.size);
    this.#gesture = null;
    this.#shape = shape;
    this.#upright = upright;
  }
}

// How the whole copy of a picture is laid in a box so that only its framed part is seen. Knows no pixel.
import { sizeOf, WHOLE, type Framing, type Size } from './framing';

/** The box's shape, and the picture's place in it, as CSS properties; the box hides what is beyond it. */
export interface Laid {
  /** Width by height. */
  shape: number;
  image: Record<'left' | 'top' | 'width' | 'height' | 'transform', string>;
}

/** A picture of this size, as it is framed. */
export function laidOut(framing: Framing, size: Size): Laid {
  const framed = sizeOf(framing, size);
  const shape = framed.width / framed.height;
  const { x, y, width, height } = framing.crop ?? { x: 0, y: 0, width: WHOLE, height: WHOLE };
  // All of the turned picture, in parts of the box.
  const [wide, high] = [WHOLE / width, WHOLE / height];
  const sideways = framing.turn === 90 || framing.turn === 270;
  return {
    shape,
    image: {
      left: percent(wide / 2 - x / width),
      top: percent(high / 2 - y / height),
      width: percent(sideways ? high / shape : wide),
      height: percent(sideways ? wide * shape : high),
      transform: `translate(-50%, -50%) rotate(${framing.turn}deg)`,
    },
  };
}

function percent(part: number): string {
  return `${Number((part * 100).toFixed(3))}%`;
}

/** What of a time axis is shown: the whole, or a window that is moved, widened and narrowed. */

export type Span = [number, number];

export class Zoom {
  /** The window; null while the whole is shown. */
  window: Span | null = null;

  constructor(readonly whole: Span, readonly least: number) {}

  get shown(): Span {
    return this.window ?? this.whole;
  }

  /** Narrows (share below one) or widens about a moment, which stays where it is. */
  scale(share: number, about?: number): void {
    const [from, to] = this.shown;
    const at = about ?? (from + to) / 2;
    this.set([at - (at - from) * share, at + (to - at) * share]);
  }

  /** Moves by a share of what is shown; later when positive. */
  move(share: number): void {
    const [from, to] = this.shown;
    const by = share * (to - from);
    this.set([from + by, to + by]);
  }

  /** Shows a span, no shorter than a few days and inside the whole. */
  set([from, to]: Span): void {
    const [first, last] = this.whole;
    const length = Math.min(Math.max(to - from, this.least), last - first);
    let start = (from + to - length) / 2;
    start = Math.min(Math.max(start, first), last - length);
    this.window = length >= (last - first) * 0.999 ? null : [start, start + length];
  }

  reset(): void {
    this.window = null;
  }
}

/** Index of the first time that is not before a moment. */
export const lowerBound = (times: number[], at: number): number => {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Index of the time nearest to a moment. */
export const nearest = (times: number[], at: number): number => {
  const i = lowerBound(times, at);
  if (i >= times.length) return times.length - 1;
  return i > 0 && at - times[i - 1]! < times[i]! - at ? i - 1 : i;
};

/** Indices that a window shows, with one more on each side so that lines run to the frame. */
export const visible = (times: number[], [from, to]: Span): [number, number] => [
  Math.max(0, lowerBound(times, from) - 1),
  Math.min(times.length - 1, lowerBound(times, to)),
];

/**
 * Points of a line, at most a few for every pixel: of each bucket the least and the greatest value in their order, so that no spike is lost.
 * A gap stays a gap, and short histories pass unchanged.
 */
export const thin = (x: number[], y: (number | null)[], pixels: number): [number, number | null][] => {
  const n = x.length;
  const buckets = Math.max(50, Math.floor(pixels / 2));
  if (n <= 3 * buckets) return x.map((at, i) => [at, y[i] ?? null]);
  const points: [number, number | null][] = [];
  const put = (i: number): void => { points.push([x[i]!, y[i]!]); };
  for (let b = 0; b < buckets; b++) {
    const from = Math.floor((b * n) / buckets);
    const to = Math.floor(((b + 1) * n) / buckets);
    let least = -1;
    let most = -1;
    let gap = false;
    const flush = (): void => {
      if (least < 0) return;
      put(Math.min(least, most));
      if (least !== most) put(Math.max(least, most));
      least = most = -1;
    };
    for (let i = from; i < to; i++) {
      const v = y[i];
      if (v === null || v === undefined) {
        flush();
        if (!gap) points.push([x[i]!, null]);
        gap = true;
        continue;
      }
      gap = false;
      if (least < 0 || v < y[least]!) least = i;
      if (most < 0 || v > y[most]!) most = i;
    }
    flush();
  }
  // Both ends are drawn whatever their bucket holds: names stand at them.
  if (y[n - 1] !== null && points[points.length - 1]?.[0] !== x[n - 1]) put(n - 1);
  return points;
};

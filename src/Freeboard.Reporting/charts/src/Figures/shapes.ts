/** Small vocabulary over ECharts' custom series. */
import type { Option } from './axes';
import type { Cell } from './format';
import type { Palette } from './theme';

export type Coord = (point: [number, number]) => [number, number];
export interface Frame { x: number; y: number; width: number; height: number }
export interface Shape { type: string; shape?: object; style: object; [key: string]: unknown }

/** A custom series that draws once, given the coordinate map and the plot's frame. Shapes are replaced whole: merged ones would stay where nothing takes their place. */
export const drawing = (z: number, clip: boolean, draw: (at: Coord, frame: Frame) => Shape[]): Option => ({
  type: 'custom', silent: true, clip, z, data: [[0, 0]], encode: { x: -1, y: -1 }, tooltip: { show: false },
  renderItem: (params: { coordSys: Frame }, api: { coord: Coord }) => ({ type: 'group', $mergeChildren: false, children: draw((q) => api.coord(q), params.coordSys) }),
});

export const segment = (x1: number, y1: number, x2: number, y2: number, stroke: string, lineWidth: number, lineDash?: number[]): Shape =>
  ({ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke, lineWidth, ...(lineDash ? { lineDash } : {}) } });

export const text = (p: Palette, words: string, x: number, y: number, style: object = {}): Shape =>
  ({ type: 'text', style: { text: words, x, y, fill: p.ink, font: `500 13px ${p['font-sans']}`, verticalAlign: 'middle', ...style } });

export const disc = (cx: number, cy: number, r: number, style: object): Shape => ({ type: 'circle', shape: { cx, cy, r }, style });

/** Stretches without a gap, as index pairs [from, to], both inclusive. */
export const stretches = (present: (i: number) => boolean, count: number): [number, number][] => {
  const found: [number, number][] = [];
  let start = -1;
  for (let i = 0; i <= count; i++) {
    const here = i < count && present(i);
    if (here && start < 0) start = i;
    if (!here && start >= 0) {
      found.push([start, i - 1]);
      start = -1;
    }
  }
  return found;
};

export const lastIndex = (values: Cell[]): number => {
  for (let i = values.length - 1; i >= 0; i--) if (values[i] !== null && values[i] !== undefined) return i;
  return -1;
};

/** Moves labels apart until none covers another, keeping their order from top to bottom. */
export const spread = <T extends { y: number }>(labels: T[], gap: number, low: number, high: number): T[] => {
  const sorted = [...labels].sort((a, b) => a.y - b.y);
  for (let i = 0; i < sorted.length; i++) sorted[i]!.y = Math.max(sorted[i]!.y, i ? sorted[i - 1]!.y + gap : low);
  for (let i = sorted.length - 1; i >= 0; i--) sorted[i]!.y = Math.min(sorted[i]!.y, i < sorted.length - 1 ? sorted[i + 1]!.y - gap : high);
  return sorted;
};

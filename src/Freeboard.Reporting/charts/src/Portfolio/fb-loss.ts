/** A loss distribution in bins on a square-root scale, so that the tail can be seen; marks at the expected loss, VaR and ES. */
import { base, linearTicks, valueAxis, yAxes, type Option } from '../Figures/axes';
import { grouped, percent } from '../Figures/format';
import { Plot, type TwinColumn } from '../Figures/plot';
import { drawing, segment, text, type Shape } from '../Figures/shapes';
import type { Palette } from '../Figures/theme';

interface Mark { at: number; text: string; strong: boolean; dashed: boolean }

interface LossData {
  start: number;
  width: number;
  shares: number[];
  tail: number;
  marks: Mark[];
  names: { bin: string; share: string; axis: string; from: string; to: string };
}

const TICKS = [0, 0.001, 0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1];

export class FbLoss extends Plot<LossData> {
  override readonly newestFirst = false;

  override columns(): TwinColumn[] {
    const d = this.data;
    const decimals = d.width >= 10 ? 0 : d.width >= 1 ? 1 : 3;
    const last = d.shares.length - 1;
    const edge = (i: number): string => grouped(d.start + i * d.width, decimals);
    return [
      { title: d.names.bin, values: d.shares.map((_, i) => (i === last ? `\u2265 ${edge(i)}` : i === 0 && d.start < 0 ? `< ${edge(1)}` : `${edge(i)} \u2013 ${edge(i + 1)}`)), show: String },
      { title: d.names.share, values: d.shares, show: (v) => percent(v, 3) },
    ];
  }

  /** The outer bins are open: an end that is not there stays empty. */
  override csvColumns(): TwinColumn[] {
    const d = this.data;
    const last = d.shares.length - 1;
    const edge = (i: number): number => d.start + i * d.width;
    return [
      { title: d.names.from, values: d.shares.map((_, i) => (i === 0 && d.start < 0 ? null : edge(i))), show: String },
      { title: d.names.to, values: d.shares.map((_, i) => (i === last ? null : edge(i + 1))), show: String },
      { title: d.names.share, share: true, values: d.shares, show: String },
    ];
  }

  protected override option(p: Palette, width: number): Option {
    const d = this.data;
    const end = d.start + d.width * d.shares.length;
    const narrow = width < 560;
    // Room for the scale: the bars begin at the very left.
    const from = d.start - (narrow ? 0.13 : 0.045) * (end - d.start);
    const most = Math.max(...d.shares, 0.01);
    const top = Math.sqrt(Math.min(1.15, most * 1.9));
    const apart = (narrow ? 0.1 : 0.07) * top;
    const ticks = TICKS.map(Math.sqrt).filter((t) => t < top * 0.8).reduce<number[]>((kept, t) => (kept.length === 0 || t - (kept.at(-1) ?? 0) >= apart ? [...kept, t] : kept), []);
    const x = linearTicks(d.start, end, narrow ? 4 : 8).filter((v) => v >= d.start - 1e-9 * d.width && v <= end + 1e-9 * d.width);
    const bars = drawing(2, true, (at, frame) => {
      const zero = at([from, 0])[1];
      const shapes: Shape[] = ticks.map((t) => { const y = at([from, t])[1]; return segment(frame.x, y, frame.x + frame.width, y, p.grid, 1); });
      d.shares.forEach((share, i) => {
        if (share === 0) return;
        const a = at([d.start + i * d.width, Math.sqrt(share)]);
        const b = at([d.start + (i + 1) * d.width, 0]);
        const dark = d.start + (i + 0.5) * d.width >= d.tail;
        shapes.push({ type: 'rect', shape: { x: a[0] + 0.5, y: a[1], width: Math.max(1, b[0] - a[0] - 1), height: zero - a[1] }, style: { fill: dark ? p['depth-5'] : p['depth-3'], stroke: dark ? p['depth-5'] : p['depth-3'], lineWidth: 0.6 } });
      });
      shapes.push(segment(frame.x, zero, frame.x + frame.width, zero, p.ink, 2));
      return shapes;
    });
    // Each mark has a line of its own for its label, so that none covers another.
    const marks = drawing(7, false, (at, frame) => d.marks.flatMap((mark, i) => {
      const q = at([Math.max(from, Math.min(mark.at, end)), 0]);
      const colour = mark.strong ? p.accent : p.ink;
      const y = frame.y + 2 + i * 18;
      const right = q[0] > frame.x + frame.width * (narrow ? 0.45 : 0.75);
      return [
        segment(q[0], q[1], q[0], y, colour, mark.dashed ? 1.6 : 2.2, mark.dashed ? [4, 3] : undefined),
        text(p, mark.text, q[0] + (right ? -6 : 6), y + 6, { align: right ? 'right' : 'left', fill: colour, font: `600 13px ${p['font-sans']}`, stroke: p.paper, lineWidth: 3 }),
      ];
    }));
    return {
      ...base(p),
      grid: { left: 2, right: 8, top: 8, bottom: 44 },
      xAxis: valueAxis(p, from, end, x, (v) => grouped(v, d.width >= 0.5 ? 0 : 2), d.names.axis),
      yAxis: yAxes(p, 0, top, ticks, (v) => (v === 0 ? '' : `${Number((100 * v * v).toPrecision(3))}%`)),
      series: [bars, marks],
    };
  }
}

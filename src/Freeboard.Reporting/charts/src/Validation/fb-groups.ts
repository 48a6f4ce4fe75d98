/** Two groups by distance: shares of the non-events above the line, of the events below it, and both means. */
import { base, linearTicks, valueAxis, yAxes, type Option } from '../Figures/axes';
import { fixed, percent } from '../Figures/format';
import { Plot, type TwinColumn } from '../Figures/plot';
import { drawing, segment, text, type Shape } from '../Figures/shapes';
import type { Palette } from '../Figures/theme';

interface Mark { at: number; text: string }

interface GroupsData {
  from: number[];
  width: number;
  others: number[];
  events: number[];
  otherMean: Mark;
  eventMean: Mark;
  names: { bin: string; others: string; events: string; axis: string; from: string; to: string };
}

export class FbGroups extends Plot<GroupsData> {
  override readonly newestFirst = false;

  override columns(): TwinColumn[] {
    const d = this.data;
    const share = (v: number): string => percent(v, 1);
    const last = d.from.length - 1;
    // The outer bins are open: they hold what lies beyond.
    const bin = (from: number, i: number): string => (last === 0 ? '' : i === 0 ? `< ${fixed(from + d.width, 2)}` : i === last ? `\u2265 ${fixed(from, 2)}` : `${fixed(from, 2)} \u2013 ${fixed(from + d.width, 2)}`);
    return [
      { title: d.names.bin, values: d.from.map(bin), show: share },
      { title: d.names.others, values: d.others, show: share },
      { title: d.names.events, values: d.events, show: share },
    ];
  }

  override csvColumns(): TwinColumn[] {
    const d = this.data;
    const last = d.from.length - 1;
    return [
      { title: d.names.from, values: d.from.map((v, i) => (i === 0 ? null : v)), show: String },
      { title: d.names.to, values: d.from.map((v, i) => (i === last ? null : v + d.width)), show: String },
      { title: d.names.others, share: true, values: d.others, show: String },
      { title: d.names.events, share: true, values: d.events, show: String },
    ];
  }

  protected override option(p: Palette): Option {
    const d = this.data;
    const first = d.from[0] ?? 0;
    const end = (d.from[d.from.length - 1] ?? 0) + d.width;
    const step = linearTicks(0, Math.max(...d.others, ...d.events, 0.01), 3);
    const unit = step[1] ?? 0.1;
    const up = Math.ceil((Math.max(...d.others) * 1.12) / unit) * unit;
    const down = Math.ceil((Math.max(...d.events) * 1.12) / unit) * unit;
    const ticks = Array.from({ length: Math.round((up + down) / unit) + 1 }, (_, i) => Number((i * unit - down).toPrecision(10)));
    const top = ticks[ticks.length - 1] ?? 1;
    const x = linearTicks(first, end, 7).filter((v) => v >= first - 1e-9 && v <= end + 1e-9);
    const bars = drawing(2, true, (at, frame) => {
      const shapes: Shape[] = ticks.map((t) => { const y = at([first, t])[1]; return segment(frame.x, y, frame.x + frame.width, y, p.grid, 1); });
      const bar = (from: number, share: number, fill: string): void => {
        if (share === 0) return;
        const a = at([from, 0]);
        const b = at([from + d.width, share]);
        shapes.push({ type: 'rect', shape: { x: a[0] + 0.5, y: Math.min(a[1], b[1]), width: Math.max(1, b[0] - a[0] - 1), height: Math.abs(b[1] - a[1]) }, style: { fill, stroke: p['series-1'], lineWidth: 0.8 } });
      };
      d.from.forEach((from, i) => { bar(from, d.others[i] ?? 0, p['depth-3']); bar(from, -(d.events[i] ?? 0), p['depth-5']); });
      const zero = at([first, 0])[1];
      shapes.push(segment(frame.x, zero, frame.x + frame.width, zero, p.ink, 2));
      return shapes;
    });
    const mean = (mark: Mark, side: 1 | -1): ((at: (q: [number, number]) => [number, number], frame: { x: number; y: number; width: number; height: number }) => Shape)[] => {
      const inside = Math.min(Math.max(mark.at, first), end);
      return [
        (at, frame) => { const q = at([inside, 0]); return segment(q[0], q[1], q[0], side > 0 ? frame.y + 4 : frame.y + frame.height - 4, p.accent, 2, [4, 2]); },
        (at, frame) => {
          const q = at([inside, 0]);
          const right = q[0] > frame.x + frame.width * 0.6;
          return text(p, mark.text, q[0] + (right ? -6 : 6), side > 0 ? frame.y + 12 : frame.y + frame.height - 12, { align: right ? 'right' : 'left', font: `600 13px ${p['font-sans']}`, stroke: p.paper, lineWidth: 3 });
        },
      ];
    };
    const means = drawing(7, false, (at, frame) => [...mean(d.otherMean, 1), ...mean(d.eventMean, -1)].map((s) => s(at, frame)));
    return {
      ...base(p),
      grid: { left: 2, right: 8, top: 12, bottom: 44 },
      xAxis: valueAxis(p, first, end, x, (v) => String(v), d.names.axis),
      yAxis: yAxes(p, -down, up, ticks, (v) => `${Number((100 * Math.abs(v)).toPrecision(4))}${v === top ? '%' : ''}`),
      series: [bars, means],
    };
  }
}

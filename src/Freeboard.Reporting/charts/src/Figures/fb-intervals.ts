/** Values with their intervals, one a row: a disc on its interval, a bar across for what stands beside it. Rows are named at the left, values written at the right. */
import { base, linearTicks, valueAxis, type Option } from './axes';
import { fixed, percent, power, type Cell } from './format';
import { Plot, type TwinColumn } from './plot';
import { disc, drawing, segment, text, type Shape } from './shapes';
import { narrow, type Palette } from './theme';

interface IntervalsData {
  unit: 'share' | 'number';
  logarithmic: boolean;
  axis: string;
  names: { row: string; value: string; low: string | null; high: string | null; mark: string | null };
  rows: string[];
  value: Cell[];
  low: Cell[];
  high: Cell[];
  mark: Cell[];
  level: { value: number; text: string } | null;
}

const has = (v: Cell | undefined): v is number => v !== null && v !== undefined;

/** Chinese characters are twice as wide as Latin ones. */
const width = (words: string): number => [...words].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e7f ? 13 : 7), 0);

const cut = (words: string, room: number): string => {
  if (width(words) <= room) return words;
  let kept = '';
  for (const c of words) {
    if (width(`${kept}${c}\u2026`) > room) break;
    kept += c;
  }
  return `${kept}\u2026`;
};

export class FbIntervals extends Plot<IntervalsData> {
  override readonly newestFirst = false;

  private show(v: number): string {
    if (this.data.unit === 'share') {
      if (v > 0 && v < 0.0001) {
        const exponent = Math.floor(Math.log10(v));
        return `${fixed(v / 10 ** exponent, 1)} \u00D7 ${power(exponent)}`;
      }
      return percent(v, 2);
    }
    const size = Math.abs(v);
    return fixed(v, size >= 100 ? 1 : size >= 1 ? 2 : 4);
  }

  override columns(): TwinColumn[] {
    const d = this.data;
    const show = (v: number): string => this.show(v);
    const column = (title: string, values: Cell[]): TwinColumn => ({ title, share: d.unit === 'share', values, show });
    return [
      { title: d.names.row, values: d.rows, show },
      column(d.names.value, d.value),
      ...(d.names.low ? [column(d.names.low, d.low)] : []),
      ...(d.names.high ? [column(d.names.high, d.high)] : []),
      ...(d.names.mark ? [column(d.names.mark, d.mark)] : []),
    ];
  }

  private scale(room: number): { low: number; high: number; ticks: number[]; label: (v: number) => string; on: (v: number) => number } {
    const d = this.data;
    const all = [...d.value, ...d.low, ...d.high, ...d.mark, d.level?.value ?? null].filter(has);
    const logs = all.filter((v) => v > 0).map(Math.log10);
    // Within half a decade a logarithmic axis has hardly a tick, and a plain one says the same.
    if (d.logarithmic && logs.length && Math.max(...logs) - Math.min(...logs) > 0.5) {
      const least = Math.min(...logs);
      const most = Math.max(...logs);
      const air = Math.max(0.06 * (most - least), 0.08);
      const low = least - air;
      const high = d.unit === 'share' ? Math.min(0, most + air) || 0 : most + air;
      const decades = high - low;
      const stride = Math.max(1, Math.ceil(decades / Math.max(2, Math.floor(room / 90))));
      const digits = decades < 1.1 ? [1, 1.5, 2, 3, 5, 7] : decades < 2.2 ? [1, 2, 5] : decades < 3.5 ? [1, 3] : [1];
      const ticks: number[] = [];
      for (let e = Math.floor(low); e <= Math.ceil(high); e++) {
        if (stride > 1 && e % stride !== 0) continue;
        for (const digit of digits) { const t = e + Math.log10(digit); if (t >= low && t <= high) ticks.push(t); }
      }
      const label = (v: number): string => (d.unit === 'share' && v >= -4.3 ? `${Number((100 * 10 ** v).toPrecision(2))}%` : Number.isInteger(v) && Math.abs(v) > 3 ? power(v) : String(Number((10 ** v).toPrecision(2))));
      return { low, high, ticks, label, on: (v) => (v > 0 ? Math.log10(v) : low) };
    }
    const least = Math.min(...all);
    const most = Math.max(...all);
    const span = all.length ? most - least || Math.abs(most) || 1 : 1;
    const low0 = all.length ? least - 0.06 * span : 0;
    const high0 = all.length ? most + 0.06 * span : 1;
    const floor = d.unit === 'share' && least >= 0 ? Math.max(0, low0) : low0;
    const roof = d.unit === 'share' && most <= 1 ? Math.min(1, high0) : high0;
    const ticks = linearTicks(floor, roof, Math.max(3, Math.floor(room / 110))).filter((t) => t >= floor - 1e-12 && t <= roof + 1e-12);
    const label = (v: number): string => (d.unit === 'share' ? `${Number((100 * v).toPrecision(6))}%` : String(v));
    return { low: floor, high: roof, ticks, label, on: (v) => v };
  }

  protected override option(p: Palette, total: number): Option {
    const d = this.data;
    const left = Math.min(narrow() ? 104 : 210, 12 + Math.max(...d.rows.map(width), 0));
    const values = d.value.map((v) => (has(v) ? this.show(v) : '\u2014'));
    const right = 18 + Math.max(...values.map(width), 0);
    const { low, high, ticks, label, on } = this.scale(total - left - right);
    const n = d.rows.length;
    const y = (i: number): number => n - 0.5 - i;
    const plot = drawing(4, false, (at, frame) => {
      const shapes: Shape[] = ticks.map((t) => { const x = at([t, 0])[0]; return segment(x, frame.y, x, frame.y + frame.height, p.grid, 1); });
      if (d.level) {
        const x = at([on(d.level.value), 0])[0];
        const close = x > frame.x + frame.width * 0.6;
        shapes.push(segment(x, frame.y - 6, x, frame.y + frame.height, p.accent, 1.4, [3, 3]));
        shapes.push(text(p, d.level.text, x + (close ? -6 : 6), frame.y - 9, { fill: p.accent, align: close ? 'right' : 'left', stroke: p.paper, lineWidth: 3 }));
      }
      const step = frame.height / n;
      const half = Math.min(6, step * 0.32);
      d.rows.forEach((row, i) => {
        const py = at([low, y(i)])[1];
        const place = (v: number): number => Math.max(frame.x, Math.min(frame.x + frame.width, at([on(v), y(i)])[0]));
        shapes.push(text(p, cut(row, left - 10), frame.x - 10, py, { align: 'right', fill: p.ink, font: `500 ${step < 15 ? 11 : 13}px ${p['font-sans']}` }));
        const from = d.low[i];
        const to = d.high[i];
        if (has(from) && has(to)) {
          const a = place(from);
          const b = place(to);
          shapes.push(segment(a, py, b, py, p['series-1'], 1.8), segment(a, py - half, a, py + half, p['series-1'], 1.4), segment(b, py - half, b, py + half, p['series-1'], 1.4));
        }
        const mark = d.mark[i];
        if (has(mark)) { const x = place(mark); shapes.push(segment(x, py - half - 2, x, py + half + 2, p.accent, 2.4)); }
        const v = d.value[i];
        if (has(v)) shapes.push(disc(place(v), py, Math.min(4.5, step * 0.3), { fill: p['series-1'], stroke: p.paper, lineWidth: 1.4 }));
        shapes.push(text(p, values[i] ?? '', frame.x + frame.width + 10, py, { fill: p.ink, font: `600 ${step < 15 ? 11 : 13}px ${p['font-sans']}` }));
      });
      return shapes;
    });
    return {
      ...base(p),
      grid: { left, right, top: d.level ? 24 : 10, bottom: 44 },
      xAxis: valueAxis(p, low, high, ticks, label, d.axis),
      yAxis: { type: 'value', min: 0, max: n, show: false },
      tooltip: { show: false },
      series: [plot],
    };
  }
}

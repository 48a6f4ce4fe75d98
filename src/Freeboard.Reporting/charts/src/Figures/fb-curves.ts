/** Curves over numbers with heights from 0 to 1: what was said as points on a thin line, what was made of it as a smooth one; every curve is named beside itself. */
import { base, linearTicks, valueAxis, yAxes, type Option } from './axes';
import { fixed, percent } from './format';
import { Plot, type TwinColumn } from './plot';
import { disc, drawing, segment, text, type Shape } from './shapes';
import type { Palette } from './theme';

interface Line { name: string; isPoints: boolean; isLead: boolean; x: number[]; y: number[] }

interface CurvesData {
  unit: 'share' | 'number';
  names: { line: string; x: string; y: string };
  curves: Line[];
}

const TICKS = [0, 0.25, 0.5, 0.75, 1];

export class FbCurves extends Plot<CurvesData> {
  override readonly newestFirst = false;

  override columns(): TwinColumn[] {
    const d = this.data;
    const across = (v: number): string => (d.unit === 'share' ? percent(v, 2) : fixed(v, 4));
    return [
      { title: d.names.line, values: d.curves.flatMap((c) => c.x.map(() => c.name)), show: across },
      { title: d.names.x, share: d.unit === 'share', values: d.curves.flatMap((c) => c.x), show: across },
      { title: d.names.y, values: d.curves.flatMap((c) => c.y), show: (v) => fixed(v, 3) },
    ];
  }

  protected override option(p: Palette, width: number): Option {
    const d = this.data;
    const xs = d.curves.flatMap((c) => c.x);
    const least = Math.min(...xs);
    const most = Math.max(...xs);
    const air = 0.03 * (most - least || 1);
    const low = least - air;
    const high = most + air;
    const ticks = linearTicks(low, high, width < 480 ? 4 : 8).filter((t) => t >= low && t <= high);
    const label = (v: number): string => (d.unit === 'share' ? `${Number((100 * v).toPrecision(6))}%` : String(v));
    const colors = [p['series-1'], p['series-2'], p['series-3'], p['series-4']];
    // One colour a name: a fit and the answers it was made of belong together.
    const names = [...new Set(d.curves.map((c) => c.name))];
    const color = (c: Line): string => colors[names.indexOf(c.name) % colors.length]!;

    /** Where a curve passes a height, for its name. */
    const passes = (c: Line, at: number): number => {
      for (let k = 1; k < c.x.length; k++) {
        const a = c.y[k - 1]!;
        const b = c.y[k]!;
        if (a <= at && b >= at && b > a) return c.x[k - 1]! + ((at - a) / (b - a)) * (c.x[k]! - c.x[k - 1]!);
      }
      return c.x[c.x.length - 1]!;
    };

    const named = new Set<string>();
    const over = drawing(7, false, (at, frame) => {
      const shapes: Shape[] = [];
      named.clear();
      let place = 0;
      d.curves.forEach((c) => {
        if (c.isPoints) for (let k = 0; k < c.x.length; k++) { const q = at([c.x[k]!, c.y[k]!]); shapes.push(disc(q[0], q[1], 4, { fill: p.paper, stroke: color(c), lineWidth: 2 })); }
      });
      d.curves.forEach((c) => {
        // A fit and the answers it was made of have one name: it is written once.
        if (c.name === '' || named.has(c.name)) return;
        named.add(c.name);
        const height = Math.max(0.2, 0.86 - 0.13 * place++);
        const q = at([passes(c, height), height]);
        const close = q[0] > frame.x + frame.width * 0.7;
        shapes.push(text(p, c.name, q[0] + (close ? -10 : 10), q[1] + 12, { align: close ? 'right' : 'left', fill: color(c), font: `${c.isLead ? 700 : 500} 13px ${p['font-sans']}`, stroke: p.paper, lineWidth: 3 }));
      });
      return shapes;
    });
    return {
      ...base(p),
      grid: { left: 2, right: 14, top: 22, bottom: 44 },
      xAxis: valueAxis(p, low, high, ticks, label, d.names.x),
      yAxis: yAxes(p, 0, 1, TICKS, (v) => (v === 0 ? '' : String(v))),
      tooltip: { show: false },
      series: [
        drawing(1, true, (at, frame) => TICKS.map((t) => { const y = at([low, t])[1]; return segment(frame.x, y, frame.x + frame.width, y, p.grid, 1); })),
        ...d.curves.map((c) => ({
          type: 'line', symbol: 'none', silent: true, z: c.isLead ? 5 : 4, data: c.x.map((x, k) => [x, c.y[k]]),
          lineStyle: { color: color(c), width: c.isLead ? 2.4 : 1.2, type: c.isPoints && !c.isLead ? [5, 3] : 'solid' },
        })),
        over,
      ],
    };
  }
}

/** Observed rate against mean prediction by bucket, both on logarithmic axes; a bucket whose interval misses the diagonal is a square. */
import { base, valueAxis, yAxes, type Option } from '../Figures/axes';
import { percent } from '../Figures/format';
import { Plot, type TwinColumn } from '../Figures/plot';
import { disc, drawing, segment, text, type Shape } from '../Figures/shapes';
import type { Palette } from '../Figures/theme';

interface ReliabilityData {
  predicted: number[];
  observed: number[];
  low: number[];
  high: number[];
  count: number[];
  events: number[];
  floor: number;
  ceiling: number;
  names: { predicted: string; observed: string; low: string; high: string; count: string; events: string };
}

const share = (v: number): string => (v > 0 && v < 0.0001 ? '<0.01%' : percent(v, 2));
const label = (at: number): string => `${Number((100 * 10 ** at).toPrecision(2))}%`;

export class FbReliability extends Plot<ReliabilityData> {
  override readonly newestFirst = false;

  override columns(): TwinColumn[] {
    const d = this.data;
    const column = (title: string, values: number[], show: (v: number) => string): TwinColumn => ({ title, share: show === share, values, show });
    return [
      column(d.names.predicted, d.predicted, share),
      column(d.names.count, d.count, (v) => String(v)),
      column(d.names.events, d.events, (v) => String(v)),
      column(d.names.observed, d.observed, share),
      column(d.names.low, d.low, share),
      column(d.names.high, d.high, share),
    ];
  }

  protected override option(p: Palette): Option {
    const d = this.data;
    const low = Math.log10(d.floor);
    const high = Math.log10(d.ceiling);
    const ticks: number[] = [];
    for (let e = Math.floor(low); e <= Math.ceil(high); e++) for (const digit of high - low > 3 ? [1] : [1, 3]) {
      const t = e + Math.log10(digit);
      if (t >= low && t <= high) ticks.push(t);
    }
    const on = (v: number): number => Math.max(low, Math.log10(Math.max(v, 1e-300)));
    const most = Math.max(...d.count, 1);
    const under = drawing(1, true, (at, frame) => ticks.map((t) => { const y = at([low, t])[1]; return segment(frame.x, y, frame.x + frame.width, y, p.grid, 1); }));
    const over = drawing(6, false, (at, frame) => {
      // Buckets without an event stand close together at the foot: a word over another says neither.
      const said: [number, number][] = [];
      return d.predicted.flatMap((predicted, i) => {
        const x = at([on(predicted), low])[0];
        const y = (v: number): number => at([low, on(v)])[1];
        const observed = d.observed[i] ?? 0;
        const below = d.low[i] ?? 0;
        const above = d.high[i] ?? 0;
        const outside = predicted < below || predicted > above;
        const color = outside ? p.accent : p['series-1'];
        const r = 3 + 6 * Math.sqrt((d.count[i] ?? 0) / most);
        const shapes: Shape[] = [segment(x, y(below), x, y(above), color, 1.6)];
        if (observed === 0) {
          const right = x > frame.x + frame.width - 70;
          const place: [number, number] = [x, y(above)];
          if (said.some(([sx, sy]) => Math.abs(sx - x) < 60 && Math.abs(sy - place[1]) < 14)) return shapes;
          said.push(place);
          shapes.push(text(p, `0 / ${d.count[i]}`, x + (right ? -6 : 6), y(above) + 8, { fill: p['ink-2'], align: right ? 'right' : 'left', stroke: p.paper, lineWidth: 3 }));
        } else if (outside) shapes.push({ type: 'rect', shape: { x: x - r, y: y(observed) - r, width: 2 * r, height: 2 * r }, style: { fill: p.paper, stroke: color, lineWidth: 2 } });
        else shapes.push(disc(x, y(observed), r, { fill: color, opacity: 0.9 }));
        return shapes;
      });
    });
    return {
      ...base(p),
      grid: { left: 2, right: 16, top: 22, bottom: 44 },
      xAxis: valueAxis(p, low, high, ticks, label, d.names.predicted),
      yAxis: yAxes(p, low, high, ticks, label),
      series: [
        under,
        { type: 'line', symbol: 'none', silent: true, z: 2, data: [[low, low], [high, high]], lineStyle: { color: p['ink-3'], width: 1, type: [4, 3] } },
        over,
      ],
    };
  }
}

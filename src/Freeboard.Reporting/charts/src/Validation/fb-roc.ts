/** A ROC curve with its band; the point farthest from the diagonal is marked. */
import { base, valueAxis, yAxes, type Option } from '../Figures/axes';
import { percent, type Cell } from '../Figures/format';
import { Plot, type TwinColumn } from '../Figures/plot';
import { disc, drawing, segment, text, type Shape } from '../Figures/shapes';
import type { Palette } from '../Figures/theme';

interface RocData {
  x: number[];
  y: number[];
  rates: number[];
  hits: Cell[];
  low: number[];
  high: number[];
  widest: { x: number; y: number; text: string };
  names: { falseAlarms: string; hits: string; low: string; high: string };
}

const TICKS = [0, 0.25, 0.5, 0.75, 1];

export class FbRoc extends Plot<RocData> {
  override readonly newestFirst = false;

  override columns(): TwinColumn[] {
    const d = this.data;
    const show = (v: number): string => percent(v, 1);
    const column = (title: string, values: Cell[]): TwinColumn => ({ title, share: true, values, show });
    return [
      column(d.names.falseAlarms, d.rates),
      column(d.names.hits, d.hits),
      ...(d.low.length ? [column(d.names.low, d.low), column(d.names.high, d.high)] : []),
    ];
  }

  protected override option(p: Palette): Option {
    const d = this.data;
    const under = drawing(1, true, (at, frame) => {
      const shapes: Shape[] = TICKS.map((t) => { const y = at([0, t])[1]; return segment(frame.x, y, frame.x + frame.width, y, p.grid, 1); });
      if (d.low.length) {
        const points = [...d.rates.map((x, i) => at([x, d.high[i] ?? 0])), ...d.rates.map((x, i) => at([x, d.low[i] ?? 0])).reverse()];
        shapes.push({ type: 'polygon', shape: { points }, style: { fill: p['ci-band'] } });
      }
      return shapes;
    });
    const over = drawing(7, false, (at, frame) => {
      const a = at([d.widest.x, d.widest.y]);
      const b = at([d.widest.x, d.widest.x]);
      const right = a[0] > frame.x + frame.width * 0.55;
      return [
        segment(a[0], a[1], b[0], b[1], p.accent, 1.6),
        disc(a[0], a[1], 4.5, { fill: p.paper, stroke: p.accent, lineWidth: 2 }),
        text(p, d.widest.text, a[0] + (right ? -10 : 10), (a[1] + b[1]) / 2, { align: right ? 'right' : 'left', font: `600 13px ${p['font-sans']}`, stroke: p.paper, lineWidth: 3 }),
      ];
    });
    const share = (v: number): string => `${100 * v}`;
    return {
      ...base(p),
      grid: { left: 2, right: 14, top: 22, bottom: 44 },
      xAxis: valueAxis(p, 0, 1, TICKS, share, `${d.names.falseAlarms}, %`),
      yAxis: yAxes(p, 0, 1, TICKS, (v) => (v === 0 ? '' : `${share(v)}${v === 1 ? '%' : ''}`)),
      series: [
        under,
        { type: 'line', symbol: 'none', silent: true, z: 2, data: [[0, 0], [1, 1]], lineStyle: { color: p['ink-3'], width: 1, type: [4, 3] } },
        { type: 'line', symbol: 'none', silent: true, z: 4, data: d.x.map((x, i) => [x, d.y[i]]), lineStyle: { color: p['series-1'], width: 2.4 } },
        over,
      ],
    };
  }
}

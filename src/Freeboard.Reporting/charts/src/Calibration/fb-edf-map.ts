/** A map from distance to expected default frequency: the curve with its band, and the buckets it was fitted on with their intervals. */
import { base, linearTicks, yAxes, type Option } from '../Figures/axes';
import { fixed, grouped, minus, power, probability, type Cell } from '../Figures/format';
import { Plot, type TwinColumn } from '../Figures/plot';
import { disc, drawing, segment, type Shape } from '../Figures/shapes';
import type { Palette } from '../Figures/theme';

interface Bucket { distance: number; map: Cell; observed: Cell; low: Cell; high: Cell; count: number; events: number }

interface MapData {
  names: string[];
  distances: number[];
  curve: Cell[];
  low: Cell[];
  high: Cell[];
  buckets: Bucket[];
}

const LN10 = Math.LN10;
/** Lower ends lie many powers of ten down, or at zero; the axis goes no further than this below the lowest frequency shown. */
const AIR = 0.5;

export class FbEdfMap extends Plot<MapData> {
  override columns(): TwinColumn[] {
    const { names, buckets } = this.data;
    const name = (i: number): string => names[i] ?? '';
    const ln = (i: number, of: (b: Bucket) => Cell): TwinColumn => ({ title: name(i), csvTitle: `ln ${name(i)}`, values: buckets.map(of), show: probability });
    const whole = (v: number): string => grouped(v, 0);
    return [
      { title: name(0), values: buckets.map((b) => b.distance), show: (v) => fixed(v, 2) },
      ln(1, (b) => b.map), ln(2, (b) => b.observed), ln(3, (b) => b.low), ln(4, (b) => b.high),
      { title: name(5), values: buckets.map((b) => b.count), show: whole },
      { title: name(6), values: buckets.map((b) => b.events), show: whole },
    ];
  }

  protected override option(p: Palette, width: number): Option {
    const d = this.data;
    const onAxis = (v: Cell | undefined): number | null => (v === null || v === undefined ? null : v / LN10);
    const present = (v: number | null): v is number => v !== null;
    const points = d.buckets.flatMap((b) => [onAxis(b.observed), onAxis(b.high)]).filter(present);
    const curve = d.curve.map(onAxis);
    // Where no bucket has an event the curve may fall for ever: two powers of ten below the last bucket are enough.
    const least = Math.max(Math.min(...points, ...curve.filter(present), 0), points.length ? Math.min(...points) - 2 : -6);
    const most = Math.min(0, Math.max(...points, ...curve.filter(present), least + 1));
    const ticks = linearTicks(Math.floor(least - AIR), Math.ceil(most), 5).filter((v) => Number.isInteger(v) && v <= 0);
    const low = ticks[0] ?? -4;
    const high = Math.max(ticks[ticks.length - 1] ?? 0, low + 1);
    const label = (v: number): string => (v >= -4 ? `${Number((100 * 10 ** v).toPrecision(3))}%` : power(v));
    // A little air, so that the first and the last bucket are not cut by the frame.
    const from = d.distances[0] ?? 0;
    const to = d.distances[d.distances.length - 1] ?? 1;
    const first = from - 0.015 * (to - from);
    const last = to + 0.015 * (to - from);
    const xTicks = linearTicks(first, last, width < 480 ? 4 : 8).filter((v) => v >= first && v <= last);
    const cut = (v: number): number => Math.max(low, Math.min(high, v));

    const under: Option = drawing(1, true, (at, frame) => {
      const shapes: Shape[] = ticks.map((t) => { const y = at([first, t])[1]; return segment(frame.x, y, frame.x + frame.width, y, p.grid, 1); });
      if (d.low.length > 0) {
        const band: [number, number][] = [];
        d.distances.forEach((x, i) => { const v = onAxis(d.high[i]); if (v !== null) band.push(at([x, cut(v)])); });
        for (let i = d.distances.length - 1; i >= 0; i--) band.push(at([d.distances[i]!, cut(onAxis(d.low[i]) ?? low)]));
        shapes.push({ type: 'polygon', shape: { points: band }, style: { fill: p['peer-band'] } });
      }
      return shapes;
    });
    const line: Option = {
      type: 'line', symbol: 'none', connectNulls: false, z: 4, silent: true, clip: true,
      data: d.distances.map((x, i) => [x, curve[i] === null ? null : cut(curve[i]!)]), lineStyle: { color: p['series-1'], width: 2.4 }, itemStyle: { color: p['series-1'] },
    };
    const over: Option = drawing(7, false, (at) => {
      const shapes: Shape[] = [];
      for (const b of d.buckets) {
        const top = onAxis(b.high);
        const mid = onAxis(b.observed);
        if (top === null) continue;
        const foot = at([b.distance, cut(onAxis(b.low) ?? low)]);
        const head = at([b.distance, cut(top)]);
        shapes.push(segment(head[0], foot[1], head[0], head[1], p['ink-2'], 1.4), segment(head[0] - 4, head[1], head[0] + 4, head[1], p['ink-2'], 1.4));
        // No event: only the upper end is known, so there is no disc.
        if (mid !== null) { const q = at([b.distance, cut(mid)]); shapes.push(disc(q[0], q[1], 4, { fill: p.paper, stroke: p.ink, lineWidth: 1.8 })); }
      }
      return shapes;
    });
    return {
      ...base(p),
      grid: { left: 2, right: 14, top: 22, bottom: 26 },
      xAxis: {
        type: 'value', min: first, max: last,
        axisLine: { show: true, onZero: false, lineStyle: { color: p.ink, width: 1 } },
        axisTick: { show: true, length: 4, lineStyle: { color: p.ink }, customValues: xTicks },
        axisLabel: { color: p['ink-2'], fontSize: 13, customValues: xTicks, formatter: (v: number) => minus(String(v)), hideOverlap: true },
        splitLine: { show: false },
      },
      yAxis: yAxes(p, low, high, ticks, label),
      tooltip: { show: false },
      series: [under, line, over],
    };
  }
}

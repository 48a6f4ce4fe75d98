/**
 * Asset value (deck) over default point (water) on a logarithmic axis, with draught marks one standard deviation apart.
 * Mark k is the default point at which the distance would be k: ln V + (r - sigma^2/2) T - k sigma sqrt T. So the water
 * touches the ruler at the distance itself.
 */
import { base, logTicks, tooltip, xAxis, yAxes, type Option } from './axes';
import { amount, fixed, percent, type Cell } from './format';
import { Plot, type TwinColumn } from './plot';
import { disc, drawing, lastIndex, segment, stretches, text, type Coord, type Frame, type Shape } from './shapes';
import { narrow, type Palette } from './theme';
import { nearest } from './zoom';

interface WaterlineData {
  dateName: string;
  dates?: string[];
  currency: string;
  unitScale: number;
  unitPrefix: string;
  unitSuffix: string;
  assetValue: Cell[];
  defaultPoint: Cell[];
  assetVolatility: Cell[];
  rate: Cell[];
  horizon: Cell[];
  distance: Cell[];
  names: { assetValue: string; defaultPoint: string; assetVolatility: string; distance: string };
  deckText: string;
  deckShort: string;
  waterText: string;
  waterShort: string;
  distanceText: string;
  lowest?: { at: number; text: string };
  /** Whether the latest day has a distance, so that the ruler may be drawn. */
  ruler: boolean;
}

const has = (v: Cell | undefined): v is number => v !== null && v !== undefined;

export class FbWaterline extends Plot<WaterlineData> {
  /** The figures of what is shown, which drawing reads; the table twin keeps the whole. */
  private cut!: WaterlineData;

  protected override timeAxis(): string[] {
    return this.dates(this.data.dates);
  }

  private cutOut(): WaterlineData {
    const d = this.data;
    const { from, to } = this.shownPart();
    const last = this.times.length - 1;
    if (from === 0 && to === last) return d;
    const of = (values: Cell[]): Cell[] => values.slice(from, to + 1);
    const { lowest, ...rest } = d;
    return {
      ...rest,
      assetValue: of(d.assetValue), defaultPoint: of(d.defaultPoint), assetVolatility: of(d.assetVolatility), rate: of(d.rate), horizon: of(d.horizon), distance: of(d.distance),
      // The ruler stands at the last day: it goes when that day is not shown.
      ruler: d.ruler && this.isShown(last),
      ...(lowest && this.isShown(lowest.at) ? { lowest: { ...lowest, at: lowest.at - from } } : {}),
    };
  }

  override columns(): TwinColumn[] {
    const d = this.data;
    const money = (v: number): string => amount(v / d.unitScale);
    const unit = `${d.unitPrefix}${d.unitSuffix.trimStart()}`.trim();
    const amounts = (name: string, values: Cell[]): TwinColumn => ({ title: `${name}, ${unit}`, csvTitle: `${name}, ${d.currency}`, values, show: money });
    return [
      { title: d.dateName, values: this.dates(d.dates), show: money },
      amounts(d.names.assetValue, d.assetValue),
      amounts(d.names.defaultPoint, d.defaultPoint),
      { title: d.names.assetVolatility, share: true, values: d.assetVolatility, show: (v) => percent(v, 1) },
      { title: d.names.distance, values: d.distance, show: (v) => fixed(v, 2) },
    ];
  }

  /** Height of mark k on day i, as a natural logarithm; null when the day has none. */
  private mark(i: number, k: number): number | null {
    const d = this.cut;
    const v = d.assetValue[i], s = d.assetVolatility[i], r = d.rate[i], t = d.horizon[i];
    return has(v) && has(s) && has(r) && has(t) && v > 0 && has(d.distance[i]) ? Math.log(v) + (r - (s * s) / 2) * t - k * s * Math.sqrt(t) : null;
  }

  private range(last: number): [number, number] {
    const d = this.cut;
    const decks = d.assetValue.filter(has).filter((v) => v > 0).map(Math.log);
    const waters = d.defaultPoint.filter(has).filter((v) => v > 0).map(Math.log);
    if (!decks.length && !waters.length) return [0, 1];
    const both = decks.concat(waters);
    let low = both.reduce((a, b) => (b < a ? b : a));
    let high = both.reduce((a, b) => (b > a ? b : a));
    const three = d.ruler ? this.mark(last, 3) : null;
    const plus = d.ruler ? this.mark(last, -3) : null;
    // Very volatile firms have marks decades away: the picture keeps to what the deck and the water do.
    if (three !== null) low = Math.min(low, Math.max(three, low - 1));
    if (plus !== null) high = Math.max(high, Math.min(plus, high + 0.9));
    const air = Math.max(0.04 * (high - low), 0.03);
    return [low - 1.6 * air, high + air];
  }

  protected override option(p: Palette, width: number): Option {
    this.cut = this.cutOut();
    const d = this.cut;
    const every = this.days;
    const { span: [first, end], from: start, to: stop } = this.shownPart();
    const dates = every.slice(start, stop + 1);
    const x = this.times.slice(start, stop + 1);
    const n = dates.length;
    const last = n - 1;
    const [low, high] = this.range(last);
    const small = narrow() || width < 620;
    const right = small ? 122 : 168;
    this.framed(2, width - 2 - right);
    const log = (v: Cell | undefined): Cell => (has(v) && v > 0 ? Math.log(v) : null);
    const top = Math.log(d.unitScale);
    const ticks = logTicks(low - top, high - top).map((v) => v + top);
    const label = (v: number): string => {
      const words = Number(Math.exp(v - top).toPrecision(3)).toLocaleString('en-US');
      return v === ticks[ticks.length - 1] ? `${d.unitPrefix}${words}${d.unitSuffix}` : words;
    };
    const hull = (a: number, b: number, fill: string): Option => drawing(1, true, (at) =>
      stretches((i) => this.mark(i, 0) !== null, n).map(([from, to]) => {
        const points: [number, number][] = [];
        const top0 = (i: number): number => (a === 0 ? Math.log(d.assetValue[i]!) : this.mark(i, a)!);
        for (let i = from; i <= to; i++) points.push(at([x[i]!, top0(i)]));
        for (let i = to; i >= from; i--) points.push(at([x[i]!, this.mark(i, b)!]));
        return { type: 'polygon', shape: { points }, style: { fill } };
      }));
    const dash = (k: number): 'solid' | number[] => (Math.abs(k) === 1 ? 'solid' : Math.abs(k) === 2 ? [5, 3] : [1.5, 3]);
    const contour = (k: number): Option => ({
      type: 'line', symbol: 'none', silent: true, clip: true, z: 2, connectNulls: false, tooltip: { show: false }, data: x.map((at, i) => [at, this.mark(i, k)]),
      lineStyle: { color: p['ink-3'], width: 1, type: dash(k), opacity: k > 0 ? 0.75 : 0.35 },
    });
    return {
      ...base(p),
      grid: { left: 2, right, top: 14, bottom: 26 },
      xAxis: xAxis(p, first, end, this.timeTicks([first, end], width - right)),
      yAxis: yAxes(p, low, high, ticks, label, (v) => amount(Math.exp(v) / d.unitScale)),
      tooltip: this.moving ? { show: false } : tooltip(p, (at) => nearest(this.times, at), (i) => `<b>${every[i] ?? ''}</b>${this.columns().slice(1).map((c) => {
        const v = c.values[i];
        return `<br>${c.title} <b>${typeof v === 'number' ? c.show(v) : '\u2014'}</b>`;
      }).join('')}`),
      series: [
        drawing(0, true, (at, f) => ticks.map((t) => { const y = at([first, t])[1]; return segment(f.x, y, f.x + f.width, y, p.grid, 1); })),
        hull(0, 1, p['hull-1']), hull(1, 2, p['hull-2']), hull(2, 3, p['hull-3']),
        ...[1, 2, 3, -1, -2, -3].map(contour),
        drawing(3, false, (at, f) => this.water(p, at, f, x, small)),
        { name: d.names.defaultPoint, type: 'line', step: 'end', symbol: 'none', clip: true, z: 4, data: x.map((at, i) => [at, log(d.defaultPoint[i])]), lineStyle: { color: p.water, width: 2.2 }, itemStyle: { color: p.water } },
        { name: d.names.assetValue, type: 'line', symbol: 'none', clip: true, z: 5, data: x.map((at, i) => [at, log(d.assetValue[i])]), lineStyle: { color: p.ink, width: 2.6 }, itemStyle: { color: p.ink } },
        drawing(6, false, (at, f) => [...this.stations(p, at, f, x, dates), ...this.notes(p, at, f, x), ...(d.ruler ? this.drawRuler(p, at, f, x, small) : [])]),
      ],
    };
  }

  private water(p: Palette, at: Coord, f: Frame, x: number[], small: boolean): Shape[] {
    const d = this.cut;
    const floor = f.y + f.height;
    return stretches((i) => has(d.defaultPoint[i]) && d.defaultPoint[i]! > 0, x.length).map(([from, to]) => {
      const points: [number, number][] = [];
      for (let i = from; i <= to; i++) {
        const q = at([x[i]!, Math.log(d.defaultPoint[i]!)]);
        // Not clipped, for the ruler stands beyond the frame: a window's neighbours must not.
        const px = Math.max(f.x, Math.min(f.x + f.width, q[0]));
        const y = Math.max(f.y, Math.min(floor, q[1]));
        if (points.length) points.push([px, points[points.length - 1]![1]]);
        points.push([px, y]);
      }
      const stern = points[points.length - 1]!;
      if (d.ruler && to === x.length - 1) points.push([f.x + f.width + (small ? 14 : 30), stern[1]]);
      points.push([points[points.length - 1]![0], floor], [points[0]![0], floor]);
      return { type: 'polygon', shape: { points }, style: { fill: p['water-fill'] } };
    });
  }

  /** At year ends the marks are drawn on a post, so that the eye sees the steps widen when volatility rises. */
  private stations(p: Palette, at: Coord, f: Frame, x: number[], dates: string[]): Shape[] {
    const shapes: Shape[] = [];
    const inside = (y: number): boolean => y >= f.y && y <= f.y + f.height;
    dates.forEach((date, i) => {
      const next = dates[i + 1];
      if (next === undefined || next.slice(0, 4) === date.slice(0, 4) || this.mark(i, 0) === null || i === 0) return;
      const px = at([x[i]!, 0])[0];
      // A post beside the ruler would only repeat it.
      if (px < f.x || px > f.x + f.width - 40) return;
      const y = (k: number): number => at([x[i]!, this.mark(i, k)!])[1];
      shapes.push(segment(px, Math.max(f.y, y(0)), px, Math.min(f.y + f.height, y(3)), p['ink-3'], 1));
      for (let k = 0; k <= 3; k++) {
        if (!inside(y(k))) continue;
        shapes.push(disc(px, y(k), 2.2, { fill: p['ink-2'] }));
        if (k && y(k) - y(k - 1) > 12) shapes.push(text(p, String(k), px + 6, y(k), { font: `500 12px ${p['font-serif']}`, fill: p['ink-2'], stroke: p.paper, lineWidth: 2 }));
      }
    });
    return shapes;
  }

  private notes(p: Palette, at: Coord, f: Frame, x: number[]): Shape[] {
    const { lowest, defaultPoint, assetValue } = this.cut;
    const shapes: Shape[] = [];
    if (lowest && has(defaultPoint[lowest.at])) {
      const q = at([x[lowest.at]!, Math.log(defaultPoint[lowest.at]!)]);
      const align = q[0] < f.x + 70 ? 'left' : q[0] > f.x + f.width - 70 ? 'right' : 'center';
      const below = q[1] + 34 < f.y + f.height;
      shapes.push(disc(q[0], q[1], 3.5, { fill: p.paper, stroke: p.accent, lineWidth: 2 }), text(p, lowest.text, q[0], q[1] + (below ? 17 : -17), { align, stroke: p.paper, lineWidth: 3 }));
    }
    const alone = (values: Cell[], color: string): void => {
      for (const [from, to] of stretches((i) => has(values[i]) && values[i]! > 0, x.length)) {
        if (from === to) { const q = at([x[from]!, Math.log(values[from]!)]); shapes.push(disc(q[0], q[1], 3, { fill: color })); }
      }
    };
    alone(assetValue, p.ink);
    alone(defaultPoint, p.water);
    return shapes;
  }

  /** The draught ruler at the stern, with the Plimsoll mark where the water stands today. */
  private drawRuler(p: Palette, at: Coord, f: Frame, x: number[], small: boolean): Shape[] {
    const d = this.cut;
    const i = lastIndex(d.distance);
    const dd = d.distance[i]!;
    const stern = f.x + f.width;
    const rx = stern + (small ? 14 : 30);
    const y = (v: number): number => at([x[i]!, v])[1];
    const mark = (k: number): number => y(this.mark(i, k)!);
    const inside = (v: number): boolean => v >= f.y - 1 && v <= f.y + f.height + 1;
    const clamp = (v: number): number => Math.max(f.y, Math.min(f.y + f.height, v));
    const deck = y(Math.log(d.assetValue[i]!));
    const water = y(Math.log(d.defaultPoint[i]!));
    const step = mark(1) - mark(0);
    const from = Math.min(-3, Math.floor(dd));
    const to = Math.max(3, Math.ceil(dd));
    const shapes: Shape[] = [
      segment(Math.min(stern, at([x[i]!, 0])[0]), deck, rx + 10, deck, p.ink, 2.6),
      segment(rx, clamp(mark(from)), rx, clamp(mark(0)), p['ink-3'], 1),
      segment(rx, clamp(mark(0)), rx, clamp(mark(to)), p.ink, 1.6),
    ];
    const fine = step / 4 >= 4 ? 4 : step >= 4 ? 1 : 0;
    const every = Math.max(1, Math.ceil(17 / Math.max(step, 0.1)));
    if (fine) {
      for (let q = from * fine; q <= to * fine; q++) {
        const k = q / fine;
        const my = mark(k);
        if (!inside(my)) continue;
        const whole = Number.isInteger(k);
        shapes.push(segment(rx, my, rx + (whole ? 10 : 5), my, k < 0 ? p['ink-3'] : p.ink, whole ? 1.6 : 1));
        const free = Math.abs(my - deck) > 12 && Math.abs(my - water) > 12;
        if (whole && k !== 0 && k % every === 0 && free) shapes.push(text(p, k > 0 ? String(k) : `+${-k}`, rx + 14, my, { font: `600 ${k > 0 && step >= 17 ? 17 : 13}px ${p['font-serif']}`, fill: k > 0 ? p.ink : p['ink-3'] }));
      }
    }
    // Deck and water labels must both be read: when they come close the deck's goes up, the water's pair goes down (or the reverse under water).
    const close = Math.abs(deck - water) < 40;
    const up = deck <= water ? -1 : 1;
    const deckY = close ? deck + up * 12 : deck - 1;
    shapes.push(text(p, small ? d.deckShort : d.deckText, rx + 14, deckY, { font: `600 13px ${p['font-sans']}`, stroke: p.paper, lineWidth: 3 }));
    const wx = rx + (small ? 30 : 40);
    shapes.push(segment(rx - 12, water, rx + (small ? 104 : 132), water, p.accent, 2.4));
    shapes.push(disc(rx, water, 7, { fill: p.paper, stroke: p.accent, lineWidth: 2.2 }), segment(rx - 12, water, rx + 12, water, p.accent, 2.2));
    const above = close && up < 0 ? water + 13 : water - 12;
    shapes.push(text(p, d.distanceText, wx, above, { font: `700 16px ${p['font-serif']}`, fill: p.accent, stroke: p.paper, lineWidth: 3 }));
    shapes.push(text(p, small ? d.waterShort : d.waterText, wx, close && up < 0 ? water + 31 : water + 12, { stroke: p.paper, lineWidth: 3 }));
    return shapes;
  }
}

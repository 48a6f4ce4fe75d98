/** Histories on one time axis: a line, its peers and their band, or a share with its area. Gaps stay gaps; every line is named at its end. */
import { base, linearTicks, tooltip, xAxis, yAxes, type Option } from './axes';
import { escape, fixed, percent, power, probability, type Cell } from './format';
import { Plot, type TwinColumn } from './plot';
import { disc, drawing, lastIndex, segment, spread, stretches, text, type Shape } from './shapes';
import { Sketch } from './sketch';
import { narrow, type Palette } from './theme';
import { nearest, thin } from './zoom';

type Unit = 'distance' | 'share' | 'lnProbability';

/** The label at a line's end; where a window ends earlier, endAs has the value that stands there in place of its ellipsis (a label that is only a name has none). */
interface Series { name: string; end: string; endAs?: string | null; style: 'firm' | 'peer' | 'share' | 'compared'; values: Cell[] }

interface LineData {
  unit: Unit;
  dateName: string;
  dates?: string[];
  series: Series[];
  band?: { lowName: string; highName: string; low: Cell[]; high: Cell[] };
  level?: { value: number; text: string };
  mark?: { at: number; text: string };
}

const LN10 = Math.LN10;

/** Compared lines differ in dashes as well as in colour, until they are so long that dashes would only tear them; names stand at their ends. */
const COLOURS = ['series-1', 'series-2', 'series-3', 'series-4', 'series-5'] as const;
const MOST_DASHED = 500;
const DASHES: ('solid' | number[])[] = ['solid', [9, 3], [3, 3], [10, 3, 2, 3], [5, 2]];

export class FbLine extends Plot<LineData> {
  private show(value: number): string {
    const { unit } = this.data;
    return unit === 'distance' ? fixed(value, 2) : unit === 'share' ? percent(value, 1) : probability(value);
  }

  protected override timeAxis(): string[] {
    return this.dates(this.data.dates);
  }

  override columns(): TwinColumn[] {
    const d = this.data;
    const show = (v: number): string => this.show(v);
    const column = (title: string, values: Cell[]): TwinColumn => ({ title, ...(d.unit === 'lnProbability' ? { csvTitle: `ln ${title}` } : {}), share: d.unit === 'share', values, show });
    return [
      { title: d.dateName, values: this.dates(d.dates), show },
      ...d.series.map((s) => column(s.name, s.values)),
      ...(d.band ? [column(d.band.lowName, d.band.low), column(d.band.highName, d.band.high)] : []),
    ];
  }

  private scale(values: number[]): { low: number; high: number; ticks: number[]; label: (v: number) => string } {
    const { unit } = this.data;
    // A loop: a long history has more values than a call takes arguments.
    const least = values.length ? values.reduce((a, b) => (b < a ? b : a)) : 0;
    const most = values.length ? values.reduce((a, b) => (b > a ? b : a)) : 1;
    if (unit === 'lnProbability') {
      // Plotted as log10; a quarter decade of air keeps the line off the frame.
      const ticks = linearTicks(Math.floor(least - 0.05), Math.min(0, Math.ceil(most + 0.05)) || 0, 5).filter((v) => Number.isInteger(v) && v <= 0);
      const low = ticks[0] ?? -1;
      const high = Math.max(ticks[ticks.length - 1] ?? 0, most);
      const label = (v: number): string => (v >= -4 ? `${Number((100 * 10 ** v).toPrecision(3))}%` : power(v));
      return { low, high: high === low ? low + 1 : high, ticks, label };
    }
    const floor = unit === 'share' ? 0 : Math.min(0, least);
    const ticks = linearTicks(floor, Math.max(most, unit === 'share' ? 0.02 : 1), 4);
    const top = ticks[ticks.length - 1] ?? 1;
    const label = unit === 'share' ? (v: number): string => `${Number((100 * v).toPrecision(6))}${v === top ? '%' : ''}` : (v: number): string => String(v);
    return { low: ticks[0] ?? 0, high: top, ticks, label };
  }

  /** The figures of what is shown. */
  private get cut(): LineData {
    const d = this.data;
    const { from, to } = this.shownPart();
    if (from === 0 && to === this.times.length - 1) return d;
    const of = (values: Cell[]): Cell[] => values.slice(from, to + 1);
    return {
      ...d,
      series: d.series.map((s) => ({ ...s, values: of(s.values) })),
      ...(d.band ? { band: { ...d.band, low: of(d.band.low), high: of(d.band.high) } } : {}),
      ...(d.mark ? { mark: { ...d.mark, at: this.isShown(d.mark.at) ? d.mark.at - from : -1 } } : {}),
    };
  }

  /** Where a line ends in what is shown, and what is written there; null where nothing of it is shown. */
  private end(s: Series): { x: number; y: number; words: string } | null {
    const { span: [, last], from, to } = this.shownPart();
    const absent = (i: number): boolean => s.values[i] === null || s.values[i] === undefined;
    const known = lastIndex(s.values);
    let shown = to;
    while (shown >= from && (absent(shown) || (shown === to && !this.isShown(shown)))) shown--;
    const inside = shown >= from && this.isShown(shown);
    const words = inside && shown === known ? s.end
      : s.endAs ? s.endAs.replace(/\u2026$/, () => (inside ? this.show(s.values[shown]!) : '')).trim() : s.end;
    const next = shown + 1;
    // A line that goes on beyond the frame is named where it leaves it.
    if (shown >= from && this.times[shown]! < last && next <= to && !absent(next)) {
      const share = (last - this.times[shown]!) / (this.times[next]! - this.times[shown]!);
      return { x: last, y: s.values[shown]! + share * (s.values[next]! - s.values[shown]!), words };
    }
    return inside ? { x: this.times[shown]!, y: s.values[shown]!, words } : null;
  }

  private lineOf(s: Series, p: Palette, points: number): { color: string; width: number; type: 'solid' | number[] } {
    if (s.style === 'compared') {
      const place = this.data.series.findIndex((other) => other.name === s.name && other.end === s.end) % 5;
      return { color: p[COLOURS[place]!], width: 2, type: points > MOST_DASHED ? 'solid' : DASHES[place]! };
    }
    return s.style === 'firm' ? { color: p['series-1'], width: 2.4, type: 'solid' } : s.style === 'share' ? { color: p.water, width: 2.2, type: 'solid' } : { color: p.peer, width: 1.6, type: [6, 3] };
  }

  /** A name at the end of its line. */
  private endStyle(s: Series, p: Palette, points: number): { fill: string; font: string } {
    const lead = s.style !== 'peer';
    return s.style === 'share' ? { fill: p.ink, font: `700 17px ${p['font-serif']}` }
      : { fill: s.style === 'compared' ? this.lineOf(s, p, points).color : lead ? p['series-1'] : p['ink-2'], font: `${lead ? 700 : 500} 13px ${p['font-sans']}` };
  }

  protected override sketch(canvas: HTMLCanvasElement, p: Palette, width: number, height: number): void {
    const d = this.data;
    const x = this.times;
    const { span, from, to } = this.shownPart();
    const scale = d.unit === 'lnProbability' ? 1 / LN10 : 1;
    let least = d.level ? d.level.value * scale : Number.POSITIVE_INFINITY;
    let most = d.level ? d.level.value * scale : Number.NEGATIVE_INFINITY;
    for (const values of [...d.series.map((s) => s.values), ...(d.band ? [...(d.unit === 'lnProbability' ? [] : [d.band.low]), d.band.high] : [])]) {
      for (let i = from; i <= to; i++) {
        const v = values[i];
        if (v === null || v === undefined) continue;
        if (v * scale < least) least = v * scale;
        if (v * scale > most) most = v * scale;
      }
    }
    const { low, high, ticks, label } = this.scale(least <= most ? [least, most] : []);
    const right = narrow() ? 92 : 112;
    this.framed(2, width - 2 - right);
    const pen = new Sketch(canvas, width, height, { left: 2, right, top: 22, bottom: 26 }, span, [low, high], p);
    const { frame, at } = pen;
    const edge = frame.x + frame.width;
    const count = to - from + 1;
    for (const t of ticks) {
      const y = at([span[0], t])[1];
      pen.segment(frame.x, y, edge, y, p.grid, 1);
    }
    const { band } = d;
    if (band) {
      const there = (i: number): boolean => typeof band.low[from + i] === 'number' && typeof band.high[from + i] === 'number';
      for (const [a, b] of stretches(there, count)) {
        const points: [number, number][] = [];
        for (let i = a; i <= b; i++) points.push(at([x[from + i]!, band.high[from + i]! * scale]));
        for (let i = b; i >= a; i--) points.push(at([x[from + i]!, band.low[from + i]! * scale]));
        pen.polygon(points, p['peer-band']);
      }
    }
    const labels: { y: number; x: number; words: string; style: { fill: string; font?: string } }[] = [];
    for (const s of [...d.series].sort((a, b) => Number(b.style === 'peer') - Number(a.style === 'peer'))) {
      const style = this.lineOf(s, p, count);
      pen.line(x, s.values, from, to, scale, { color: style.color, width: style.width, dash: style.type === 'solid' ? [] : style.type, ...(s.style === 'share' ? { area: p['water-fill'] } : {}) });
      const end = this.end(s);
      if (!end) continue;
      const q = at([end.x, end.y * scale]);
      labels.push({ y: q[1], x: Math.min(q[0], edge), words: end.words, style: this.endStyle(s, p, count) });
    }
    if (d.level) {
      const y = at([span[0], d.level.value * scale])[1];
      pen.segment(frame.x, y, edge, y, p['ink-3'], 1.2, [6, 3]);
      labels.push({ y, x: edge, words: d.level.text, style: { fill: p['ink-2'] } });
    }
    pen.axes(ticks, label);
    for (const l of spread(labels, 18, frame.y, frame.y + frame.height - 4)) pen.text(l.words, l.x + 6, l.y, l.style);
    const value = d.mark && this.isShown(d.mark.at) ? d.series[0]?.values[d.mark.at] : null;
    if (d.mark && typeof value === 'number') {
      const q = at([x[d.mark.at]!, value * scale]);
      pen.disc(q[0], q[1], 3.5, p.paper, p.accent);
      pen.text(d.mark.text, q[0], q[1] - 14, { align: q[0] < frame.x + 60 ? 'left' : q[0] > edge - 60 ? 'right' : 'center' });
    }
  }

  protected override option(p: Palette, width: number): Option {
    const d = this.cut;
    const dates = this.days;
    const { span: [first, last], from: start, to: stop } = this.shownPart();
    const x = this.times.slice(start, stop + 1);
    const onAxis = (v: Cell | undefined): Cell => (v === null || v === undefined ? null : d.unit === 'lnProbability' ? v / LN10 : v);
    // On the logarithmic axis the safe end of the band lies many powers of ten down; it is cut rather than let it flatten the lines.
    const band0 = d.band ? [...(d.unit === 'lnProbability' ? [] : d.band.low), ...d.band.high] : [];
    const shown = [...d.series.flatMap((s) => s.values), ...band0, ...(d.level ? [d.level.value] : [])]
      .map(onAxis).filter((v): v is number => v !== null);
    const { low, high, ticks, label } = this.scale(shown);
    const right = narrow() ? 92 : 112;
    this.framed(2, width - 2 - right);
    const style = (s: Series): { color: string; width: number; type: 'solid' | number[] } => this.lineOf(s, p, x.length);

    const band = d.band;
    const present = (i: number): boolean => band !== undefined && onAxis(band.low[i]) !== null && onAxis(band.high[i]) !== null;
    const under: Option[] = [drawing(1, true, (at, frame) => {
      const shapes: Shape[] = ticks.map((t) => { const y = at([first, t])[1]; return segment(frame.x, y, frame.x + frame.width, y, p.grid, 1); });
      for (const [from, to] of band ? stretches(present, x.length) : []) {
        const points: [number, number][] = [];
        for (let i = from; i <= to; i++) points.push(at([x[i]!, onAxis(band!.high[i])!]));
        for (let i = to; i >= from; i--) points.push(at([x[i]!, onAxis(band!.low[i])!]));
        shapes.push({ type: 'polygon', shape: { points }, style: { fill: p['peer-band'] } });
      }
      return shapes;
    })];
    const lines: Option[] = d.series.map((s) => ({
      name: s.name, type: 'line', symbol: 'none', connectNulls: false, clip: true, z: s.style === 'peer' ? 3 : 4,
      data: thin(x, s.values.map(onAxis), width - right), lineStyle: style(s), itemStyle: { color: style(s).color },
      ...(s.style === 'share' ? { areaStyle: { color: p['water-fill'], opacity: 1, origin: 'start' } } : {}),
    }));
    const over: Option = drawing(7, false, (at, frame) => {
      const shapes: Shape[] = [];
      const edge = frame.x + frame.width;
      const labels: { y: number; x: number; words: string; style: object }[] = [];
      if (d.level) {
        const y = at([first, d.level.value])[1];
        shapes.push(segment(frame.x, y, edge, y, p['ink-3'], 1.2, [6, 3]));
        labels.push({ y, x: edge, words: d.level.text, style: { fill: p['ink-2'] } });
      }
      d.series.forEach((s, k) => {
        for (const [from, to] of stretches((i) => onAxis(s.values[i]) !== null, x.length)) {
          // One lone day makes no line; without a disc it would not be seen at all.
          if (from === to) { const q = at([x[from]!, onAxis(s.values[from])!]); shapes.push(disc(q[0], q[1], 3, { fill: style(s).color })); }
        }
        const end = this.end(this.data.series[k]!);
        if (!end) return;
        const q = at([end.x, onAxis(end.y)!]);
        labels.push({ y: q[1], x: Math.min(q[0], edge), words: end.words, style: this.endStyle(s, p, x.length) });
      });
      for (const l of spread(labels, 18, frame.y, frame.y + frame.height - 4)) shapes.push(text(p, l.words, l.x + 6, l.y, { ...l.style, stroke: p.paper, lineWidth: 3 }));
      const mark = d.mark;
      const value = mark && mark.at >= 0 ? onAxis(d.series[0]?.values[mark.at]) : null;
      if (mark && value !== null && value !== undefined) {
        const q = at([x[mark.at]!, value]);
        shapes.push(disc(q[0], q[1], 3.5, { fill: p.paper, stroke: p.accent, lineWidth: 2 }));
        const align = q[0] < frame.x + 60 ? 'left' : q[0] > edge - 60 ? 'right' : 'center';
        shapes.push(text(p, mark.text, q[0], q[1] - 14, { align, stroke: p.paper, lineWidth: 3 }));
      }
      return shapes;
    });
    return {
      ...base(p),
      grid: { left: 2, right, top: 22, bottom: 26 },
      xAxis: xAxis(p, first, last, this.timeTicks([first, last], width - right)),
      yAxis: yAxes(p, low, high, ticks, label, (v) => this.show(d.unit === 'lnProbability' ? v * LN10 : v)),
      tooltip: tooltip(p, (at) => nearest(this.times, at), (i) => `<b>${dates[i] ?? ''}</b>${this.columns().slice(1).map((c) => {
        const v = c.values[i];
        return `<br>${escape(c.title)} <b>${typeof v === 'number' ? escape(c.show(v)) : '\u2014'}</b>`;
      }).join('')}`),
      series: [...under, ...lines, over],
    };
  }
}

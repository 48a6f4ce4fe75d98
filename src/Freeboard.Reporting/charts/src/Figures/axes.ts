/** Axes, ticks and the base option. Ticks are ours: ECharts' own would label months of a multi-year axis by number only. */
import type { Palette } from './theme';
import { minus } from './format';

export type Option = Record<string, unknown>;
export interface Tick { at: number; text: string }

export const time = (date: string): number => Date.parse(`${date}T00:00:00Z`);

/** Round steps covering [low, high]. */
export const linearTicks = (low: number, high: number, count: number): number[] => {
  const span = high - low || 1;
  const raw = span / count;
  const unit = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((m) => m * unit).find((s) => s >= raw * 0.999) ?? 10 * unit;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
};

/** Amounts on a logarithmic axis: 1-2-5 style steps, coarser as the range grows. Arguments and answers are natural logarithms. */
export const logTicks = (low: number, high: number): number[] => {
  const decades = (high - low) / Math.LN10;
  const digits = decades < 0.35 ? [1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9]
    : decades < 1.1 ? [1, 1.5, 2, 3, 4, 6, 8] : decades < 2.2 ? [1, 2, 5] : [1];
  const stride = Math.max(1, Math.ceil(decades / 6));
  const ticks: number[] = [];
  for (let e = Math.floor(low / Math.LN10); e <= Math.ceil(high / Math.LN10); e++) {
    if (e % stride !== 0) continue;
    for (const digit of digits) {
      const at = Math.log(digit) + e * Math.LN10;
      if (at >= low && at <= high) ticks.push(at);
    }
  }
  return ticks;
};

const DAY = 864e5;

/** Days of a span too short for two months; the first stands clear of the left edge, where half of it would be cut off. */
const dayTicks = (low: number, high: number, room: number): Tick[] => {
  const from = Math.ceil((low + (40 / room) * (high - low)) / DAY);
  const to = Math.floor(high / DAY);
  const step = [1, 2, 5, 10, 20].find((s) => ((to - from) / s + 1) * 112 <= room) ?? 40;
  const ticks: Tick[] = [];
  for (let day = from; day <= to; day += step) ticks.push({ at: day * DAY, text: new Date(day * DAY).toISOString().slice(0, 10) });
  return ticks;
};

/** Years where there are at least two of them, else months, else days; as many as fit. */
export const timeTicks = (low: number, high: number, room: number): Tick[] => {
  const at = (year: number, month: number): number => Date.UTC(year, month, 1);
  const first = new Date(low).getUTCFullYear();
  const last = new Date(high).getUTCFullYear();
  const ticks: Tick[] = [];
  for (const step of [1, 3, 6, 12, 24, 60, 120]) {
    ticks.length = 0;
    for (let month = 0; month <= (last - first + 1) * 12; month += step) {
      const value = at(first, month);
      if (value < low || value > high) continue;
      const day = new Date(value);
      const year = String(day.getUTCFullYear());
      ticks.push({ at: value, text: step >= 12 || day.getUTCMonth() === 0 ? year : `${year}-${String(day.getUTCMonth() + 1).padStart(2, '0')}` });
    }
    // Months are wider words than years, and fewer of them read better.
    if (ticks.length * (step < 12 ? 112 : 64) <= room) break;
  }
  return ticks.length < 2 ? dayTicks(low, high, room) : ticks;
};

export const base = (p: Palette): Option => ({
  animation: false,
  backgroundColor: 'transparent',
  useUTC: true,
  textStyle: { fontFamily: p['font-sans'], fontSize: 13, color: p['ink-2'] },
});

/** What stands on the label of a crosshair. */
const crossLabel = (p: Palette, formatter: (value: number) => string): Option => ({
  show: true, backgroundColor: p.ink, color: p.paper, fontSize: 12, padding: [3, 5], borderRadius: 2, shadowBlur: 0,
  formatter: ({ value }: { value: number }) => formatter(Number(value)),
});

/** The day under the pointer with its figures, and a crosshair through it. */
export const tooltip = (p: Palette, indexAt: (value: number) => number, formatter: (index: number) => string): Option => ({
  trigger: 'axis',
  confine: true,
  transitionDuration: 0,
  backgroundColor: p.raised,
  borderColor: p.edge,
  borderWidth: 1,
  padding: [6, 9],
  extraCssText: 'box-shadow:none;border-radius:2px',
  textStyle: { color: p.ink, fontSize: 13, fontFamily: p['font-sans'] },
  axisPointer: { type: 'cross', animation: false, lineStyle: { color: p['ink-3'], width: 1, type: 'solid' }, crossStyle: { color: p['ink-3'], width: 1, type: [3, 3] } },
  formatter: (items: { axisValue: number }[]) => (items[0] ? formatter(indexAt(Number(items[0].axisValue))) : ''),
});

export const xAxis = (p: Palette, low: number, high: number, ticks: Tick[]): Option => {
  const words = new Map(ticks.map((t) => [t.at, t.text]));
  return {
    type: 'value', min: low, max: high,
    axisLine: { show: true, onZero: false, lineStyle: { color: p.ink, width: 1 } },
    axisTick: { show: true, length: 4, lineStyle: { color: p.ink }, customValues: ticks.map((t) => t.at) },
    axisLabel: { color: p['ink-2'], fontSize: 13, customValues: ticks.map((t) => t.at), formatter: (v: number) => words.get(v) ?? '', showMinLabel: true, showMaxLabel: true, hideOverlap: false },
    splitLine: { show: false },
    axisPointer: { label: crossLabel(p, (v) => new Date(v).toISOString().slice(0, 10)) },
  };
};

/** A horizontal axis of numbers with its title below. */
export const valueAxis = (p: Palette, low: number, high: number, ticks: number[], label: (v: number) => string, name: string): Option => ({
  type: 'value', min: low, max: high, name, nameLocation: 'middle', nameGap: 26, nameTextStyle: { color: p['ink-2'], fontSize: 13 },
  axisLine: { show: true, onZero: false, lineStyle: { color: p.ink, width: 1 } },
  axisTick: { show: true, length: 4, lineStyle: { color: p.ink }, customValues: ticks },
  axisLabel: { color: p['ink-2'], fontSize: 13, customValues: ticks, formatter: (v: number) => minus(label(v)), showMinLabel: true, showMaxLabel: true, hideOverlap: true },
  splitLine: { show: false },
});

/** Two axes over one scale: the gridlines lie under the data, the value labels above it, inside the plot. Where there is a crosshair it is read at the right edge. */
export const yAxes = (p: Palette, low: number, high: number, ticks: number[], label: (v: number) => string, read?: (v: number) => string): Option[] => {
  const shared = { type: 'value', min: low, max: high, axisLine: { show: false } };
  return [
    { ...shared, z: 0, position: read ? 'right' : 'left', axisPointer: read ? { label: crossLabel(p, (v) => minus(read(v))) } : { show: false }, axisTick: { show: false, customValues: ticks }, axisLabel: { show: false, customValues: ticks }, splitLine: { show: false } },
    {
      ...shared, position: 'left', z: 6, axisPointer: { show: false }, splitLine: { show: false }, axisTick: { show: false, customValues: ticks },
      axisLabel: {
        inside: true, margin: 0, customValues: ticks, color: p['ink-2'], fontSize: 13, verticalAlign: 'bottom', padding: [0, 0, 2, 0],
        textBorderColor: p.paper, textBorderWidth: 3, showMinLabel: true, showMaxLabel: true, formatter: (v: number) => minus(label(v)),
      },
    },
  ];
};

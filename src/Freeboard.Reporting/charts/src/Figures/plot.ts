/** What every chart element shares: it reads its data once, draws when it is laid out, and draws again when width or theme change. */
import { CustomChart, LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type ECharts } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { time, timeTicks, type Option, type Tick } from './axes';
import type { Cell } from './format';
import { gestures } from './gestures';
import { palette, type Palette } from './theme';
import { visible, Zoom, type Span } from './zoom';

use([LineChart, CustomChart, GridComponent, TooltipComponent, SVGRenderer]);

/**
 * A column of the table twin. Its CSV has the exact values in their plain unit, and the header says so where that is not what the table shows:
 * amounts in units of the currency, probabilities as logarithms (csvTitle), shares as decimals (share; the figure knows the word).
 */
export interface TwinColumn { title: string; csvTitle?: string; share?: boolean; values: (string | Cell)[]; show: (value: number) => string }

/** Fewest days with a figure of a history that can be zoomed, and the shortest window: some days, and room for a few points of a monthly history. */
const LEAST_DAYS = 8;
const LEAST_SPAN = 5 * 864e5;
const LEAST_POINTS = 3;

/** Milliseconds after which a window has stopped. */
const SETTLED = 150;

export abstract class Plot<Data> extends HTMLElement {
  private daysRead: string[] | undefined;
  private timeline: number[] | undefined;
  private zooming: Zoom | null = null;
  private frame: { x: number; width: number } = { x: 0, width: 1 };
  private asked = 0;
  private settling = 0;

  /** Whether its window is on the move: then it is drawn more coarsely, and in full a moment after it has stopped. */
  protected moving = false;
  private over: { canvas: HTMLCanvasElement; colours: Palette } | undefined;
  private chart: ECharts | undefined;
  /** Where the pointer rests on the plot; null while it is elsewhere, or drags. */
  private pointer: [number, number] | null = null;
  private drawn = { width: 0, height: 0 };

  /** Where many firms stand on one page, a chart far from the screen waits until it comes near, or until the page is printed. */
  private nearing: IntersectionObserver | undefined;

  /** Tells the first size too, for which the plot is drawn already. */
  private readonly watch = new ResizeObserver(() => {
    if (this.clientWidth !== this.drawn.width || this.clientHeight !== this.drawn.height) this.draw();
  });
  private cached: Data | undefined;

  /** The server's figures, from the element's own JSON child. */
  get data(): Data {
    return (this.cached ??= JSON.parse(this.querySelector('script[type="application/json"]')?.textContent ?? '{}') as Data);
  }

  /** Dates of the figure: its own, or those of the whole run. */
  dates(own: string[] | undefined): string[] {
    return own ?? (JSON.parse(document.getElementById('fb-dates')?.textContent ?? '[]') as string[]);
  }

  /** Whether the table twin shows the last row first, as histories do. */
  readonly newestFirst: boolean = true;

  /** Days of the horizontal axis; null where it is no time axis. */
  protected timeAxis(): string[] | null {
    return null;
  }

  /** The days of the time axis, read once. */
  protected get days(): string[] {
    return (this.daysRead ??= this.timeAxis() ?? []);
  }

  /** The window of the time axis; null where there is none, or nothing to zoom. */
  get zoom(): Zoom | null {
    return this.zooming;
  }

  /** The days as moments, made once. */
  protected get times(): number[] {
    return (this.timeline ??= this.days.map(time));
  }

  /** What is shown of the time axis, and the indices that it takes. A lone day gets air on both sides. */
  protected shownPart(): { span: Span; from: number; to: number } {
    const x = this.times;
    const last = x.length - 1;
    const pad = x.length < 2 ? 20 * 864e5 : 0;
    const span: Span = this.zooming?.shown ?? [(x[0] ?? 0) - pad, (x[last] ?? 0) + pad];
    const [from, to] = this.zooming?.window ? visible(x, span) : [0, last];
    return { span, from, to };
  }

  /** Whether a day lies in what is shown: one more is drawn on each side, beyond the frame. */
  protected isShown(i: number): boolean {
    const { span: [first, last] } = this.shownPart();
    // A window is a sum of lengths: the end of the history may be missed by a rounding.
    return this.times[i]! >= first - 1000 && this.times[i]! <= last + 1000;
  }

  /** Ticks of the axis of time; a lone day is named itself. */
  protected timeTicks([from, to]: Span, room: number): Tick[] {
    return this.times.length === 1 ? [{ at: this.times[0]!, text: this.days[0]! }] : timeTicks(from, to, room);
  }

  /** Whether there is anything to zoom: days alone, without figures, are nothing. */
  private get zoomable(): boolean {
    if (this.times.length < LEAST_DAYS) return false;
    const columns = this.columns().slice(1);
    let known = 0;
    for (let i = 0; i < this.times.length && known < LEAST_DAYS; i++) if (columns.some((c) => typeof c.values[i] === 'number')) known++;
    return known >= LEAST_DAYS;
  }

  /** Where the frame of the plot lies, for gestures. */
  protected framed(x: number, width: number): void {
    this.frame = { x, width: Math.max(1, width) };
  }

  /** Draws again with the next frame, however often it is asked for until then. */
  redrawSoon(): void {
    this.moving = true;
    clearTimeout(this.settling);
    this.settling = window.setTimeout(() => {
      this.moving = false;
      this.draw();

      // Who has kept the pointer still since is told what lies under it now.
      if (this.pointer) this.chart?.dispatchAction({ type: 'showTip', x: this.pointer[0], y: this.pointer[1] });
    }, SETTLED);
    if (this.asked) return;
    this.asked = requestAnimationFrame(() => {
      this.asked = 0;
      this.draw();
      this.dispatchEvent(new CustomEvent('fb:zoom', { bubbles: true }));
    });
  }

  protected abstract option(p: Palette, width: number): Option;

  /** The same picture by hand, for as long as the window is on the move; a plot without it is drawn by the chart all the while. */
  protected sketch?(canvas: HTMLCanvasElement, p: Palette, width: number, height: number): void;

  /** The same figures as a table, oldest first. */
  abstract columns(): TwinColumn[];

  /** The columns of the CSV, where a spreadsheet needs others than a reader: the two ends of a bin, say. */
  csvColumns(): TwinColumn[] {
    return this.columns();
  }

  connectedCallback(): void {
    this.watch.observe(this);
    document.addEventListener('fb:theme', this.redraw);
    const x = this.times;
    if (!this.zooming && this.zoomable) {
      const whole: Span = [x[0]!, x[x.length - 1]!];
      this.zooming = new Zoom(whole, Math.max(LEAST_SPAN, (LEAST_POINTS * (whole[1] - whole[0])) / (x.length - 1)));
    }
    if (this.closest('.sheet')) this.wait();
    this.draw();
  }

  private wait(): void {
    this.nearing = new IntersectionObserver((seen) => { if (seen.some((s) => s.isIntersecting)) this.come(); }, { rootMargin: '900px 0px' });
    this.nearing.observe(this);
    addEventListener('beforeprint', this.come);
  }

  private readonly come = (): void => {
    this.rest();
    this.draw();
  };

  private rest(): void {
    this.nearing?.disconnect();
    this.nearing = undefined;
    removeEventListener('beforeprint', this.come);
  }

  disconnectedCallback(): void {
    this.watch.disconnect();
    this.rest();
    cancelAnimationFrame(this.asked);
    clearTimeout(this.settling);
    this.asked = 0;
    this.moving = false;
    this.lift();
    document.removeEventListener('fb:theme', this.redraw);
    this.chart?.dispose();
    this.chart = undefined;
    this.drawn = { width: 0, height: 0 };
    this.querySelector('.canvas')?.remove();
  }

  private readonly redraw = (): void => this.draw();

  draw(): void {
    if (this.nearing) return;
    const width = this.clientWidth;
    const height = this.clientHeight;
    this.drawn = { width, height };
    if (width === 0 || height === 0) return;
    if (!this.chart) {
      const canvas = document.createElement('div');
      canvas.className = 'canvas';
      this.prepend(canvas);
      this.chart = init(canvas, null, { renderer: 'svg', width, height });
      if (this.zooming) {
        this.classList.add('zoomable');
        canvas.addEventListener('pointermove', (event) => {
          const box = canvas.getBoundingClientRect();
          this.pointer = event.buttons ? null : [event.clientX - box.left, event.clientY - box.top];
        });
        canvas.addEventListener('pointerleave', () => { this.pointer = null; });
        gestures(canvas, { zoom: this.zooming, frame: () => this.frame, redraw: () => this.redrawSoon(), quiet: () => this.chart?.dispatchAction({ type: 'hideTip' }) });
      }
    } else if (this.chart.getWidth() !== width || this.chart.getHeight() !== height) {
      this.chart.resize({ width, height });
    }
    this.classList.toggle('zoomed', this.zooming?.window != null);
    if (this.moving && this.sketch) {
      this.over ??= this.lay();
      this.sketch(this.over.canvas, this.over.colours, width, height);
      return;
    }
    this.lift();
    this.chart.setOption(this.option(palette(), width), { notMerge: true });
  }

  /** A canvas over the chart, whose own picture is hidden meanwhile. */
  private lay(): { canvas: HTMLCanvasElement; colours: Palette } {
    const canvas = document.createElement('canvas');
    canvas.className = 'moving';
    canvas.setAttribute('aria-hidden', 'true');
    this.querySelector('.canvas')?.append(canvas);
    this.classList.add('moves');
    return { canvas, colours: palette() };
  }

  private lift(): void {
    this.over?.canvas.remove();
    this.over = undefined;
    this.classList.remove('moves');
  }
}

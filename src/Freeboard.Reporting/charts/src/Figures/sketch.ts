/**
 * A picture by hand on a canvas, for as long as a window is on the move: a few milliseconds a frame, where the chart makes its axes,
 * labels and paths anew in tens. It looks like the chart, so that nothing jumps when the chart takes its place again.
 */
import { timeTicks } from './axes';
import { minus, type Cell } from './format';
import type { Coord, Frame } from './shapes';
import type { Palette } from './theme';

export class Sketch {
  readonly frame: Frame;
  private readonly pen: CanvasRenderingContext2D;

  /** Clears the canvas for a plot of a size, its frame inside its margins, over spans of moments and values. */
  constructor(canvas: HTMLCanvasElement, width: number, height: number, margin: { left: number; right: number; top: number; bottom: number }, readonly x: [number, number], readonly y: [number, number], private readonly p: Palette) {
    const dots = devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * dots) || canvas.height !== Math.round(height * dots)) {
      canvas.width = Math.round(width * dots);
      canvas.height = Math.round(height * dots);
    }
    this.pen = canvas.getContext('2d', { alpha: false })!;
    this.pen.setTransform(dots, 0, 0, dots, 0, 0);
    this.pen.fillStyle = p.paper;
    this.pen.fillRect(0, 0, width, height);
    this.pen.lineJoin = 'bevel';
    this.frame = { x: margin.left, y: margin.top, width: width - margin.left - margin.right, height: height - margin.top - margin.bottom };
  }

  readonly at: Coord = ([x, y]) => [
    this.frame.x + ((x - this.x[0]) / (this.x[1] - this.x[0])) * this.frame.width,
    this.frame.y + this.frame.height - ((y - this.y[0]) / (this.y[1] - this.y[0])) * this.frame.height,
  ];

  segment(x1: number, y1: number, x2: number, y2: number, stroke: string, width: number, dash: number[] = []): void {
    // Whole pixels, as the chart's own straight lines.
    const sharp = (v: number): number => Math.round(v) + (width % 2 === 1 ? 0.5 : 0);
    this.pen.beginPath();
    this.pen.moveTo(x1 === x2 ? sharp(x1) : x1, y1 === y2 ? sharp(y1) : y1);
    this.pen.lineTo(x1 === x2 ? sharp(x2) : x2, y1 === y2 ? sharp(y2) : y2);
    this.stroke(stroke, width, dash);
  }

  text(words: string, x: number, y: number, style: { fill?: string; font?: string; align?: CanvasTextAlign; baseline?: CanvasTextBaseline } = {}): void {
    this.pen.font = style.font ?? `500 13px ${this.p['font-sans']}`;
    this.pen.textAlign = style.align ?? 'left';
    this.pen.textBaseline = style.baseline ?? 'middle';
    this.pen.strokeStyle = this.p.paper;
    this.pen.lineWidth = 3;
    this.pen.setLineDash([]);
    this.pen.strokeText(words, x, y);
    this.pen.fillStyle = style.fill ?? this.p.ink;
    this.pen.fillText(words, x, y);
  }

  disc(x: number, y: number, r: number, fill: string, stroke?: string): void {
    this.pen.beginPath();
    this.pen.arc(x, y, r, 0, 2 * Math.PI);
    this.pen.fillStyle = fill;
    this.pen.fill();
    if (stroke) this.stroke(stroke, 2, []);
  }

  polygon(points: [number, number][], fill: string): void {
    this.pen.beginPath();
    points.forEach(([x, y], i) => (i ? this.pen.lineTo(x, y) : this.pen.moveTo(x, y)));
    this.pen.closePath();
    this.pen.fillStyle = fill;
    this.inside(() => this.pen.fill());
  }

  /** A line through values by their moments, from one index to another; of every two pixels the least and the greatest value, so that no spike is lost. A gap stays a gap. */
  line(times: number[], values: Cell[], from: number, to: number, scale: number, style: { color: string; width: number; dash: number[]; area?: string }): void {
    const { pen } = this;
    const bottom = this.frame.y + this.frame.height;
    const room = this.frame.width / (this.x[1] - this.x[0]);
    let open = false;
    let start = 0;
    let end = 0;
    let column = Number.NaN;
    let low = 0, high = 0, lowAt = 0, highAt = 0;
    const put = (x: number, y: number): void => {
      if (open) pen.lineTo(x, y);
      else { pen.moveTo(x, y); start = x; open = true; }
      end = x;
    };
    const flush = (): void => {
      if (Number.isNaN(column)) return;
      if (lowAt === highAt) put(lowAt, low);
      else if (lowAt < highAt) { put(lowAt, low); put(highAt, high); }
      else { put(highAt, high); put(lowAt, low); }
      column = Number.NaN;
    };
    const stop = (closed: boolean): void => {
      flush();
      if (open && closed) {
        pen.lineTo(end, bottom);
        pen.lineTo(start, bottom);
        pen.closePath();
      }
      open = false;
    };
    const go = (closed: boolean): void => {
      pen.beginPath();
      for (let i = from; i <= to; i++) {
        const value = values[i];
        if (value === null || value === undefined) { stop(closed); continue; }
        const x = this.frame.x + (times[i]! - this.x[0]) * room;
        const y = bottom - ((value * scale - this.y[0]) / (this.y[1] - this.y[0])) * this.frame.height;
        const here = Math.floor(x / 2);
        if (here !== column) {
          flush();
          column = here;
          low = high = y;
          lowAt = highAt = x;
        } else if (y > low) { low = y; lowAt = x; } else if (y < high) { high = y; highAt = x; }
      }
      stop(closed);
    };
    this.inside(() => {
      if (style.area) {
        go(true);
        pen.fillStyle = style.area;
        pen.fill();
      }
      go(false);
      this.stroke(style.color, style.width, style.dash);
    });
  }

  /** The axis of time, and the values beside their gridlines. */
  axes(ticks: number[], label: (v: number) => string): void {
    const { p, frame } = this;
    for (const t of ticks) {
      const y = this.at([this.x[0], t])[1];
      this.text(minus(label(t)), frame.x, y - 2, { fill: p['ink-2'], font: `13px ${p['font-sans']}`, baseline: 'bottom' });
    }
    const bottom = frame.y + frame.height;
    this.segment(frame.x, bottom, frame.x + frame.width, bottom, p.ink, 1);
    for (const tick of timeTicks(this.x[0], this.x[1], frame.width)) {
      const x = this.at([tick.at, 0])[0];
      this.segment(x, bottom, x, bottom + 4, p.ink, 1);
      this.text(tick.text, x, bottom + 8, { fill: p['ink-2'], font: `13px ${p['font-sans']}`, align: 'center', baseline: 'top' });
    }
  }

  private inside(draw: () => void): void {
    const { pen, frame } = this;
    pen.save();
    pen.beginPath();
    pen.rect(frame.x, frame.y, frame.width, frame.height);
    pen.clip();
    draw();
    pen.restore();
  }

  private stroke(color: string, width: number, dash: number[]): void {
    this.pen.strokeStyle = color;
    this.pen.lineWidth = width;
    this.pen.setLineDash(dash);
    this.pen.stroke();
  }
}

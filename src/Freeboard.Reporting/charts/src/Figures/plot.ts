/** What every chart element shares: it reads its data once, draws when it is laid out, and draws again when width or theme change. */
import { CustomChart, LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type ECharts } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Option } from './axes';
import { palette, type Palette } from './theme';
import type { Cell } from './format';

use([LineChart, CustomChart, GridComponent, TooltipComponent, SVGRenderer]);

/** A column of the table twin; its CSV header differs where the exact values are not what is shown (logarithms of probabilities). */
export interface TwinColumn { title: string; csvTitle?: string; values: (string | Cell)[]; show: (value: number) => string }

export abstract class Plot<Data> extends HTMLElement {
  private chart: ECharts | undefined;
  private readonly watch = new ResizeObserver(() => this.draw());
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

  protected abstract option(p: Palette, width: number): Option;

  /** The same figures as a table, oldest first. */
  abstract columns(): TwinColumn[];

  connectedCallback(): void {
    this.watch.observe(this);
    document.addEventListener('fb:theme', this.redraw);
    this.draw();
  }

  disconnectedCallback(): void {
    this.watch.disconnect();
    document.removeEventListener('fb:theme', this.redraw);
    this.chart?.dispose();
    this.chart = undefined;
    this.querySelector('.canvas')?.remove();
  }

  private readonly redraw = (): void => this.draw();

  draw(): void {
    const width = this.clientWidth;
    const height = this.clientHeight;
    if (width === 0 || height === 0) return;
    if (!this.chart) {
      const canvas = document.createElement('div');
      canvas.className = 'canvas';
      this.prepend(canvas);
      this.chart = init(canvas, null, { renderer: 'svg', width, height });
    } else if (this.chart.getWidth() !== width || this.chart.getHeight() !== height) {
      this.chart.resize({ width, height });
    }
    this.chart.setOption(this.option(palette(), width), { notMerge: true });
  }
}

/** A figure's tools: chart or table, the figures as CSV, the picture as PNG or SVG, and the window of a time axis. The table twin is written only when it is asked for. */
import { csv, download, save, tableRows } from './csv';
import { minus } from './format';
import { pngOf, svgOf } from './picture';
import { Plot, type TwinColumn } from './plot';

export class FbFigure extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('click', this.onClick);
    this.addEventListener('fb:zoom', this.said);
    // Elements are defined one after the other: the plot may not be there yet.
    requestAnimationFrame(() => {
      const tools = this.querySelector<HTMLElement>('[data-zoom-tools]');
      if (tools && this.plot?.zoom) {
        tools.hidden = false;
        this.said();
      }
    });
  }

  disconnectedCallback(): void {
    this.removeEventListener('click', this.onClick);
    this.removeEventListener('fb:zoom', this.said);
  }

  private get plot(): Plot<unknown> | null {
    const found = this.querySelector('.plot');
    return found instanceof Plot ? found : null;
  }

  private readonly onClick = (event: Event): void => {
    const button = (event.target as Element).closest('button');
    if (!button) return;
    if (button.dataset.view) this.view(button.dataset.view === 'table');
    if (button.hasAttribute('data-csv')) download(`${this.dataset.file ?? 'freeboard'}.csv`, this.csv());
    if (button.dataset.picture) void this.picture(button.dataset.picture);
    if (button.dataset.zoom) this.zoomBy(button.dataset.zoom);
  };

  private zoomBy(step: string): void {
    const zoom = this.plot?.zoom;
    if (!zoom) return;
    if (step === 'in') zoom.scale(0.5);
    else if (step === 'out') zoom.scale(2);
    else if (step === 'earlier') zoom.move(-0.25);
    else if (step === 'later') zoom.move(0.25);
    else zoom.reset();
    this.plot?.redrawSoon();
  }

  /** Says which days are shown; what would change nothing cannot be pressed. */
  private readonly said = (): void => {
    const zoom = this.plot?.zoom;
    const place = this.querySelector('[data-zoom-text]');
    if (!zoom || !place) return;
    const [from, to] = zoom.shown;
    const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
    place.textContent = `${day(from)} \u2013 ${day(to)}`;
    this.querySelectorAll<HTMLButtonElement>('[data-zoom]').forEach((b) => {
      // aria-disabled keeps the focus where it is when the last step was taken.
      const idle = b.dataset.zoom === 'in' ? to - from <= zoom.least * 1.001 : zoom.window === null
        || (b.dataset.zoom === 'earlier' && from <= zoom.whole[0]) || (b.dataset.zoom === 'later' && to >= zoom.whole[1]);
      b.setAttribute('aria-disabled', String(idle));
    });
  };

  private async picture(kind: string): Promise<void> {
    const plot = this.plot;
    if (!plot) return;
    // A picture is of the chart: while the table is shown, the chart is laid out for it.
    const hidden = plot.hidden;
    plot.hidden = false;
    plot.draw();
    const words = (selector: string): string => (this.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
    const svg = svgOf(plot, { title: words('h3'), subtitle: words('.sub'), foot: words('.vintage') });
    plot.hidden = hidden;
    if (!svg) return;
    const name = `${this.dataset.file ?? 'freeboard'}.${kind}`;
    save(name, kind === 'svg' ? new Blob([svg.text], { type: 'image/svg+xml' }) : await pngOf(svg));
  }

  view(table: boolean): void {
    const twin = this.querySelector<HTMLElement>('.twin');
    const plot = this.plot;
    if (!twin || !plot) return;
    if (table && !twin.firstChild) twin.append(this.table(plot.columns(), plot.newestFirst));
    twin.hidden = !table;
    plot.hidden = table;
    const zoom = this.querySelector<HTMLElement>('[data-zoom-tools]');
    if (zoom) zoom.hidden = table || !plot.zoom;
    this.querySelectorAll<HTMLButtonElement>('[data-view]').forEach((b) => b.setAttribute('aria-pressed', String((b.dataset.view === 'table') === table)));
  }

  csv(): string {
    const plot = this.plot;
    if (!plot) {
      const table = this.querySelector('table');
      return table ? csv(tableRows(table, table.tBodies[0]?.rows ?? [])) : '';
    }
    const columns = plot.csvColumns();
    const decimal = this.dataset.decimal ?? '';
    return csv([columns.map((c) => c.csvTitle ?? (c.share ? c.title + decimal : c.title)), ...(columns[0]?.values ?? []).map((_, i) => columns.map((c) => c.values[i] ?? null))]);
  }

  /** Histories newest first: the day the page is about stands at the top. */
  private table(columns: TwinColumn[], newestFirst: boolean): HTMLTableElement {
    const table = document.createElement('table');
    table.className = 'tbl';
    const head = table.createTHead().insertRow();
    columns.forEach((c, i) => {
      const th = document.createElement('th');
      th.scope = 'col';
      th.className = i ? 'num' : '';
      th.textContent = c.title;
      head.append(th);
    });
    const body = table.createTBody();
    const count = columns[0]?.values.length ?? 0;
    for (let k = 0; k < count; k++) {
      const i = newestFirst ? count - 1 - k : k;
      const row = body.insertRow();
      columns.forEach((c, j) => {
        const cell = document.createElement(j ? 'td' : 'th');
        if (cell instanceof HTMLTableCellElement && !j) cell.scope = 'row';
        cell.className = j ? 'num' : 'row';
        const v = c.values[i];
        cell.textContent = typeof v === 'number' ? minus(c.show(v)) : v ?? '\u2014';
        row.append(cell);
      });
    }
    return table;
  }
}

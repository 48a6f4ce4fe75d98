/** A figure's tools: chart or table, and the figures as CSV. The table twin is written only when it is asked for. */
import { csv, download, tableRows } from './csv';
import { minus } from './format';
import { Plot, type TwinColumn } from './plot';

export class FbFigure extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('click', this.onClick);
  }

  disconnectedCallback(): void {
    this.removeEventListener('click', this.onClick);
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
  };

  view(table: boolean): void {
    const twin = this.querySelector<HTMLElement>('.twin');
    const plot = this.plot;
    if (!twin || !plot) return;
    if (table && !twin.firstChild) twin.append(this.table(plot.columns(), plot.newestFirst));
    twin.hidden = !table;
    plot.hidden = table;
    this.querySelectorAll<HTMLButtonElement>('[data-view]').forEach((b) => b.setAttribute('aria-pressed', String((b.dataset.view === 'table') === table)));
  }

  csv(): string {
    const plot = this.plot;
    if (!plot) {
      const table = this.querySelector('table');
      return table ? csv(tableRows(table, table.tBodies[0]?.rows ?? [])) : '';
    }
    const columns = plot.columns();
    return csv([columns.map((c) => c.csvTitle ?? c.title), ...(columns[0]?.values ?? []).map((_, i) => columns.map((c) => c.values[i] ?? null))]);
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

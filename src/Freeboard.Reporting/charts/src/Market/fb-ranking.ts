/** The table of all firms: search, sort, pages. The rows are written by the server; here they are only chosen and ordered. */
import { csv, download, tableRows } from '../Figures/csv';

const PAGE = 25;

interface Row { element: HTMLTableRowElement; words: string; band: string; hasDistance: boolean; currency: string }

export class FbRanking extends HTMLElement {
  private rows: Row[] = [];
  private matching: Row[] = [];
  private body!: HTMLTableSectionElement;
  private key = 'dd';
  private falling = false;
  private page = 0;
  private band = '';

  /** Whether every matching row stands in the table: on paper nobody turns its pages. */
  private whole = false;

  connectedCallback(): void {
    if (this.rows.length) return;
    const table = this.querySelector('table');
    if (!table) return;
    this.body = table.tBodies[0]!;
    const rest = this.querySelector('template')?.content.querySelectorAll('tr') ?? [];
    this.rows = [...this.body.rows, ...rest].map((element) => ({
      element: element as HTMLTableRowElement,
      words: (element.dataset.words ?? '').toLocaleLowerCase(),
      band: element.dataset.band ?? '',
      hasDistance: element.hasAttribute('data-band'),
      currency: element.dataset.currency ?? '',
    }));
    this.querySelectorAll<HTMLElement>('[data-needs-script]').forEach((e) => { e.hidden = false; });
    this.addEventListener('click', this.onClick);
    this.addEventListener('input', () => { this.page = 0; this.apply(); });
    addEventListener('hashchange', this.onHash);
    if (this.classList.contains('keep')) {
      addEventListener('beforeprint', () => { this.whole = true; this.apply(); });
      addEventListener('afterprint', () => { this.whole = false; this.apply(); });
    }
    this.onHash();
    this.apply();
  }

  private readonly onHash = (): void => {
    const wanted = new URLSearchParams(location.hash.slice(1)).get('band');
    if (wanted === null) return;
    this.band = wanted;
    this.page = 0;
    this.apply();
    this.querySelector('h2')?.scrollIntoView();
    this.querySelector<HTMLElement>('[data-clear-band]')?.focus({ preventScroll: true });
  };

  private readonly onClick = (event: Event): void => {
    const button = (event.target as Element).closest('button');
    if (!button) return;
    if (button.dataset.sort) {
      this.falling = this.key === button.dataset.sort ? !this.falling : button.closest('th')?.dataset.first === 'descending';
      this.key = button.dataset.sort;
      this.page = 0;
    } else if (button.dataset.page) {
      this.page += Number(button.dataset.page);
      this.querySelector('h2')?.scrollIntoView();
    } else if (button.hasAttribute('data-clear-band')) {
      this.band = '';
    } else if (button.hasAttribute('data-clear')) {
      this.band = '';
      this.querySelector<HTMLInputElement>('input[type=search]')!.value = '';
      this.querySelector<HTMLSelectElement>('select')!.value = 'all';
    } else if (button.hasAttribute('data-csv')) {
      download(`${this.dataset.file ?? 'freeboard-firms'}.csv`, csv(tableRows(this.querySelector('table')!, this.matching.map((r) => r.element))));
      return;
    } else {
      return;
    }
    this.apply();
  };

  private apply(): void {
    const words = this.querySelector<HTMLInputElement>('input[type=search]')!.value.trim().toLocaleLowerCase();
    const kind = this.querySelector<HTMLSelectElement>('select')!.value;
    const kept = this.rows.filter((r) => (kind === 'all' || (kind === 'with') === r.hasDistance) && (!this.band || r.band === this.band));
    this.matching = this.ordered(kept.filter((r) => !words || r.words.includes(words)));
    const pages = Math.max(1, Math.ceil(this.matching.length / PAGE));
    this.page = Math.min(Math.max(0, this.page), pages - 1);
    const from = this.whole ? 0 : this.page * PAGE;
    const shown = this.whole ? this.matching : this.matching.slice(from, from + PAGE);
    this.body.replaceChildren(...shown.map((r) => r.element));
    this.querySelectorAll<HTMLTableCellElement>('thead th').forEach((th) => {
      const button = th.querySelector<HTMLButtonElement>('[data-sort]');
      if (!button) return;
      const here = button.dataset.sort === this.key;
      if (here) th.setAttribute('aria-sort', this.falling ? 'descending' : 'ascending');
      else th.removeAttribute('aria-sort');
      button.querySelector('[aria-hidden]')!.textContent = here ? (this.falling ? '\u2193' : '\u2191') : '';
    });
    this.say('.count', this.dataset.count, [String(this.matching.length), String(this.rows.length)]);
    this.say('.range', this.dataset.range, [this.matching.length ? String(from + 1) : '0', String(from + shown.length), String(this.matching.length)]);
    this.querySelector<HTMLButtonElement>('[data-page="-1"]')!.disabled = this.page === 0;
    this.querySelector<HTMLButtonElement>('[data-page="1"]')!.disabled = this.page >= pages - 1;
    this.querySelector<HTMLElement>('.pager')!.hidden = pages === 1;
    const none = this.querySelector<HTMLElement>('.none')!;
    none.hidden = this.matching.length > 0;
    this.querySelector<HTMLElement>('.scroll')!.hidden = this.matching.length === 0;
    this.say('.none p', words ? this.dataset.noneWords : this.dataset.noneFilter, [words, String(kept.length), String(this.rows.length)]);
    const clear = this.querySelector<HTMLElement>('[data-clear-band]')!;
    clear.hidden = !this.band;
    const label = document.querySelector(`[data-band-label="${CSS.escape(this.band)}"]`)?.textContent ?? '';
    clear.querySelector('span')!.textContent = `DD ${label}`;
  }

  private say(selector: string, template: string | undefined, values: string[]): void {
    const element = this.querySelector(selector);
    if (element && template) element.textContent = template.replace(/\{(\d)\}/g, (_, i: string) => values[Number(i)] ?? '');
  }

  /** Rows without a value stay last in both directions: an absent number is neither large nor small. */
  private ordered(rows: Row[]): Row[] {
    const index = [...this.querySelectorAll('thead th')].findIndex((th) => th.querySelector(`[data-sort="${this.key}"]`));
    const sign = this.falling ? -1 : 1;
    const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
    const keyed = rows.map((row) => {
      const cell = row.element.cells[index];
      // data-o orders where the exact value cannot: probabilities that underflow to zero keep their logarithms.
      const raw = cell?.getAttribute('data-o') ?? cell?.getAttribute('data-v');
      return { row, number: raw ? Number(raw) : null, text: cell?.getAttribute('data-s') ?? null };
    });
    keyed.sort((a, b) => {
      if (a.text !== null && b.text !== null) return sign * collator.compare(a.text, b.text);
      if (a.number === null || b.number === null) return (a.number === null ? 1 : 0) - (b.number === null ? 1 : 0);
      // Amounts in different currencies cannot be compared: they are kept apart, currency by currency.
      if (cellIsMoney(this.key) && a.row.currency !== b.row.currency) return a.row.currency < b.row.currency ? -1 : 1;
      return sign * (a.number - b.number);
    });
    return keyed.map((k) => k.row);
  }
}

const cellIsMoney = (key: string): boolean => key === 'assetValue' || key === 'defaultPoint';

/** Comma-separated text and its download, made in the page: a report on disk has no server to ask. */

/** Quotes where needed. Text (not a number) that a spreadsheet would run as a formula gets a leading apostrophe. */
export const csvField = (value: string | number | null): string => {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
};

export const csv = (rows: (string | number | null)[][]): string => `${rows.map((row) => row.map(csvField).join(',')).join('\n')}\n`;

/** Hands a file to the reader. */
export const save = (name: string, content: Blob): void => {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 0);
};

// The byte-order mark makes spreadsheets read Chinese headers as UTF-8.
export const download = (name: string, text: string): void => save(name, new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));

/** Rows of a drawn table: a cell's data-v is its exact value, its text is for reading. */
export const tableRows = (table: HTMLTableElement, body: Iterable<HTMLTableRowElement>): (string | number | null)[][] => {
  const text = (cell: Element): string => (cell.getAttribute('data-csv') ?? cell.textContent ?? '').replace(/\s+/g, ' ').trim();
  const use = (cell: Element): boolean => !cell.hasAttribute('data-skip');
  const head = [...table.tHead!.rows[0]!.cells].filter(use).map(text);
  const rows = [...body].map((row) => [...row.cells].filter(use).map((cell) => {
    const exact = cell.getAttribute('data-v');
    return exact !== null && exact !== '' ? Number(exact) : cell.hasAttribute('data-empty') ? null : text(cell);
  }));
  return [head, ...rows];
};

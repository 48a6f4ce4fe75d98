/** Numbers as the pages write them: true minus sign, fixed decimals, no locale of the reader's machine. The C# side (Language/Numbers.cs) follows the same rules; a browser test compares the two. */

export type Cell = number | null;

export const minus = (text: string): string => text.replace(/-/g, '\u2212');

export const fixed = (value: number, decimals: number): string => {
  const text = value.toFixed(decimals);
  // -0.001 at two decimals is zero, and zero has no sign.
  return minus(/^-0(\.0*)?$/.test(text) ? text.slice(1) : text);
};

export const grouped = (value: number, decimals: number): string => {
  const text = fixed(value, decimals);
  const [whole = '', part] = text.split('.');
  const spaced = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return part === undefined ? spaced : `${spaced}.${part}`;
};

export const percent = (value: number, decimals: number): string => `${fixed(100 * value, decimals)}%`;

const SUPERSCRIPT = ['\u2070', '\u00B9', '\u00B2', '\u00B3', '\u2074', '\u2075', '\u2076', '\u2077', '\u2078', '\u2079'];

export const power = (exponent: number): string =>
  `10${exponent < 0 ? '\u207B' : ''}${[...String(Math.abs(exponent))].map((d) => SUPERSCRIPT[Number(d)]).join('')}`;

/** A probability from its natural logarithm; a positive one is never written as zero, one below certainty never as 100 %. */
export const probability = (ln: number): string => {
  const p = Math.exp(ln);
  if (ln >= 0) return '100%';
  if (p < 0.0001) return '<0.01%';
  if (p > 0.9999) return '>99.99%';
  return percent(p, 2);
};

/** Thousands keep no decimals, units two: three to four digits that matter, whatever the magnitude. */
export const amount = (value: number): string => {
  const size = Math.abs(value);
  return grouped(value, size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : size === 0 ? 0 : 3);
};

export const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);

/** A figure as a picture of its own: its plot with title, subtitle and vintage, as SVG or PNG. */
import { palette, type Palette } from './theme';
import { escape } from './format';

export interface Caption { title: string; subtitle: string; foot: string }

const EDGE = 20;

const wrap = (words: string, font: string, width: number): string[] => {
  const context = document.createElement('canvas').getContext('2d')!;
  context.font = font;
  const lines: string[] = [];
  let line = '';
  // Chinese has no spaces to break at; every letter of it may end a line.
  for (const piece of words.match(/[\u3000-\u9fff\uff00-\uffef]|\s+|[^\s\u3000-\u9fff\uff00-\uffef]+/g) ?? []) {
    if (line && context.measureText(line + piece).width > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  if (line.trim()) lines.push(line.trimEnd());
  return lines;
};

/** The picture as SVG text; null while nothing is drawn. */
export const svgOf = (plot: Element, caption: Caption): { text: string; width: number; height: number } | null => {
  const drawn = plot.querySelector<SVGSVGElement>('.canvas svg');
  if (!drawn) return null;
  const p: Palette = palette();
  const inner = drawn.cloneNode(true) as SVGSVGElement;
  const plotWidth = drawn.clientWidth || Number(drawn.getAttribute('width'));
  const plotHeight = drawn.clientHeight || Number(drawn.getAttribute('height'));
  const width = Math.max(plotWidth, 480) + 2 * EDGE;
  const blocks: [string, string, string, number][] = [
    [caption.title, `650 19px ${p['font-serif']}`, p.ink, 25],
    [caption.subtitle, `400 14px ${p['font-sans']}`, p['ink-2'], 20],
  ];
  const parts: string[] = [];
  let y = EDGE;
  const write = (words: string, font: string, fill: string, leading: number): void => {
    for (const line of wrap(words, font, width - 2 * EDGE)) {
      y += leading;
      parts.push(`<text x="${EDGE}" y="${y - 5}" fill="${fill}" style="font:${escape(font)}">${escape(line)}</text>`);
    }
  };
  for (const block of blocks) write(...block);
  y += 8;
  inner.setAttribute('x', String(EDGE));
  inner.setAttribute('y', String(y));
  inner.setAttribute('width', String(plotWidth));
  inner.setAttribute('height', String(plotHeight));
  parts.push(new XMLSerializer().serializeToString(inner));
  y += plotHeight + 4;
  write(caption.foot, `400 12px ${p['font-sans']}`, p['ink-3'], 17);
  const height = y + EDGE - 6;
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="${p.paper}"/>${parts.join('')}</svg>\n`;
  return { text, width, height };
};

/** The picture as PNG, two pixels for each. */
export const pngOf = async (svg: { text: string; width: number; height: number }): Promise<Blob> => {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg.text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(2 * svg.width);
  canvas.height = Math.round(2 * svg.height);
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('the picture is too large'))), 'image/png'));
};

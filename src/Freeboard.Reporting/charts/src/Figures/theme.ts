/** Chart colours come from the page's custom properties, so a change of theme is a redraw and nothing else. */

const NAMES = ['paper', 'raised', 'edge', 'ink', 'ink-2', 'ink-3', 'accent', 'water', 'water-fill', 'hull-1', 'hull-2', 'hull-3',
  'depth-3', 'depth-5', 'ci-band', 'series-1', 'series-2', 'series-3', 'series-4', 'series-5', 'peer', 'peer-band', 'grid', 'font-sans', 'font-serif'] as const;

export type Palette = Record<(typeof NAMES)[number], string>;

export const palette = (): Palette => {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as Palette;
};

export const narrow = (): boolean => innerWidth <= 720;

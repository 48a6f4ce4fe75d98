// Bundles the custom elements into one classic script that also runs from a file on disk: no modules, no requests.
// The output folder is the first argument; MSBuild passes its obj folder.
import { build } from 'esbuild';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const out = process.argv[2] ?? 'dist';
await mkdir(out, { recursive: true });
await build({
  entryPoints: ['src/freeboard.ts'],
  outfile: path.join(out, 'freeboard.js'),
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  // Minifying drops the licence headers; a report is a copy of these works, so it carries their notices.
  banner: { js: await readFile('NOTICE.txt', 'utf8') },
  logLevel: 'warning',
});
const font = (family, file) => path.join('node_modules', '@fontsource-variable', family, 'files', file);
await copyFile(font('source-sans-3', 'source-sans-3-latin-wght-normal.woff2'), path.join(out, 'source-sans-3.woff2'));
await copyFile(font('source-serif-4', 'source-serif-4-latin-wght-normal.woff2'), path.join(out, 'source-serif-4.woff2'));

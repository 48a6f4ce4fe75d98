/** Shares of the tail as bars beside shares of the exposure as ticks, an obligor a line. */
import { base, type Option } from '../Figures/axes';
import { percent } from '../Figures/format';
import { Plot, type TwinColumn } from '../Figures/plot';
import { drawing, segment, text, type Shape } from '../Figures/shapes';
import type { Palette } from '../Figures/theme';

interface Row { name: string; risk: number; exposure: number }

interface SharesData {
  rows: Row[];
  names: { obligor: string; risk: string; exposure: string };
}

export class FbShares extends Plot<SharesData> {
  override readonly newestFirst = false;

  override columns(): TwinColumn[] {
    const d = this.data;
    const share = (v: number): string => percent(v, 2);
    return [
      { title: d.names.obligor, values: d.rows.map((r) => r.name), show: share },
      { title: d.names.risk, share: true, values: d.rows.map((r) => r.risk), show: share },
      { title: d.names.exposure, share: true, values: d.rows.map((r) => r.exposure), show: share },
    ];
  }

  protected override option(p: Palette, width: number): Option {
    const d = this.data;
    const names = width < 560 ? 120 : 172;
    const most = Math.max(...d.rows.map((r) => Math.max(r.risk, r.exposure)), 1e-6);
    const cut = (name: string): string => (name.length > names / 8 ? `${name.slice(0, Math.floor(names / 8) - 1)}\u2026` : name);
    const rows = drawing(2, false, (at, frame) => {
      const step = frame.height / d.rows.length;
      const shapes: Shape[] = [];
      d.rows.forEach((row, i) => {
        const y = frame.y + (i + 0.5) * step;
        const zero = at([0, 0])[0];
        const end = at([row.risk, 0])[0];
        const tick = at([row.exposure, 0])[0];
        shapes.push(
          text(p, cut(row.name), frame.x - names + 4, y, { align: 'left' }),
          { type: 'rect', shape: { x: zero, y: y - 7, width: Math.max(1, end - zero), height: 14 }, style: { fill: p['series-1'] } },
          segment(tick, y - 11, tick, y + 11, p.paper, 5),
          segment(tick, y - 11, tick, y + 11, p.accent, 2.6),
          text(p, percent(row.risk, 1), Math.max(end, tick) + 9, y, { align: 'left', font: `600 13px ${p['font-sans']}` }),
        );
      });
      shapes.push(segment(frame.x, frame.y, frame.x, frame.y + frame.height, p.ink, 1.4));
      return shapes;
    });
    return {
      ...base(p),
      grid: { left: names, right: 56, top: 4, bottom: 6 },
      xAxis: { type: 'value', min: 0, max: most, show: false },
      yAxis: { type: 'value', min: 0, max: 1, show: false },
      series: [rows],
    };
  }
}

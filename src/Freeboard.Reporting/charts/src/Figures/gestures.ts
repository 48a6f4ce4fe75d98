/** Mouse, pen and finger on a plot with a time axis: a drag chooses a span, or moves the window once there is one; ctrl and the wheel (a pinch) zoom; a double click shows the whole. */
import type { Zoom } from './zoom';

export interface Surface {
  zoom: Zoom;
  /** Left edge and width of the frame, in pixels of the canvas. */
  frame: () => { x: number; width: number };
  redraw: () => void;
  /** A drag has begun: what follows the pointer goes away. */
  quiet: () => void;
}

const THRESHOLD = 4;

export const gestures = (canvas: HTMLElement, surface: Surface): void => {
  let start: { x: number; id: number; window: [number, number] | null } | null = null;
  let dragging = false;
  let veil: HTMLElement | null = null;

  const place = (event: MouseEvent): number => event.clientX - canvas.getBoundingClientRect().left;
  const timeAt = (x: number): number => {
    const { x: left, width } = surface.frame();
    const [from, to] = surface.zoom.shown;
    return from + (Math.min(Math.max((x - left) / width, 0), 1)) * (to - from);
  };

  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    start = { x: place(event), id: event.pointerId, window: surface.zoom.window && [...surface.zoom.window] };
    dragging = false;
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!start || event.pointerId !== start.id) return;
    const x = place(event);
    if (!dragging) {
      if (Math.abs(x - start.x) < THRESHOLD) return;
      dragging = true;
      canvas.setPointerCapture(event.pointerId);
      surface.quiet();
    }
    if (start.window) {
      const { width } = surface.frame();
      const by = ((start.x - x) / width) * (start.window[1] - start.window[0]);
      surface.zoom.set([start.window[0] + by, start.window[1] + by]);
      surface.redraw();
      return;
    }
    if (!veil) {
      veil = document.createElement('div');
      veil.className = 'veil';
      canvas.append(veil);
    }
    const { x: left, width } = surface.frame();
    const a = Math.max(left, Math.min(start.x, x));
    const b = Math.min(left + width, Math.max(start.x, x));
    veil.style.left = `${a}px`;
    veil.style.width = `${Math.max(0, b - a)}px`;
  });
  const end = (event: PointerEvent): void => {
    if (!start || event.pointerId !== start.id) return;
    const from = start;
    start = null;
    veil?.remove();
    veil = null;
    if (!dragging || from.window || event.type === 'pointercancel') return;
    const times = [timeAt(from.x), timeAt(place(event))].sort((p, q) => p - q) as [number, number];
    surface.zoom.set(times);
    surface.redraw();
  };
  canvas.addEventListener('pointerup', end);
  canvas.addEventListener('pointercancel', end);
  canvas.addEventListener('dblclick', () => {
    surface.zoom.reset();
    surface.redraw();
  });
  canvas.addEventListener('wheel', (event) => {
    // A plain wheel scrolls the page; sideways it moves a window.
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      surface.zoom.scale(Math.exp(Math.min(Math.max(event.deltaY, -60), 60) / 150), timeAt(place(event)));
      surface.redraw();
    } else if (surface.zoom.window && Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      surface.zoom.move(event.deltaX / surface.frame().width);
      surface.redraw();
    }
  }, { passive: false });
};

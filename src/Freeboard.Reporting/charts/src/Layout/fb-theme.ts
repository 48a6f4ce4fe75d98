/** Light or dark. The page starts as the system asks; ?theme=dark|light in the address decides over it; print is always light. */

const root = document.documentElement;

const set = (theme: string): void => {
  root.dataset.theme = theme;
  document.querySelectorAll<HTMLButtonElement>('fb-theme [data-theme-set]').forEach((b) => b.setAttribute('aria-pressed', String(b.dataset.themeSet === theme)));
  document.dispatchEvent(new Event('fb:theme'));
};

export class FbTheme extends HTMLElement {
  connectedCallback(): void {
    this.hidden = false;
    set(root.dataset.theme ?? 'light');
    this.addEventListener('click', (event) => {
      const button = (event.target as Element).closest<HTMLButtonElement>('[data-theme-set]');
      if (button?.dataset.themeSet) set(button.dataset.themeSet);
    });
  }
}

/** Charts are drawn for a width; before print the page takes the paper's, so that they are drawn once more for it. */
export const printLight = (): void => {
  let before = 'light';
  addEventListener('beforeprint', () => {
    before = root.dataset.theme ?? 'light';
    root.classList.add('printing');
    set('light');
  });
  addEventListener('afterprint', () => {
    root.classList.remove('printing');
    set(before);
  });
};

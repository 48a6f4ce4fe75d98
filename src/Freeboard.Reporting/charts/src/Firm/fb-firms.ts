/** One firm at a time, chosen by the address (#firm=CODE). The others wait in templates and are made only when asked for. */

export class FbFirms extends HTMLElement {
  private readonly made = new Map<string, HTMLElement>();
  private readonly waiting = new Map<string, HTMLTemplateElement>();
  private place!: HTMLElement;
  private first = '';

  connectedCallback(): void {
    if (this.place) return;
    this.place = this.querySelector<HTMLElement>('.firm-place')!;
    const shown = this.place.querySelector<HTMLElement>('article');
    if (!shown) return;
    this.first = shown.dataset.code ?? '';
    this.made.set(this.first, shown);
    this.querySelectorAll('template').forEach((t) => this.waiting.set(t.dataset.code ?? '', t));
    addEventListener('hashchange', () => this.follow(true));
    this.follow(location.hash.length > 1);
  }

  private follow(move: boolean): void {
    const code = new URLSearchParams(location.hash.slice(1)).get('firm');
    if (code === null) {
      this.mark(this.place.querySelector('article')?.dataset.code ?? this.first);
      return;
    }
    // Some stand on the page whole: the address leads there by itself.
    if (document.getElementById(`firm=${code}`)) {
      this.mark(code);
      return;
    }
    const article = this.get(code);
    if (article && article.parentElement !== this.place) this.place.replaceChildren(article);
    if (!article) this.place.replaceChildren(this.absent(code));
    this.mark(code);
    if (!move) return;
    const heading = this.place.querySelector<HTMLElement>('h2');
    this.scrollIntoView();
    heading?.focus({ preventScroll: true });
  }

  private get(code: string): HTMLElement | null {
    const ready = this.made.get(code);
    if (ready) return ready;
    const article = this.waiting.get(code)?.content.querySelector('article');
    if (!article) return null;
    const element = document.importNode(article, true);
    this.made.set(code, element);
    return element;
  }

  private absent(code: string): HTMLElement {
    const known = [...document.querySelectorAll('fb-ranking')].some((r) => r.querySelector(`tr[data-code="${CSS.escape(code)}"]`)
      ?? r.querySelector('template')?.content.querySelector(`tr[data-code="${CSS.escape(code)}"]`));
    const article = document.importNode(this.querySelector<HTMLTemplateElement>(`template[data-absent="${known ? 'history' : 'firm'}"]`)!.content, true).querySelector('article')!;
    article.querySelectorAll('[data-fill]').forEach((e) => { e.textContent = code; });
    return article;
  }

  private mark(code: string): void {
    document.querySelectorAll('fb-ranking tr.sel').forEach((r) => r.classList.remove('sel'));
    document.querySelector(`fb-ranking tr[data-code="${CSS.escape(code)}"]`)?.classList.add('sel');
  }
}

/** A page, or where the browser was sent that is not the authorization server. */
export interface Visited {
  readonly url: string;
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** A browser without a window: keeps cookies by their path, follows redirects within one origin, fills in forms. */
export class Browser {
  readonly #cookies = new Map<string, { readonly value: string; readonly path: string }>();
  readonly #origin: string;
  #page: Visited = { url: '', status: 0, text: '', headers: new Headers() };

  constructor(origin: string) {
    this.#origin = origin;
  }

  get page(): Visited {
    return this.#page;
  }

  get cookies(): readonly string[] {
    return [...this.#cookies.keys()];
  }

  open(url: string | URL): Promise<Visited> {
    return this.#go(String(url), { method: 'GET' });
  }

  /** Sends the form of the page with these fields; `action` instead of where the form leads. */
  submit(fields: Readonly<Record<string, string>>, action?: string, headers: Readonly<Record<string, string>> = {}): Promise<Visited> {
    const form = /<form[^>]*\baction="([^"]*)"/.exec(this.#page.text)?.[1] ?? '';
    const hidden = [...this.#page.text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value,
    ]);
    const body = new URLSearchParams({ ...(Object.fromEntries(hidden) as Record<string, string>), ...fields });
    const url = new URL(action ?? form.replaceAll('&amp;', '&'), this.#page.url);
    return this.#go(String(url), { method: 'POST', body, headers: { Origin: this.#origin, ...headers } });
  }

  async #go(url: string, init: RequestInit): Promise<Visited> {
    for (let hops = 0; hops < 10; hops++) {
      const { origin, pathname } = URL.canParse(url) ? new URL(url) : { origin: '', pathname: '' };
      if (origin !== this.#origin) {
        this.#page = { url, status: 0, text: '', headers: new Headers() };
        return this.#page;
      }
      const cookie = [...this.#cookies].filter(([, { path }]) => pathname.startsWith(path)).map(([name, { value }]) => `${name}=${value}`);
      const headers = {
        Accept: 'text/html',
        ...(init.headers as Record<string, string>),
        ...(cookie.length > 0 && { Cookie: cookie.join('; ') }),
      };
      const response = await fetch(url, { ...init, headers, redirect: 'manual' });
      for (const line of response.headers.getSetCookie()) this.#keep(line);
      const location = response.headers.get('location');
      this.#page = { url, status: response.status, text: await response.text(), headers: response.headers };
      if (location === null) return this.#page;
      url = String(new URL(location, url));
      init = { method: 'GET' };
    }
    throw new Error('too many redirects');
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(/;\s*/);
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/';
    if (value === '' || attributes.some((attribute) => /^expires=Thu, 01 Jan 1970/i.test(attribute))) this.#cookies.delete(name);
    else this.#cookies.set(name, { value, path });
  }
}

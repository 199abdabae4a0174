import fc from 'fast-check';
import { expect, test } from 'vitest';

import { html } from './html.ts';

test('nothing that is filled in becomes markup', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const page = html`<p title="${text}">${text}</p>`.text;
      expect(page.replaceAll(/^<p title="|">|<\/p>$/g, '')).not.toMatch(/[<>"']/);
    }),
  );
  expect(html`${'<script>&"\''}`.text).toBe('&lt;script&gt;&amp;&quot;&#39;');
});

test('markup stays markup, lists are joined, and what is not there is left out', () => {
  expect(html`<ul>${[html`<li>a</li>`, '<b>']}</ul>${false}${undefined}${0}`.text).toBe('<ul><li>a</li>&lt;b&gt;</ul>0');
});

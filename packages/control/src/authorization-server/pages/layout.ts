import { type Html, html, Html as Markup } from './html.ts';
import { STYLE } from './style.ts';

export interface Page {
  readonly title: string;
  /** What went wrong; told to screen readers first. */
  readonly problem?: string | undefined;
  readonly content: Html;
}

/** A whole page. */
export function renderPage({ title, problem, content }: Page): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${problem !== undefined && html`<p class="problem" role="alert">${problem}</p>`}
${content}
</main>
</body>
</html>
`;
  return page.text;
}

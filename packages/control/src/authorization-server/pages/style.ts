import { createHash } from 'node:crypto';

/** Light and dark after the reader's choice, wide and narrow by itself; no fonts, pictures or scripts. */
export const STYLE = `:root{color-scheme:light dark;--line:#8a8f98;--weak:#4b5058;--act:#0b57d0;--on:#fff;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--line:#7d838c;--weak:#b9bec6;--act:#a8c7fa;--on:#062e6f;--bad:#f2b8b5}}
*{box-sizing:border-box}
body{margin:0;padding:1.5rem 1rem;font:1rem/1.5 system-ui,sans-serif}
main{max-width:26rem;margin:4vh auto}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem;overflow-wrap:anywhere}
p,ul{margin:0 0 1rem;overflow-wrap:anywhere}
ul{padding-left:1.25rem}
label{display:block;font-weight:600;margin:0 0 .25rem}
input{width:100%;font:inherit;padding:.625rem .75rem;margin:0 0 1rem;border:1px solid var(--line);border-radius:.375rem}
button{font:inherit;font-weight:600;min-height:2.75rem;padding:.5rem 1.25rem;margin:0 .5rem .5rem 0;border:1px solid var(--act);border-radius:.375rem;background:transparent;color:var(--act);cursor:pointer}
button.main{background:var(--act);color:var(--on)}
:focus-visible{outline:3px solid var(--act);outline-offset:2px}
code{font:600 1.5rem/1.5 ui-monospace,monospace;letter-spacing:.1em}
.problem{color:var(--bad);font-weight:600}
.weak{color:var(--weak)}`;

/** How the content security policy names it. */
export const STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

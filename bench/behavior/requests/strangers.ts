import type { MadeApi } from './apis.ts';
import type { Draw } from './draw.ts';
import type { MadeRequest } from './made-request.ts';
import type { Pair } from './parts.ts';
import { ENGLISH } from './words.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Paths, names and values that hardly ever come again, as in corpora in which all that could tell of a site was replaced. */
const anonymised: MadeApi = {
  name: 'anonymised sites',
  request(draw) {
    const path = Array.from({ length: draw.number(1, 5) }, () => (draw.isOnce(0.5) ? draw.one(ENGLISH) : drawn(draw, 2, 10)));
    const query = Array.from(
      { length: draw.number(0, 6) },
      (): Pair => [draw.isOnce(0.4) ? draw.one(ENGLISH) : drawn(draw, 2, 9), value(draw)],
    );
    const request: MadeRequest = { method: 'GET', host: `www.${drawn(draw, 4, 9).toLowerCase()}.example`, path, query };
    return draw.isOnce(0.3) ? { method: 'POST', host: 'www.example', path, body: { kind: 'form', fields: query } } : request;
  },
};

function value(draw: Draw): string {
  return draw.one([
    () => drawn(draw, 1, 14),
    () => draw.words(ENGLISH, 1, 5),
    () => String(draw.number(0, 99_999)),
    () => `${drawn(draw, 3, 8)}@${draw.one(ENGLISH)}.example`,
    () => `/${draw.one(ENGLISH)}/${draw.one(ENGLISH)}`,
    () => `${draw.one(ENGLISH)}'s`,
    () => drawn(draw, 4, 30) + draw.one(['%', '$', '-', '~', '!']) + drawn(draw, 1, 5),
  ])();
}

function drawn(draw: Draw, least: number, most: number): string {
  return Array.from({ length: draw.number(least, most) }, () => LETTERS[draw.number(0, LETTERS.length - 1)]).join('');
}

/** What the readers of a weblog ask for, as its log has it: no bodies, no fields of headers, and paths that are the content. */
const weblog: MadeApi = {
  name: 'weblog by its log',
  request(draw) {
    const word = (): string => draw.one(ENGLISH);
    const path = draw.one<readonly string[]>([
      [],
      [String(draw.number(2010, 2024)), String(draw.number(1, 12)), `${word()}-${word()}-${word()}`],
      ['uploads', String(draw.number(2010, 2024)), `${word()}-${draw.number(1, 99)}.${draw.one(['jpg', 'png', 'pdf'])}`],
      ['category', word(), 'page', String(draw.number(2, 40))],
      ['themes', 'plain', 'style.css'],
      ['robots.txt'],
    ]);
    const query = draw.one<readonly Pair[]>([
      [],
      [],
      [['s', draw.words(ENGLISH, 1, 3)]],
      [['p', String(draw.number(1, 4000))]],
      [['ver', `6.${draw.number(0, 9)}`]],
      [
        ['utm_source', draw.one(['mail', 'x'])],
        ['fbclid', drawn(draw, 40, 60)],
      ],
    ]);
    return { method: 'GET', path, query };
  },
};

/** Kinds of corpora that others judge with. */
export const STRANGERS: readonly MadeApi[] = [anonymised, weblog];

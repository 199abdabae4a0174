import type { MadeApi } from './apis.ts';
import type { MadeRequest } from './made-request.ts';
import { date, type Pair, some, two } from './parts.ts';
import { ENGLISH, LANGUAGES, SPANISH } from './words.ts';

const legacy: MadeApi = {
  name: 'legacy site with many parameters',
  request(draw) {
    const common = some<Pair>(draw, [
      [0.9, () => ['option', draw.one(['com_content', 'com_users', 'com_shop'])]],
      [0.8, () => ['task', draw.one(['view', 'cart.add', 'article.edit', ''])]],
      [
        0.7,
        () => [
          'id',
          draw.isOnce(0.3) ? `${draw.number(1, 900)}:${draw.one(['news', 'about-us', 'summer-sale'])}` : String(draw.number(1, 900)),
        ],
      ],
      [0.6, () => ['Itemid', String(draw.number(100, 140))]],
      [0.3, () => ['PHPSESSID', draw.bytes(16).toString('hex')]],
      [0.2, () => ['return', Buffer.from(`index.php?option=com_users&view=${draw.one(['profile', 'login'])}`).toString('base64')]],
      [0.2, () => ['filter[price][from]', String(draw.number(1, 90))]],
      [0.2, () => ['filter[price][to]', String(draw.number(91, 900))]],
      [0.2, () => ['sel[]', String(draw.number(1, 90))]],
      [0.1, () => ['print', '1']],
      [0.1, () => ['x', String(draw.number(0, 60))]],
    ]);
    const path = [draw.one(['index.php', 'view.php', 'ajax.php'])];
    if (draw.isOnce(0.6)) return { method: 'GET', path, query: common };
    const fields = some<Pair>(draw, [
      [0.9, () => ['jform[title]', draw.words(SPANISH, 1, 6)]],
      [
        0.7,
        () => ['jform[text]', `<p>${draw.words(SPANISH, 3, 30)}</p>\r\n<p><a href="http://www.example.com/?a=1&b=2">link</a>&nbsp;</p>`],
      ],
      [0.5, () => ['jform[published]', 'on']],
      [0.8, () => ['submit', draw.one(['Save', 'Apply >>', 'Guardar'])]],
      [0.9, () => [draw.bytes(16).toString('hex'), '1']],
    ]);
    return { method: 'POST', path, query: common.slice(0, 2), body: { kind: 'form', fields } };
  },
};

const beacons: MadeApi = {
  name: 'beacons',
  request(draw) {
    const page = `https://www.example.com/${draw.one(['', 'shop/', 'a/b.html'])}?utm_source=${draw.one(['mail', 'x'])}&q=${encodeURIComponent(draw.words(ENGLISH, 1, 3))}#${draw.one(['top', '!/x', ''])}`;
    const event = JSON.stringify({
      ev: draw.one(['view', 'click']),
      t: draw.number(1, 90_000),
      vp: [draw.number(300, 2500), draw.number(300, 1400)],
      sel: draw.one(['div#main > a.btn', 'ul li:nth-child(2)']),
    });
    const query = some<Pair>(draw, [
      [1, () => ['dl', page]],
      [0.7, () => ['dr', draw.one(['https://search.example/', 'android-app://com.example/', ''])]],
      [0.8, () => ['sr', `${draw.number(300, 2500)}x${draw.number(300, 1400)}`]],
      [0.9, () => ['cid', `${draw.number(1e8, 2e9)}.${draw.number(1e9, 2e9)}`]],
      [0.6, () => ['dt', `${draw.words(ENGLISH, 2, 7)} | Example™ – Shop`]],
      [0.4, () => ['ev', event]],
      [0.3, () => ['ua', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0']],
      [0.5, () => ['z', draw.random().toString()]],
    ]);
    return draw.isOnce(0.8)
      ? { method: 'GET', path: ['collect'], query }
      : {
          method: 'POST',
          path: ['batch'],
          body: {
            kind: 'form',
            fields: [
              ['payload', `[${event},${event}]`],
              ['v', '2'],
            ],
          },
        };
  },
};

const HOSTS = 400;

/** Some sites are asked often and most of them hardly ever, so that there are always some that nobody saw. Each has names of its own. */
const sites: MadeApi = {
  name: 'many sites',
  request(draw) {
    const site = Math.floor(HOSTS * draw.random() ** 4);
    const own = (kind: number, of: number): number => ((Math.imul(site + 1, 0x9e3779b1) ^ Math.imul(kind + 1, 0x85ebca6b)) >>> 7) % of;
    const name = (kind: number): string =>
      ['id', 'page', 'v', 't', 'cb', 'lang', 'src', '_', 'ref', 'token', 'w', 'type'][(own(0, 12) + kind) % 12] ?? 'x';
    const host = `s${site}.example`;
    const headers: readonly Pair[] = [
      ['accept', draw.one(['*/*', 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8', 'image/avif,image/webp,*/*'])],
      ['accept-language', draw.one(['en-US,en;q=0.9', 'zh-CN,zh;q=0.8'])],
      ['user-agent', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'],
      ...(draw.isOnce(0.7) ? ([['referer', `https://${host}/${draw.one(['', 'list?p=2', 'a/b'])}`]] as const) : []),
    ];
    if (draw.isOnce(0.5)) {
      const path = [
        draw.one(['static', 'assets', 'dist']),
        ...some(draw, [[0.4, () => `v${own(1, 9)}`]]),
        `${draw.one(['app', 'main', 'chunk-vendors', `logo_${own(2, 90)}`])}.${draw.bytes(4).toString('hex')}.${draw.one(['js', 'css', 'png', 'woff2'])}`,
      ];
      return {
        method: 'GET',
        host,
        path,
        headers,
        query: some<Pair>(draw, [[0.2, () => ['v', `${draw.number(1, 9)}.${draw.number(0, 20)}.${draw.number(0, 9)}`]]]),
      };
    }
    const query = some<Pair>(draw, [
      [0.7, () => [name(1), String(draw.number(1, 5000))]],
      [0.4, () => [name(2), draw.one([date(draw), 'true', 'a,b,c', draw.uuid(), draw.bytes(9).toString('base64')])]],
      [0.3, () => [name(3), String(1_790_000_000_000 + draw.number(0, 1e9))]],
      [0.2, () => [name(4), draw.words(draw.one(LANGUAGES), 1, 3)]],
      [0.1, () => ['callback', `jsonp_${draw.number(1e6, 1e9)}`]],
      [0.1, () => ['filters', JSON.stringify({ [name(5)]: [draw.number(1, 9)], [name(6)]: null })]],
    ]);
    const path = [
      draw.one(['api', 'v1', 'ajax']),
      `${draw.one(['get', 'list', 'item'])}${own(3, 40)}`,
      ...some(draw, [[0.3, () => String(draw.number(1, 90_000))]]),
    ];
    if (draw.isOnce(0.8)) return { method: 'GET', host, path, headers, query };
    return {
      method: 'POST',
      host,
      path,
      headers,
      body: {
        kind: 'json',
        value: {
          [name(7)]: draw.uuid(),
          [name(8)]: draw.words(ENGLISH, 1, 6),
          events: [{ n: draw.number(1, 99), at: draw.random() * 1e6 }],
        },
      },
    };
  },
};

const storage: MadeApi = {
  name: 'files by path',
  request(draw): MadeRequest {
    const folder = draw.one<readonly string[]>([['photos', '2026'], ['Documents', 'Taxes (old)'], ['übung'], ['a', 'b', 'c d'], []]);
    const file = `${draw.one(['IMG', 'report final', 'résumé', 'data_v1.2', "Mum's recipe", '報告書'])}${draw.number(1, 4000)}.${draw.one(['jpg', 'pdf', 'tar.gz', 'csv'])}`;
    const query = some<Pair>(draw, [
      [0.4, () => ['X-Amz-Date', `2026${two(draw.number(1, 12))}${two(draw.number(1, 28))}T${draw.number(100_000, 235_959)}Z`]],
      [0.4, () => ['X-Amz-Credential', `AKIA${draw.bytes(8).toString('hex').toUpperCase()}/20260101/eu-west-1/s3/aws4_request`]],
      [0.4, () => ['X-Amz-Signature', draw.bytes(32).toString('hex')]],
      [0.2, () => ['versionId', draw.bytes(24).toString('base64url')]],
      [0.1, () => ['response-content-disposition', `attachment; filename="${file}"`]],
    ]);
    const headers: readonly Pair[] = draw.isOnce(0.3)
      ? [['range', `bytes=${draw.number(0, 1e6)}-${draw.isOnce(0.5) ? draw.number(1e6, 2e6) : ''}`]]
      : [];
    return { method: draw.one(['GET', 'GET', 'HEAD', 'DELETE']), path: ['files', ...folder, file], query, headers };
  },
};

/** Web sites, and what their pages send. */
export const MADE_SITES: readonly MadeApi[] = [legacy, beacons, sites, storage];

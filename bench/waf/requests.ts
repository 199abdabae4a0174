/** One kind of traffic. Texts are ASCII, so that bytes and characters are the same. */
export interface WafRequest {
  readonly id: string;
  readonly title: string;
  readonly method: string;
  readonly uri: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

const BROWSER = 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'.replace(
  'x64',
  'x86_64',
);
const BEARER =
  'Bearer eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.NHVaYe26MbtOYhSKkoKYdFVomg4i8ZJd8_-RU8VNbftc4TSMb4bXP3l3YlNWACw';

/** What is measured, in the order of the report. All but the last are harmless and pass. */
export const wafRequests: readonly WafRequest[] = [
  get('get', 'GET, 2 arguments, 3 headers', '/items?page=2&sort=name', []),
  get('api-get', 'GET, 4 arguments, bearer token', '/api/v1/orders?status=open&limit=50&from=2026-01-01&fields=id,total', [
    ['Authorization', BEARER],
  ]),
  get('browser-get', 'GET, 3 arguments, 6 cookies, 8 headers', '/shop/shoes?color=black&size=42&ref=newsletter', [
    ['Accept-Language', 'en-GB,en;q=0.9'],
    ['Accept-Encoding', 'gzip, deflate, br'],
    ['Referer', 'https://shop.example.com/shop'],
    ['Upgrade-Insecure-Requests', '1'],
    ['Cookie', 'sid=8f14e45fceea167a; theme=dark; lang=en; _ga=GA1.2.1187123456.1700000000; cart=17-2-4; consent=all'],
  ]),
  post(
    'form',
    'POST, form of 8 fields',
    'application/x-www-form-urlencoded',
    'name=Ada+Lovelace&email=ada%40example.com&street=12+St+James+Square&city=London&zip=SW1Y+4JH&country=GB&phone=%2B44+20+7946+0958&note=Please+ring+twice',
  ),
  post('json', 'POST, 1.1 KB of JSON, 51 leaves', 'application/json', jsonBody()),
  post('long-argument', 'POST, one argument of 10 KB of English text', 'application/x-www-form-urlencoded', `text=${englishText()}`),
  post(
    'blocked',
    'POST, SQL injection, blocked',
    'application/x-www-form-urlencoded',
    'id=1%27+UNION+SELECT+name%2C+password+FROM+users--+-&go=1',
  ),
];

function get(id: string, title: string, uri: string, more: WafRequest['headers']): WafRequest {
  return { id, title, method: 'GET', uri, headers: [...commonHeaders(), ...more], body: '' };
}

function post(id: string, title: string, contentType: string, body: string): WafRequest {
  const headers: WafRequest['headers'] = [...commonHeaders(), ['Content-Type', contentType], ['Content-Length', String(body.length)]];
  return { id, title, method: 'POST', uri: '/api/v1/records', headers, body };
}

function commonHeaders(): WafRequest['headers'] {
  return [
    ['Host', 'shop.example.com'],
    ['User-Agent', BROWSER],
    ['Accept', 'application/json, text/html;q=0.9'],
  ];
}

/** 17 orders of 3 leaves. */
function jsonBody(): string {
  const names = ['blue pen', 'desk lamp', 'notebook', 'paper clips', 'stapler'];
  const orders = Array.from({ length: 17 }, (_, index) => ({
    sku: `A-${10_400 + 37 * index}`,
    description: `${names[index % names.length]} of type ${index}`,
    quantity: 1 + (index % 4),
  }));
  return JSON.stringify({ orders });
}

function englishText(): string {
  const sentences = [
    'The harbour was quiet when the first boats came home.',
    'She had kept the letter for many years, and read it again that evening.',
    'Nobody in the village could say who had built the old bridge.',
    'We walked along the river until the rain began, then waited under the trees.',
    'His brother made chairs, tables and sometimes a clock.',
  ];
  let text = '';
  for (let index = 0; text.length < 10_240; index++) text += `${sentences[index % sentences.length]} `;
  return encodeURIComponent(text.slice(0, 10_240)).replaceAll('%20', '+');
}

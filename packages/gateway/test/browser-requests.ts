/** Fields that a browser sends, without which the Core Rule Set takes a request for that of a scanner. */
export const headers = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  accept: 'application/json',
};

export function post(type: string, body: string) {
  return { method: 'POST', headers: { ...headers, 'content-type': type }, body };
}

/** A form as it is encoded. */
export function form(body: string) {
  return post('application/x-www-form-urlencoded', body);
}

export function json(value: unknown) {
  return post('application/json', JSON.stringify(value));
}

/** A configuration of one API, with a Core Rule Set by its folder. */
export function notesUnder(crsFolder: string, upstream: string, more = ''): string {
  return (
    `apis: { notes: { upstreams: ['${upstream}'], definition: notes.yaml, policies: { authentication: { anonymous: always }, contract: { mode: off }, ` +
    `firewall: { crs: '${crsFolder}', ${more} } } } }\n`
  );
}

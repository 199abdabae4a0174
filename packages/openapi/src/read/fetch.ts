/** What came of asking for a file: its bytes, or why there are none. */
export type Fetched =
  | { readonly bytes: Uint8Array }
  | { readonly refused: { readonly message: string; readonly expected?: string | undefined; readonly hint?: string | undefined } };

/** Gets what a URL names, at most as many bytes as are said. Never throws. `createFetch` makes one that keeps to a list of origins. */
export type Fetch = (url: string, mostBytes: number) => Promise<Fetched>;

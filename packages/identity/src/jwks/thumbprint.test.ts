import { expect, test } from 'vitest';

import { thumbprintOfEd25519 } from './thumbprint.ts';

test('the thumbprint is that of RFC 8037 appendix A.3', () => {
  expect(thumbprintOfEd25519('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo')).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
});

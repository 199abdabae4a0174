/**
 * The demo data: always the same, so that documents and tests can name it. The passwords are in the README; they are hashed ahead so that
 * the shop starts at once.
 */
type Value = string | number | null;

/** id, name, email, phone, city, country, tier, webhook, internal note, created. */
export const CUSTOMERS: readonly (readonly Value[])[] = [
  [
    'cus_6nf9zp5c7y2p162h',
    'Ana Silva',
    'ana@example.org',
    '+351210000001',
    'Lisbon',
    'PT',
    'standard',
    null,
    'Asked twice about a late parcel.',
    '2026-01-12T09:30:00.000Z',
  ],
  [
    'cus_qzt7vem9edhz9wyb',
    'Ben Okafor',
    'ben@example.org',
    '+441610000002',
    'Manchester',
    'GB',
    'gold',
    null,
    'Chargeback in 2024; check large orders.',
    '2026-02-03T14:05:00.000Z',
  ],
  [
    'cus_7pebgfc5gpc0s1b5',
    'Chloe Martin',
    'chloe@example.org',
    null,
    'Lyon',
    'FR',
    'standard',
    null,
    'Prefers e-mail.',
    '2026-03-21T08:12:00.000Z',
  ],
  [
    'cus_7ygk4p1bvkkmhwt8',
    'Dev Patel',
    'dev@example.org',
    '+911120000004',
    'Delhi',
    'IN',
    'standard',
    null,
    'Works for a competitor.',
    '2026-04-02T17:45:00.000Z',
  ],
  [
    'cus_k4wgnsznxe4xc614',
    'Acme Logistics',
    'orders@acme.example',
    '+49300000005',
    'Berlin',
    'DE',
    'gold',
    'https://hooks.acme.example/shop',
    'Contract ends in 2027; margin 11 percent.',
    '2026-01-05T10:00:00.000Z',
  ],
  [
    'cus_2phg55kq85ra4hjm',
    'Globex Retail',
    'buying@globex.example',
    '+431000000006',
    'Vienna',
    'AT',
    'gold',
    null,
    'Pays late; credit limit 5000 EUR.',
    '2026-01-06T10:00:00.000Z',
  ],
];

/** id, username, password hash (argon2id), role, customer, consumer at the gateway. */
export const USERS: readonly (readonly Value[])[] = [
  [
    'usr_p80eh04cmstez2mv',
    'ana',
    '$argon2id$v=19$m=19456,t=2,p=1$rR8+AeG+n7GfntuNr4v3AQ$88SvH4lj3eWqwan1uCuKJjVitpj6JAlEJtD+Wa20XaA',
    'customer',
    'cus_6nf9zp5c7y2p162h',
    null,
  ],
  [
    'usr_5p8p1kngfsbmn2kc',
    'ben',
    '$argon2id$v=19$m=19456,t=2,p=1$21D5HiT/5oIjxNp+OQoEhg$Pb1p/iHW9TL3lgiB+JWlvDuBlH0EJg5KMFdWrhN5wPM',
    'customer',
    'cus_qzt7vem9edhz9wyb',
    null,
  ],
  [
    'usr_69nv9a6zfa7ysrnm',
    'chloe',
    '$argon2id$v=19$m=19456,t=2,p=1$gFvC4aAM+ItrXLszlTMloQ$soaWwSyjBahlqIlhST6Qp6MmmQGgkMiLUHHbEno4QqU',
    'customer',
    'cus_7pebgfc5gpc0s1b5',
    null,
  ],
  [
    'usr_9k9kh0w1frmpembn',
    'dev',
    '$argon2id$v=19$m=19456,t=2,p=1$FwvcldFPz6BIzgHD8Qpazg$z5e9yNTogYQmFKeqj3lpeuT/1usudavVKiQghS/S8PE',
    'customer',
    'cus_7ygk4p1bvkkmhwt8',
    null,
  ],
  [
    'usr_f9hq1jhj6gg19fsn',
    'acme-orders',
    '$argon2id$v=19$m=19456,t=2,p=1$g9DkbJge2pPveWiMMLmZew$c5PEmYDOtnJtDk7Xs9wkwAZfGfkgDuY5H/1K0CXryqE',
    'partner',
    'cus_k4wgnsznxe4xc614',
    'acme',
  ],
  [
    'usr_ycn1k0k2ft8y61p7',
    'globex-orders',
    '$argon2id$v=19$m=19456,t=2,p=1$DD7crrlusR6m0nrYqV7FdA$1K87xJw8jkm96Gr2dMHQTKE31v0EsjpeHk3awapT9X0',
    'partner',
    'cus_2phg55kq85ra4hjm',
    'globex',
  ],
  [
    'usr_65bvkaf2mpxqs5x2',
    'olivia',
    '$argon2id$v=19$m=19456,t=2,p=1$RAEkPdPVNz+SIGI1AUnCNA$QqK0DvEj8ZA4Z8e7CN2PGiasHL8iizFJeBSFFJdO5KA',
    'admin',
    null,
    null,
  ],
];

/** id, name, description, category, price, cost, stock, note about the supplier. */
export const PRODUCTS: readonly (readonly Value[])[] = [
  ['prd_crjn79bjdydp0mkf', 'Travel mug', 'Keeps 350 ml warm for six hours.', 'kitchen', 1990, 840, 120, 'Supplier Kobalt'],
  ['prd_dez58qe52d9q3cz3', 'Espresso cups, set of four', 'Porcelain, 60 ml each.', 'kitchen', 2450, 990, 60, 'Supplier Kobalt'],
  [
    'prd_cbr22n9c8d5dhna2',
    "Chef's knife",
    'Forged blade of 20 cm.',
    'kitchen',
    6990,
    3100,
    25,
    'Supplier Stahlwerk, discount until December',
  ],
  ['prd_m7wbtk14083xxfvz', 'Cast iron pan', 'Diameter 26 cm, for every stove.', 'kitchen', 4500, 1950, 40, 'Supplier Stahlwerk'],
  ['prd_tsqsn1fea1g573qx', 'Notebook A5', '192 dotted pages, thread-stitched.', 'office', 1250, 380, 300, 'Supplier Papyrus'],
  ['prd_ymmbwck86rya72nh', 'Fountain pen', 'Steel nib, medium.', 'office', 3900, 1620, 45, 'Supplier Papyrus'],
  ['prd_6mkfqad7ts0fkkk1', 'Desk lamp', 'Dimmable, 2700 to 5000 K.', 'office', 8900, 4200, 18, 'Supplier Lumen, recall under review'],
  ['prd_3pc7jgec7zseprsj', 'Cable organiser', 'Felt, for six cables.', 'office', 890, 210, 200, 'Supplier Lumen'],
  ['prd_xzd9mr7x6dfx9s52', 'Rucksack 24 l', 'Waterproof, with a sleeve for a laptop.', 'travel', 11900, 5400, 30, 'Supplier Nomad'],
  ['prd_90dh74h0fwcpvmn2', 'Packing cubes, set of three', 'Recycled nylon.', 'travel', 2900, 1010, 80, 'Supplier Nomad'],
  ['prd_0qpw67t4afat2524', 'Luggage scale', 'Up to 50 kg.', 'travel', 1690, 620, 70, 'Supplier Nomad'],
  ['prd_edpeyh9zdc13hczp', 'Wool blanket', '130 by 200 cm, undyed.', 'home', 7900, 3500, 22, 'Supplier Weide'],
];

interface SeedOrder {
  /** id, customer, status, total, created. */
  readonly order: readonly [string, string, string, number, string];
  /** product, quantity, unit price. */
  readonly items: readonly (readonly Value[])[];
}

export const ORDERS: readonly SeedOrder[] = [
  {
    order: ['ord_8wpd1jfrmxrb6cv2', 'cus_6nf9zp5c7y2p162h', 'paid', 7730, '2026-08-03T10:11:00.000Z'],
    items: [
      ['prd_crjn79bjdydp0mkf', 2, 1990],
      ['prd_tsqsn1fea1g573qx', 3, 1250],
    ],
  },
  {
    order: ['ord_jkt6rap4qm9enwg0', 'cus_6nf9zp5c7y2p162h', 'pending', 8900, '2026-09-14T18:20:00.000Z'],
    items: [['prd_6mkfqad7ts0fkkk1', 1, 8900]],
  },
  {
    order: ['ord_39wtkythxttkpqxc', 'cus_6nf9zp5c7y2p162h', 'shipped', 11900, '2026-06-22T07:45:00.000Z'],
    items: [['prd_xzd9mr7x6dfx9s52', 1, 11900]],
  },
  {
    order: ['ord_21762n80j23gttw0', 'cus_qzt7vem9edhz9wyb', 'paid', 11490, '2026-08-19T12:00:00.000Z'],
    items: [
      ['prd_cbr22n9c8d5dhna2', 1, 6990],
      ['prd_m7wbtk14083xxfvz', 1, 4500],
    ],
  },
  {
    order: ['ord_nyqah9bfyrwmhz67', 'cus_qzt7vem9edhz9wyb', 'pending', 15800, '2026-09-20T16:31:00.000Z'],
    items: [['prd_edpeyh9zdc13hczp', 2, 7900]],
  },
  {
    order: ['ord_d6anyjvzy9nj9zkq', 'cus_7pebgfc5gpc0s1b5', 'shipped', 3900, '2026-07-02T09:00:00.000Z'],
    items: [['prd_ymmbwck86rya72nh', 1, 3900]],
  },
  {
    order: ['ord_ydqqv0epkjrqn97y', 'cus_7pebgfc5gpc0s1b5', 'cancelled', 2900, '2026-07-15T21:14:00.000Z'],
    items: [['prd_90dh74h0fwcpvmn2', 1, 2900]],
  },
  {
    order: ['ord_p9vqd15ezj6t1txm', 'cus_7ygk4p1bvkkmhwt8', 'pending', 5250, '2026-09-28T11:11:00.000Z'],
    items: [
      ['prd_0qpw67t4afat2524', 1, 1690],
      ['prd_3pc7jgec7zseprsj', 4, 890],
    ],
  },
  {
    order: ['ord_09wcd53h4kvy12v8', 'cus_k4wgnsznxe4xc614', 'paid', 98100, '2026-09-01T08:00:00.000Z'],
    items: [
      ['prd_3pc7jgec7zseprsj', 40, 890],
      ['prd_tsqsn1fea1g573qx', 50, 1250],
    ],
  },
  {
    order: ['ord_c6621y4k97rvb0dh', 'cus_k4wgnsznxe4xc614', 'pending', 119000, '2026-09-29T08:00:00.000Z'],
    items: [['prd_xzd9mr7x6dfx9s52', 10, 11900]],
  },
  {
    order: ['ord_afgczp7mabs7a6px', 'cus_2phg55kq85ra4hjm', 'shipped', 84200, '2026-08-27T13:37:00.000Z'],
    items: [
      ['prd_crjn79bjdydp0mkf', 30, 1990],
      ['prd_dez58qe52d9q3cz3', 10, 2450],
    ],
  },
  {
    order: ['ord_zdrbr07nwpsmjhkm', 'cus_2phg55kq85ra4hjm', 'pending', 22500, '2026-09-30T15:02:00.000Z'],
    items: [['prd_m7wbtk14083xxfvz', 5, 4500]],
  },
];

/** id, order, amount, method, created. */
export const PAYMENTS: readonly (readonly Value[])[] = [
  ['pay_tbtvchve74efa10b', 'ord_8wpd1jfrmxrb6cv2', 7730, 'card', '2026-08-03T23:11:00.000Z'],
  ['pay_7xazhjbffxpsxy3d', 'ord_39wtkythxttkpqxc', 11900, 'card', '2026-06-22T23:45:00.000Z'],
  ['pay_1fgjax2r3w9vjnh9', 'ord_21762n80j23gttw0', 11490, 'card', '2026-08-19T23:00:00.000Z'],
  ['pay_nxcfng7m1wydrvgm', 'ord_d6anyjvzy9nj9zkq', 3900, 'card', '2026-07-02T23:00:00.000Z'],
  ['pay_vcfx0rnrrkjk25sf', 'ord_09wcd53h4kvy12v8', 98100, 'invoice', '2026-09-01T23:00:00.000Z'],
  ['pay_80wm7r01k1vdg8c5', 'ord_afgczp7mabs7a6px', 84200, 'invoice', '2026-08-27T23:37:00.000Z'],
];

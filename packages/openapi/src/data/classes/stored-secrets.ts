import type { DataClass } from '../data-class.ts';
import { isConnectionString, isCryptHash, isDatabaseUrl, isPrivateKey } from '../values/stored-secret.ts';
import { LAW } from './laws.ts';

const shared = { family: 'credential', sensitivity: 'critical', law: LAW.credential, names: [], alone: true, mask: 'beginning' } as const;

/** Secrets that are told by their structure: private keys, hashes of passwords, addresses with a password within. */
export const STORED_SECRETS: readonly DataClass[] = [
  {
    ...shared,
    id: 'private-key',
    title: 'Private key (PEM)',
    names: ['private key', 'rsa private key', 'private key pem', 'signing key pem'],
    hints: ['key', 'pem', 'certificate'],
    values: [{ form: 'text', least: 60, most: 65_536, starts: ['-----BEGIN '], chance: 2 ** -60, fits: isPrivateKey }],
    examples: {
      fit: [`-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n-----END PRIVATE KEY-----`],
      other: [
        '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUZ7vR0nJ4\n-----END CERTIFICATE-----',
        '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----',
        'BEGIN PRIVATE KEY',
      ],
    },
  },
  {
    ...shared,
    id: 'database-url',
    title: 'Address of a database with its password',
    names: ['database url', 'connection string', 'connection url', 'database uri', 'mongo uri', 'redis url', 'jdbc url'],
    hints: ['dsn', 'url', 'uri', 'connection'],
    values: [
      {
        form: 'text',
        least: 15,
        most: 2048,
        starts: [
          'postgres://',
          'postgresql://',
          'mysql://',
          'mariadb://',
          'mongodb://',
          'mongodb+srv://',
          'redis://',
          'rediss://',
          'amqp://',
          'amqps://',
          'mssql://',
          'sqlserver://',
          'clickhouse://',
          'ldap://',
          'ldaps://',
          'ftp://',
          'sftp://',
          'smtp://',
          'smtps://',
        ],
        chance: 2 ** -30,
        fits: isDatabaseUrl,
      },
      {
        form: 'text',
        least: 30,
        most: 2048,
        starts: [
          'Server=',
          'server=',
          'Data Source=',
          'data source=',
          'Host=',
          'DefaultEndpointsProtocol=',
          'AccountName=',
          'Endpoint=sb://',
        ],
        chance: 2 ** -30,
        fits: isConnectionString,
      },
    ],
    examples: {
      fit: [
        'postgres://app:s3cretpw@db.example.org:5432/shop',
        'mongodb+srv://root:hunter22@cluster0.example.net',
        'Server=db;Database=shop;User Id=sa;Password=Tr0ub4dor3;',
      ],
      other: [
        'postgres://db.example.org/shop',
        'https://example.org/',
        'redis://localhost:6379',
        'Server=db;Database=shop;Trusted_Connection=True;',
      ],
    },
  },
  {
    ...shared,
    id: 'password-hash',
    title: 'Hash of a password',
    names: ['password hash', 'hashed password', 'password digest', 'pwd hash', 'pw hash', 'passwd hash', 'encrypted password'],
    hints: ['hash', 'password', 'digest'],
    values: [
      {
        form: 'text',
        least: 13,
        most: 256,
        starts: [
          '$2',
          '$argon2',
          '$1$',
          '$5$',
          '$6$',
          '$y$',
          '$7$',
          '$scrypt$',
          '$pbkdf2',
          'pbkdf2_sha256$',
          'pbkdf2_sha1$',
          'scrypt:',
          '{SSHA',
          '{SHA',
          '{BCRYPT}',
        ],
        chance: 2 ** -30,
        fits: isCryptHash,
      },
    ],
    examples: {
      fit: [
        '$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW',
        '$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b5dWRWJTmaaAY2aT2KoZ0b+c5I',
        '$6$saltsalt$qFmFH.bQmmtXzyBY0s9v7Oicd2z4XSIecDzlB5KiA2/jctKu9YterLp8wwnSq.qc.eoxqOmSuNp2xS0ktL3nh/',
      ],
      other: ['$20.50', '$1', '$2b$12$short', '5f4dcc3b5aa765d61d8327deb882cf99', '{SHAPE}'],
    },
  },
];

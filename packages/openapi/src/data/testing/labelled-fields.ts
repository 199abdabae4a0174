import { DATA_CLASSES } from '../classes/index.ts';
import { fitsClass } from '../values/class-fits.ts';
import type { Random } from './random.ts';

/** A kind of field as APIs have them: what it is called, what stands in it, and of which class it is. */
export interface LabelledField {
  /** The id of the class; null for what is none of anybody's business. */
  readonly label: string | null;
  /** Paths: `customer.email`. */
  readonly names: readonly string[];
  readonly value: (random: Random) => string | number | boolean;
}

const GIVEN = [
  'Anna',
  'Bernd',
  'Chloé',
  'Dmitri',
  'Eva',
  'Fatima',
  'Giulia',
  'Hiroshi',
  'Ingrid',
  'João',
  'Karl-Heinz',
  'Łukasz',
  'María José',
  'Noah',
  'Olga',
  'Priya',
];
const FAMILY = [
  'Meier',
  'Schmidt',
  'García Márquez',
  "O'Neil",
  'van der Berg',
  'Novák',
  'Kowalski',
  'Rossi',
  'Silva',
  'Müller',
  'Johansson',
  'Dupont',
  'Smith',
  'Tanaka',
  'Patel',
  'Yılmaz',
];
const CITIES = [
  'Berlin',
  'San Francisco',
  'Saint-Étienne',
  'Köln',
  'Madrid',
  'Kraków',
  'Lyon',
  'New York',
  'Oslo',
  'Porto',
  'Utrecht',
  'Wien',
];
const STREETS = [
  'Hauptstraße 5',
  '12 Main Street',
  'Rue de la Paix 10',
  'Calle de Alcalá 45',
  'Via Roma 7',
  '221B Baker Street',
  'Lindenallee 77a',
  'Praça da Sé 1',
];
const WORDS = [
  'blue',
  'shirt',
  'large',
  'cotton',
  'summer',
  'sale',
  'coffee',
  'table',
  'lamp',
  'garden',
  'winter',
  'paper',
  'stone',
  'light',
];
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const MIXED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const pad = (value: number): string => String(value).padStart(2, '0');
const day = (random: Random, from: number, years: number): string =>
  `${from + random.below(years)}-${pad(1 + random.below(12))}-${pad(1 + random.below(28))}`;

/** Random values of a shape until one has the right check digits. */
function checked(id: string, shapes: readonly string[]): LabelledField['value'] {
  const dataClass = DATA_CLASSES.find((candidate) => candidate.id === id);
  if (dataClass === undefined) throw new Error(`there is no class ${id}`);
  return (random) => {
    for (let tries = 0; tries < 50_000; tries++) {
      const value = random.shaped(random.of(shapes));
      if (fitsClass(dataClass, value)) return value;
    }
    return random.of(dataClass.examples.fit);
  };
}

function card(random: Random): string {
  const [start, length] = random.of([
    ['4', 16],
    ['51', 16],
    ['37', 15],
    ['6011', 16],
    ['2223', 16],
  ] as const);
  const digits = start + random.digits(length - 1 - start.length);
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]) * (index % 2 === 0 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return digits + String((10 - (sum % 10)) % 10);
}

function iban(random: Random): string {
  const account = random.digits(18);
  return `DE${String(98n - (BigInt(`${account}131400`) % 97n)).padStart(2, '0')}${account}`;
}

const email = (random: Random): string =>
  `${random.text('abcdefghij', 6)}.${random.text('klmnop', 4)}@${random.of(['example.org', 'mail.example.com', 'firma.example.de'])}`;
const phone = (random: Random): string =>
  random
    .shaped(random.of(['+49 151 99999999', '+1415555 9999', '+44 20 7946 9999', '(415) 555-9999', '030 99999999', '0151-99999999']))
    .replace('5555 ', '555');
const name = (random: Random): string => `${random.of(GIVEN)} ${random.of(FAMILY)}`;

/** Fields of persons and secrets. */
export const POSITIVE: readonly LabelledField[] = [
  {
    label: 'email',
    names: [
      'email',
      'customerEmail',
      'user.e_mail',
      'kontakt.emailAdresse',
      'correo_electronico',
      'payer.EMAIL_ADDRESS',
      'notifyTo',
      'x.value',
    ],
    value: email,
  },
  {
    label: 'phone',
    names: ['phone', 'mobilePhone', 'telefonnummer', 'contact.phone_number', 'celular', 'numero_telephone', 'handynummer'],
    value: phone,
  },
  { label: 'phone', names: ['msisdn', 'reach', 'v1'], value: (random) => random.shaped('+4915199999999') },
  {
    label: 'given-name',
    names: ['firstName', 'given_name', 'vorname', 'customer.prenom', 'primer_nombre', 'user.first_name'],
    value: (random) => random.of(GIVEN),
  },
  {
    label: 'family-name',
    names: ['lastName', 'surname', 'nachname', 'nom_famille', 'apellidos', 'cognome', 'achternaam'],
    value: (random) => random.of(FAMILY),
  },
  {
    label: 'full-name',
    names: ['fullName', 'customer.name', 'patient_name', 'cardholderName', 'kontoinhaber', 'employees.name', 'nombre_completo'],
    value: name,
  },
  {
    label: 'street-address',
    names: ['street', 'billing.addressLine1', 'strasse', 'shipping_address', 'calle', 'indirizzo'],
    value: (random) => random.of(STREETS),
  },
  {
    label: 'postal-code',
    names: ['zip', 'postalCode', 'plz', 'code_postal', 'post_code'],
    value: (random) => random.of([random.digits(5), random.shaped('AA9 9AA')]),
  },
  { label: 'city', names: ['city', 'wohnort', 'ville', 'address.town', 'ciudad'], value: (random) => random.of(CITIES) },
  {
    label: 'birth-date',
    names: ['dateOfBirth', 'birth_date', 'geburtsdatum', 'dob', 'fechaNacimiento'],
    value: (random) => day(random, 1940, 70),
  },
  {
    label: 'us-ssn',
    names: ['ssn', 'socialSecurityNumber', 'applicant.social_security_no'],
    value: checked('us-ssn', ['999-99-9999', '999999999']),
  },
  { label: 'uk-nino', names: ['nino', 'nationalInsuranceNumber'], value: checked('uk-nino', ['AA999999A']) },
  { label: 'de-tax-id', names: ['steuerId', 'steuer_identifikationsnummer'], value: checked('de-tax-id', ['99999999999']) },
  { label: 'fr-nir', names: ['numero_securite_sociale', 'ref'], value: checked('fr-nir', ['255081416899999']) },
  { label: 'es-dni', names: ['dni', 'documento.nie'], value: checked('es-dni', ['99999999A', 'X9999999A']) },
  {
    label: 'it-codice-fiscale',
    names: ['codiceFiscale', 'cf', 'code1'],
    value: checked('it-codice-fiscale', ['RSSMRA85T10A99AA'.replace('AA', '9A'), 'BNCGNN70A41F205A']),
  },
  { label: 'nl-bsn', names: ['bsn', 'burgerservicenummer'], value: checked('nl-bsn', ['999999999']) },
  { label: 'be-national-number', names: ['rijksregisternummer', 'numero_national'], value: checked('be-national-number', ['85073099999']) },
  { label: 'pl-pesel', names: ['pesel', 'person.PESEL'], value: checked('pl-pesel', ['99019999999', '8505199999 9'.replace(' ', '')]) },
  { label: 'se-personal-number', names: ['personnummer', 'personNummer'], value: checked('se-personal-number', ['990115-9999']) },
  {
    label: 'fi-personal-code',
    names: ['henkilotunnus', 'hetu'],
    value: checked('fi-personal-code', ['131052-999A', '0101999999A'.replace('9999', 'A999')]),
  },
  { label: 'br-cpf', names: ['cpf', 'cliente.numero_cpf'], value: checked('br-cpf', ['999.999.999-99', '99999999999']) },
  { label: 'in-aadhaar', names: ['aadhaar', 'aadhaarNumber'], value: checked('in-aadhaar', ['999999999999', '9999 9999 9999']) },
  { label: 'ca-sin', names: ['sin', 'socialInsuranceNumber'], value: checked('ca-sin', ['999-999-999']) },
  { label: 'au-tfn', names: ['tfn', 'taxFileNumber'], value: checked('au-tfn', ['999999999']) },
  { label: 'tr-tckn', names: ['tcKimlikNo', 'tckn'], value: checked('tr-tckn', ['19999999999']) },
  { label: 'ch-ahv', names: ['ahvNummer', 'nr'], value: checked('ch-ahv', ['756.9999.9999.99']) },
  {
    label: 'passport',
    names: ['passportNumber', 'reisepassnummer', 'pasaporte'],
    value: (random) => random.shaped('A99A99A99').replace(/.$/, '7'),
  },
  { label: 'payment-card', names: ['cardNumber', 'creditCard', 'card.number', 'pan', 'kartennummer', 'data7'], value: card },
  { label: 'card-verification-code', names: ['cvv', 'card.securityCode', 'cvc2'], value: (random) => random.digits(3) },
  { label: 'iban', names: ['iban', 'bankAccount', 'konto', 'payout.x'], value: iban },
  { label: 'us-routing-number', names: ['routingNumber', 'aba_number'], value: checked('us-routing-number', ['021999999']) },
  { label: 'nhs-number', names: ['nhsNumber', 'patient.nhs_no'], value: checked('nhs-number', ['999 999 9999', '9999999999']) },
  { label: 'diagnosis-code', names: ['icd10', 'diagnosisCode'], value: (random) => random.shaped(random.of(['A99', 'A99.9'])) },
  {
    label: 'ip-address',
    names: ['ip', 'clientIp', 'remote_addr', 'seen_from'],
    value: (random) => `203.0.${random.below(256)}.${10 + random.below(200)}`,
  },
  { label: 'mac-address', names: ['macAddress', 'wifi.bssid', 'hw'], value: (random) => random.shaped('xx:xx:xx:xx:xx:xx') },
  { label: 'geolocation', names: ['latitude', 'position.lat', 'lng'], value: (random) => Number((random.next() * 80 + 1).toFixed(6)) },
  {
    label: 'vin',
    names: ['vin', 'vehicle.vinNumber', 'fahrgestellnummer'],
    value: (random) => random.shaped('WVWZZZ1JZXW99') + random.digits(4),
  },
  {
    label: 'jwt',
    names: ['token', 'accessToken', 'blob'],
    value: (random) => `eyJhbGciOiJIUzI1NiJ9.${random.text(MIXED, 40)}.${random.text(MIXED, 43)}`,
  },
  {
    label: 'aws-access-key',
    names: ['accessKeyId', 'note', 'k'],
    value: (random) => `AKIA${random.text('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16)}`,
  },
  { label: 'github-token', names: ['githubToken', 'comment'], value: (random) => `ghp_${random.text(MIXED, 36)}` },
  {
    label: 'password',
    names: ['password', 'newPassword', 'kennwort', 'mot_de_passe', 'contraseña'],
    value: (random) => `${random.of(WORDS)}${random.digits(3)}!`,
  },
  { label: 'password-hash', names: ['passwordHash', 'hash', 'pw'], value: (random) => `$2b$12$${random.text(`${MIXED}./`, 53)}` },
  {
    label: 'secret',
    names: ['apiKey', 'clientSecret', 'session_token', 'x_api_key', 'secretAccessKey'],
    value: (random) => `${random.text(MIXED, 38)}a7`,
  },
];

/** Fields that look like those of persons and secrets, by name or by value, and are none. */
export const NEGATIVE: readonly LabelledField[] = [
  ...[6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19].map((length) => ({
    label: null,
    names: ['orderId', 'number', 'reference', 'trackingNumber', 'id', 'transaction'],
    value: (random: Random) => random.digits(length),
  })),
  { label: null, names: ['invoiceNumber', 'sku', 'ticket', 'caseNo'], value: (random) => random.shaped('999-99-9999') },
  { label: null, names: ['ean', 'gtin', 'barcode'], value: (random) => random.digits(13) },
  {
    label: null,
    names: ['createdAt', 'timestamp', 'updated', 'passwordUpdatedAt', 'emailSentAt', 'validFrom'],
    value: (random) => `${day(random, 2020, 6)}T10:${pad(random.below(60))}:00Z`,
  },
  { label: null, names: ['epoch', 'time', 'expires'], value: (random) => 1_700_000_000_000 + random.below(90_000_000) },
  { label: null, names: ['seconds', 'iat', 'lastSeen'], value: (random) => 1_700_000_000 + random.below(90_000_000) },
  { label: null, names: ['releaseDate', 'date', 'dueDate', 'shippingDate'], value: (random) => day(random, 2020, 6) },
  {
    label: null,
    names: ['uuid', 'id', 'correlationId', 'customerId', 'userId', 'patientId'],
    value: (random) => random.shaped('xxxxxxxx-xxxx-4xxx-axxx-xxxxxxxxxxxx'),
  },
  { label: null, names: ['md5', 'etag', 'checksum', 'digest'], value: (random) => random.shaped('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx') },
  { label: null, names: ['sha256', 'contentHash', 'commit'], value: (random) => random.shaped('x'.repeat(64)) },
  { label: null, names: ['thumbnail', 'data', 'payload'], value: (random) => random.text(`${MIXED}+/`, 120) },
  {
    label: null,
    names: ['product.name', 'name', 'title', 'fileName', 'className', 'hostName', 'productName'],
    value: (random) => `${random.of(WORDS)} ${random.of(WORDS)}`,
  },
  {
    label: null,
    names: ['description', 'comment', 'note', 'message'],
    value: (random) => Array.from({ length: 8 }, () => random.of(WORDS)).join(' '),
  },
  {
    label: null,
    names: ['status', 'state', 'type', 'order.state', 'card.type', 'phoneType'],
    value: (random) => random.of(['open', 'paid', 'sent', 'closed']),
  },
  { label: null, names: ['price', 'total', 'amount', 'latency', 'rate'], value: (random) => random.below(100_000) / 100 },
  {
    label: null,
    names: ['count', 'size', 'quantity', 'phoneCount', 'nameLength', 'cardCount', 'capacity'],
    value: (random) => random.below(1000),
  },
  {
    label: null,
    names: ['emailVerified', 'hasPassword', 'isAdmin', 'passwordRequired', 'phoneVerified'],
    value: (random) => random.next() < 0.5,
  },
  {
    label: null,
    names: ['version', 'firmware', 'release'],
    value: (random) => `${random.below(20)}.${random.below(20)}.${random.below(99)}.${random.below(99)}`,
  },
  {
    label: null,
    names: ['url', 'link', 'avatar', 'passwordResetUrl'],
    value: (random) => `https://example.org/${random.of(WORDS)}/${random.digits(6)}`,
  },
  { label: null, names: ['slug', 'handle', 'topic'], value: (random) => `${random.of(WORDS)}-${random.of(WORDS)}-${random.digits(3)}` },
  { label: null, names: ['nextPageToken', 'cursor', 'continuationToken', 'pageToken'], value: (random) => random.text(MIXED, 32) },
  { label: null, names: ['sortKey', 'cacheKey', 'primaryKey', 'publicKey'], value: (random) => `${random.of(WORDS)}:${random.digits(4)}` },
  { label: null, names: ['walletAddress', 'memoryAddress'], value: (random) => `0x${random.shaped('x'.repeat(40))}` },
  { label: null, names: ['currency', 'country', 'language', 'code'], value: (random) => random.of(['EUR', 'DE', 'en', 'USD', 'PT']) },
  { label: null, names: ['last4', 'card.last4', 'cardLast4'], value: (random) => random.digits(4) },
  { label: null, names: ['x', 'y', 'width', 'position.x'], value: (random) => random.below(4000) },
  { label: null, names: ['serial', 'partNumber', 'model', 'container'], value: (random) => random.text(LETTERS, 4) + random.digits(7) },
  { label: null, names: ['batch', 'lot'], value: (random) => random.shaped('AA99A99999') },
  { label: null, names: ['id17', 'reference17', 'shipment'], value: (random) => random.text('ABCDEFGHJKLMNPRSTUVWXYZ0123456789', 17) },
  { label: null, names: ['reference22', 'mandate', 'txn'], value: (random) => `DE${random.digits(20)}` },
  { label: null, names: ['region', 'zone', 'cluster'], value: (random) => random.of(['eu-central-1', 'us-east-2', 'ap-south-1']) },
  { label: null, names: ['color', 'tag', 'category', 'cityCategory'], value: (random) => random.of(WORDS) },
  { label: null, names: ['usage.tokens', 'totalTokens', 'tokenCount'], value: (random) => random.below(100_000) },
  {
    label: null,
    names: ['duration', 'timeOfDay', 'window'],
    value: (random) => `${pad(random.below(24))}:${pad(random.below(60))}:${pad(random.below(60))}`,
  },
  { label: null, names: ['idempotencyKey', 'requestKey1'], value: (random) => random.shaped('xxxxxxxx-xxxx-4xxx-axxx-xxxxxxxxxxxx') },
];

/** What the law or the industry says, in one sentence each. Hints for those who look further, no legal advice. */
export const LAW = {
  personal: 'Personal data (GDPR article 4(1)).',
  nationalId: 'Personal data; member states may set conditions for national identification numbers (GDPR article 87).',
  health:
    'Data concerning health: a special category whose processing needs a ground of GDPR article 9(2); identifier or content of health records under HIPAA (45 CFR 164.514).',
  special: 'A special category of personal data, whose processing needs a ground of GDPR article 9(2).',
  card: 'Cardholder data: unreadable wherever it is stored, masked where it is shown (PCI DSS 4.0 requirements 3.4 and 3.5).',
  cardSecret: 'Sensitive authentication data: must not be stored after authorization, not even encrypted (PCI DSS 4.0 requirement 3.3).',
  bank: 'Personal data (GDPR article 4(1)); payment account data under PSD2 article 4(32).',
  location: 'Location data is personal data where it concerns a person (GDPR article 4(1)).',
  online: 'An online identifier: personal data where it can be linked to a person (GDPR recital 30).',
  credential:
    'A secret: whoever has it acts as its owner; its disclosure is a breach of security (GDPR articles 32 and 33, OWASP API2:2023).',
  own: 'A class of your own.',
} as const;

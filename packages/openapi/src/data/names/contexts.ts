import type { ContextName } from '../data-class.ts';

/** Words for things that fields belong to, in the singular, in several languages. */
const CONTEXTS: Readonly<Record<ContextName, ReadonlySet<string>>> = {
  person: words(`
    user customer client person people contact employee patient member owner author recipient sender payer payee cardholder holder passenger guest
    driver student applicant beneficiary subscriber buyer seller shopper consumer me traveller traveler insured claimant resident tenant
    borrower debtor creditor donor attendee participant subject child parent spouse partner guardian doctor physician teacher staff worker candidate
    individual citizen victim witness shipper consignee signer signatory manager assignee requester reporter player subscriber friend relative
    kunde benutzer nutzer mitarbeiter patient versicherter empfaenger absender inhaber fahrer gast schueler ansprechpartner mitglied
    utilisateur employe personne destinataire titulaire assure salarie adherent usuario cliente persona empleado paciente destinatario titular
    utente dipendente paziente intestatario gebruiker klant medewerker persoon anvandare kund bruker kunde bruger asiakas klient uzytkownik
    usuario funcionario pessoa`),
  address: words(`
    address addr billing shipping delivery residence residential home mailing location adresse anschrift rechnungsadresse lieferadresse wohnort direccion
    domicilio indirizzo residenza endereco adres adress osoite livraison facturation`),
  card: words('card creditcard debitcard paymentcard pan karte kreditkarte carte tarjeta carta kaart kort payment'),
  account: words('account bank bankaccount konto bankkonto compte cuenta conto rekening conta kontonummer iban payout'),
  place: words(
    'location position geo gps coordinate coordinates geometry point place pin waypoint standort posicion ubicacion posizione localisation',
  ),
  vehicle: words('vehicle car truck automobile motorcycle fahrzeug auto vehicule voiture vehiculo coche veicolo voertuig'),
  birth: words('birth born geburt naissance nacimiento nascita geboorte nascimento'),
  document: words('document passport identification identity id ausweis dokument documento pasaporte passaporto passeport'),
  insurance: words(
    'insurance insured policy policyholder coverage versicherung krankenversicherung assurance seguro assicurazione health patient',
  ),
};

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** Whether a word names a thing of that kind; an English plural counts as its singular. */
export function isOf(context: ContextName, word: string | undefined): boolean {
  if (word === undefined) return false;
  const set = CONTEXTS[context];
  return set.has(word) || (word.endsWith('s') && (set.has(word.slice(0, -1)) || (word.endsWith('es') && set.has(word.slice(0, -2)))));
}

import type { Words } from '../wiring/words.js';

/** Dutch, as agents’ software speaks it: u, and buttons in the infinitive. */
const words: Words = {
  retry: 'Opnieuw proberen',
  refresh: 'Vernieuwen',
  back: 'Terug',
  close: 'Sluiten',
  undo: 'Ongedaan maken',
  more: 'Meer',
  'show-less': 'Minder tonen',
  'show-all': ({ count }, { plural, number }) =>
    plural(count, { one: 'Veld tonen', other: `Alle ${number(count)} velden tonen` }),
  fold: 'Inklappen',
  unfold: 'Uitklappen',
  'copy-refused': 'Kopiëren is op deze pagina niet toegestaan',
  copied: ({ what }) => `${what} gekopieerd`,
  'backend-not-opened': 'De klantgegevens konden niet worden geopend.',

  'error-not-found': 'Dit bestaat niet meer.',
  'error-invalid': 'Het verzoek is niet geaccepteerd.',
  'error-conflict': 'Iemand anders heeft dit intussen gewijzigd.',
  'error-denied': 'U hebt geen toegang tot deze gegevens.',
  'error-unauthenticated': 'U bent niet meer aangemeld.',
  'error-offline': 'Er is geen verbinding.',
  'error-timeout': 'Er kwam niet op tijd antwoord.',
  'error-rate-limited': 'Te veel verzoeken: wacht even.',
  'error-unavailable': 'Het systeem reageert op dit moment niet.',
  'error-unsupported': 'Dit systeem ondersteunt dat niet.',
  'error-failed': 'Er is iets misgegaan.',

  searching: 'Zoeken…',
  'still-searching': 'Nog aan het zoeken…',
  'still-searching-hint': 'Het antwoord laat op zich wachten. U kunt intussen zelf zoeken.',
  'search-failed': 'Zoeken is mislukt',
  'search-failed-hint': 'Het is niet duidelijk of de klant bekend is. U kunt intussen zelf zoeken.',
  'customer-not-loaded': 'De klant kon niet worden getoond',
  'customer-gone': 'Deze klant bestaat niet meer.',
  'no-customer-open': 'Er is geen klant geopend. De klantkaart opent vanzelf bij de volgende interactie.',

  'outcome-none': 'Geen klant gevonden',
  'outcome-none-why': 'Er is geen klantkaart, of deze is niet goed geïmporteerd.',
  'outcome-withheld': 'Anoniem nummer',
  'outcome-withheld-why': 'De beller schermt het nummer af; daarom is er niet gezocht. Het kan best een bekende klant zijn.',
  'outcome-own': 'Een van onze eigen nummers',
  'outcome-own-why': 'De oproep komt uit eigen huis; daarom is er geen klant gezocht.',
  'outcome-internal': 'Toestel van een collega',
  'outcome-internal-why': 'Interne oproepen worden niet aan klanten gekoppeld.',
  'outcome-unreadable': 'Geen nummer of e-mailadres',
  'outcome-unreadable-why': 'Hierop kan niet exact worden gezocht.',
  'address-received': 'Zoals ontvangen',
  'address-searched': 'Gezocht op',
  'copy-address': 'Nummer of adres kopiëren',
  'earlier-interactions': 'Eerdere interacties',
  'no-earlier-interactions': 'Geen binnen de bewaartermijn.',
  'history-failed': 'De eerdere interacties konden niet worden opgehaald.',

  'several-matches': ({ count }, { plural, number }) =>
    plural(count, {
      one: 'Eén klant komt in aanmerking. Is het deze?',
      other: `${number(count)} klanten komen in aanmerking. Wie is het?`,
    }),
  'shared-number': ({ count }, { plural, number }) =>
    plural(count, {
      one: 'Een gedeeld nummer van één klant. Is het deze?',
      other: `Een gedeeld nummer van ${number(count)} klanten. Wie is het?`,
    }),
  'filter-matches': 'Zoeken in deze lijst',
  'nothing-filtered': 'Niemand in deze lijst komt overeen.',
  'search-customers': 'Alle klanten doorzoeken',
  'search-other': 'Andere klant zoeken',
  'found-by-search': ({ count }, { plural, number }) =>
    plural(count, { one: 'Eén klant gevonden', other: count ? `${number(count)} klanten gevonden` : 'Geen klanten gevonden' }),
  opened: ({ name }) => `Klantkaart geopend: ${name}`,
  'opened-from-list': 'Door u geopend',
  'this-is-the-customer': 'Dit is de klant',
  'choose-consequence': ({ address }) =>
    `Is het deze klant? Dan hoort dit gesprek hierbij en staat deze klant de volgende keer bovenaan bij ${address}.`,
  'chosen-for': ({ address }) => `Gekozen als klant voor ${address}`,
  'choice-failed': 'De keuze kon niet worden opgeslagen.',
  'chosen-before': 'eerder gekozen',
  'chosen-before-by': ({ agent }) => `eerder gekozen door ${agent}`,
  'field-matched': ({ field }) => `${field} komt overeen`,
  'extension-is': ({ extension }) => `toestel ${extension}`,
  'changed-by-colleague': 'Een collega heeft deze klantkaart gewijzigd.',
  'refresh-failed': 'De klantkaart kon niet worden vernieuwd.',

  person: 'Persoon',
  organization: 'Organisatie',
  unnamed: 'Zonder naam',
  id: 'ID',
  'id-is': ({ id }) => `ID ${id}`,
  'copy-id': 'ID kopiëren',
  details: 'Gegevens',
  'no-details': 'Geen verdere gegevens.',
  shared: 'gedeeld',
  concealed: 'verborgen',
  'concealed-why': 'U mag deze waarde niet zien. Gebruiken kan wel.',
  tabs: 'Over deze klant',

  call: 'Bellen',
  'call-which': 'Welk nummer?',
  calling: ({ what }) => `${what} wordt gebeld…`,
  'call-failed': ({ what }) => `${what} kon niet worden gebeld`,
  'copy-field': ({ field }) => `${field} kopiëren`,
  'call-field': ({ field }) => `${field} bellen`,
  'sms-field': ({ field }) => `Sms sturen naar ${field}`,
  'email-field': ({ field }) => `E-mail sturen naar ${field}`,

  keys: 'Toetsenbord',
  'key-expand': 'Alle velden tonen, of minder',
  'key-move': 'Door een lijst gaan; letters springen naar een naam',
  'key-open': 'De klant openen',

  'channel-call': 'Oproep',
  'channel-sms': 'Sms',
  'channel-email': 'E-mail',
  'channel-chat': 'Chat',
  inbound: 'inkomend',
  outbound: 'uitgaand',

  edit: 'Bewerken',
  save: 'Opslaan',
  cancel: 'Annuleren',
  open: 'Openen',
  'open-named': ({ name }) => `${name} openen`,
  show: 'Tonen',
  'go-on': 'Doorgaan',
  discard: 'Weggooien',
  required: 'verplicht',
  empty: 'leeg',

  'add-customer': 'Klant toevoegen',
  'add-to-customer': 'Toevoegen aan een bestaande klant',
  'pick-for-address':
    'Wie heeft dit nummer of adres ook? Het komt in de klantkaart van wie u kiest; daar kunt u het nakijken en opslaan.',
  'new-customer': 'Nieuwe klant',
  'edit-customer': ({ name }) => `${name} bewerken`,
  'customer-type': 'Soort klant',
  'created-automatically': 'automatisch aangemaakt',
  'not-editable-here': 'kan hier niet worden gewijzigd',
  'is-shared': 'Wordt door meerdere mensen gebruikt',
  'for-example': ({ example }) => `Bijvoorbeeld ${example}`,
  'concealed-kept': 'U ziet deze waarde niet. Wat u typt, komt ervoor in de plaats.',
  'concealed-replaced': 'Dit komt in de plaats van de waarde die u niet ziet.',
  'concealed-cleared': 'De waarde die u niet ziet, wordt gewist.',
  'clear-value': 'Waarde wissen',
  'keep-value': 'Houden wat er stond',

  'problem-required': ({ field }) => `${field} moet worden ingevuld.`,
  'problem-not-text': ({ field }) => `${field} bevat een teken dat niet kan worden opgeslagen.`,
  'problem-too-long': ({ field }) => `${field} is te lang: maximaal 10.000 tekens.`,
  'problem-not-a-number': ({ field }) => `${field} mag alleen cijfers bevatten.`,
  'problem-not-a-date': ({ field }) => `${field} is geen leesbare datum.`,
  'problem-not-a-choice': ({ field }) => `${field} heeft een waarde die niet meer kan worden gekozen.`,
  'problem-not-the-mask': ({ field }) => `${field} is niet volledig of heeft niet de juiste vorm.`,
  'problem-not-a-phone-number': ({ field }) => `${field} is geen telefoonnummer. Een buitenlands nummer begint met +.`,
  'problem-not-an-e-mail': ({ field }) => `${field} is geen e-mailadres.`,
  'problem-not-editable': ({ field }) => `${field} kan niet door medewerkers worden gewijzigd.`,
  'problem-concealed': ({ field }) => `${field} is verborgen: typ de hele waarde of laat die staan.`,
  'problem-other': ({ reason }) => `Dit is niet geaccepteerd: ${reason}.`,
  'not-saved-problems': ({ count }, { plural, number }) =>
    plural(count, {
      one: 'Niet opgeslagen: één veld moet worden nagekeken.',
      other: `Niet opgeslagen: ${number(count)} velden moeten worden nagekeken.`,
    }),

  saving: 'Bezig met opslaan…',
  saved: ({ name }) => `${name} opgeslagen`,
  added: ({ name }) => `${name} toegevoegd`,
  'not-saved': 'Niet opgeslagen.',
  'not-sent-yet': 'Nog niet opgeslagen.',
  'sent-by-itself': 'Het is bewaard en wordt vanzelf verzonden.',
  'saving-goes-on': 'Uw wijziging wordt nog opgeslagen.',
  'change-not-saved': ({ name, fields }, { list }) => `Een wijziging van ${name} is niet opgeslagen (${list(fields)}).`,
  'addition-not-saved': ({ name }) => `De nieuwe klant ${name} is niet toegevoegd.`,
  'thrown-away': ({ name, fields }, { list }) => `Weggegooid: ${name} (${list(fields)})`,
  'saving-denied': 'U mag dit niet opslaan.',
  'edit-again': 'Opnieuw bewerken',
  'gone-kept': 'Een collega heeft deze klant intussen verwijderd. Wat u hebt getypt, kan als nieuwe klant worden opgeslagen.',

  'draft-kept': 'Concept bewaard',
  'draft-unsaved': 'Concept wordt bewaard…',
  'draft-not-kept': 'Het concept kon niet worden bewaard: verlaat de pagina pas na het opslaan.',
  'draft-restored': 'Concept hersteld. Wilt u doorgaan of het weggooien?',
  'draft-discarded': 'Concept weggegooid',
  'draft-elsewhere': 'In een ander venster is hier iets anders getypt.',
  'take-other': 'Andere tekst tonen',
  'addition-waits': 'Een nieuwe klant waaraan u was begonnen, wacht nog.',
  'edit-waits': ({ name }) => `Uw wijzigingen voor ${name} wachten nog.`,
  'typed-astray': ({ field, text }) => `${field} kan niet meer worden gewijzigd. U had getypt: ${text}`,
  'unsaved-changes': 'Een klantkaart heeft wijzigingen die niet zijn opgeslagen.',
  'unsaved-question': 'Wilt u uw wijzigingen opslaan?',
  'unsaved-why': 'Als u niet opslaat, gaat verloren wat u hebt getypt.',
  'close-unsaved': 'Sluiten zonder op te slaan',
  'keep-editing': 'Verder bewerken',

  duplicates: ({ count }, { plural, number }) =>
    plural(count, {
      one: 'Eén klant heeft dit al. Is het dezelfde klant?',
      other: `${number(count)} klanten hebben dit al. Is het een van hen?`,
    }),
  'add-anyway': 'Toch toevoegen',
  'save-anyway': 'Toch opslaan',

  merged: ({ fields }, { list }) =>
    `Een collega heeft intussen ${list(fields)} gewijzigd. Dat staat hier nu; wat u hebt getypt, is ongemoeid gelaten.`,
  clashes: ({ count }, { plural, number }) =>
    plural(count, {
      one: 'Een collega heeft een veld gewijzigd dat u ook wijzigt: kies welke waarde geldt.',
      other: `Een collega heeft ${number(count)} velden gewijzigd die u ook wijzigt: kies welke waarden gelden.`,
    }),
  'clash-of': ({ field }) => `Twee waarden voor ${field}`,
  'clash-why': 'Een collega heeft dit intussen gewijzigd.',
  'it-was': ({ text }) => `Eerder: ${text}`,
  mine: 'Uw waarde',
  theirs: 'Waarde van uw collega',
  'take-mine': 'Mijn waarde gebruiken',
  'take-theirs': 'Waarde van collega gebruiken',
  'colleagues-here': ({ agents }, { list, plural }) =>
    plural(agents.length, {
      one: `${list(agents)} heeft deze klantkaart ook open.`,
      other: `${list(agents)} hebben deze klantkaart ook open.`,
    }),
  'colleague-edits': ({ agent, fields }, { list }) =>
    fields.length ? `${agent} bewerkt ${list(fields)}.` : `${agent} bewerkt deze klantkaart.`,
  'edited-by': ({ agents }, { list, plural }) =>
    plural(agents.length, { one: `${list(agents)} is hier`, other: `${list(agents)} zijn hier` }),

  'delete-customer': 'Klant verwijderen',
  'keep-customer': 'Klant behouden',
  'delete-question': ({ name }) => `${name} verwijderen?`,
  'delete-consequence': 'De klantkaart verdwijnt met alles erin, voor alle medewerkers.',
  'delete-interactions': ({ count }, { plural, number }) =>
    plural(count, {
      one: 'Eén interactie blijft staan met nummer of adres, maar zonder klant.',
      other: `${number(count)} interacties blijven staan met nummer of adres, maar zonder klant.`,
    }),
  'delete-choices': ({ count }, { plural, number }) =>
    plural(count, {
      one: 'Gekozen als klant voor één nummer of adres: dat wordt vergeten.',
      other: `Gekozen als klant voor ${number(count)} nummers of adressen: dat wordt vergeten.`,
    }),
  'delete-undo': ({ seconds }, { number }) =>
    `U kunt dit ${number(seconds)} seconden lang ongedaan maken; daarna is het definitief.`,
  'impact-failed': 'Er kon niet worden nagegaan wat het verwijderen inhoudt.',
  'deletion-in': ({ name, seconds }, { number }) => `${name} wordt over ${number(seconds)}\u00a0s verwijderd.`,
  deleting: ({ name }) => `${name} wordt verwijderd…`,
  'deletion-waits': ({ name }) => `${name} is nog niet verwijderd; dat gebeurt vanzelf zodra het kan.`,
  deleted: ({ name }) => `${name} verwijderd`,
  'deletion-undone': 'Niet verwijderd',
  'not-deleted': ({ name }) => `${name} is niet verwijderd.`,
  'deletion-not-sent': 'De pagina is eerder gesloten.',
  'deletion-denied': 'U mag geen klanten verwijderen.',

  'choose-day': 'Dag kiezen',
  'previous-year': 'Vorig jaar',
  'previous-month': 'Vorige maand',
  'next-month': 'Volgende maand',
  'next-year': 'Volgend jaar',
  today: 'Vandaag',

  'field-givenName': 'Voornaam',
  'field-familyName': 'Achternaam',
  'field-mobile': 'Mobiel',
  'field-phone': 'Telefoon',
  'field-email': 'E-mail',
  'field-organization': 'Organisatie',
  'field-department': 'Afdeling',
  'field-address': 'Adres',
  'field-postcode': 'Postcode',
  'field-city': 'Plaats',
  'field-country': 'Land',

  enquiry: 'Gespreksregistratie',
  'enquiry-not-loaded': 'De registratie kon niet worden geladen',
  'not-refreshed': 'Dit is misschien niet de laatste stand.',
  'must-register': 'Te registreren',
  register: 'Registreren',
  'register-again': 'Opnieuw registreren',
  'register-anyway': 'Toch registreren',
  registering: 'Bezig met registreren…',
  registered: 'Geregistreerd',
  'not-registered': 'Niet geregistreerd.',
  'not-registered-yet': 'Nog niet geregistreerd',
  'not-registered-problems': ({ count }, { plural, number }) =>
    plural(count, {
      one: 'Niet geregistreerd: er ontbreekt één gegeven.',
      other: `Niet geregistreerd: er ontbreken ${number(count)} gegevens.`,
    }),
  'registering-denied': 'U mag geen gesprekken registreren.',
  'kept-unregistered': 'Bewaard, maar niet geregistreerd',
  'time-over-default':
    'De nawerktijd was voorbij: wat was gekozen, is bewaard met het standaardonderwerp. Dit telt als niet geregistreerd.',
  'time-over-incomplete': 'De nawerktijd was voorbij: wat was ingevuld, is bewaard. Dit telt als niet geregistreerd.',
  excused: 'Niet nodig',
  'excused-why': ({ reason }) => `Mag zonder registratie worden gesloten: ${reason}`,
  'clear-all': 'Alles wissen',
  cleared: 'Gewist. U kunt dit ongedaan maken.',
  'own-window': 'In eigen venster openen',

  'filter-topics': 'Onderwerpen filteren',
  'filter-hint':
    'De pijltoetsen gaan langs de onderwerpen, spatie of Enter kiest er een, Escape maakt het vak leeg; Enter in het lege vak gaat door naar de opmerking.',
  'topics-found': ({ count }, { plural, number }) =>
    plural(count, { one: 'Eén onderwerp', other: count ? `${number(count)} onderwerpen` : 'Geen onderwerpen' }),
  'no-topics-found': 'Geen onderwerp bevat deze woorden.',
  'all-topics': ({ count }, { number }) => `Nog ${number(count)} tonen`,
  'topic-at': ({ topic, category, chosen }) => (chosen ? `${topic}, ${category}, gekozen` : `${topic}, ${category}`),
  'topic-chosen': ({ topic, count }, { number }) =>
    count > 1 ? `${topic} gekozen, ${number(count)} in totaal` : `${topic} gekozen`,
  'topic-taken-back': ({ topic }) => `${topic} niet meer gekozen`,
  'often-chosen': 'Vaak gekozen',
  'chosen-count': ({ count }, { number }) => `${number(count)} gekozen`,
  'category-required': 'verplicht',
  'category-done': 'Volledig',
  'topics-bounds': ({ least, most }, { number }) =>
    least && most
      ? `${number(least)} t/m ${number(most)}`
      : least
        ? `minimaal ${number(least)}`
        : most
          ? `maximaal ${number(most)}`
          : '',
  'topic-retired': 'vervallen',
  'topics-retired': ({ topics }, { list, plural }) =>
    plural(topics.length, {
      one: `${list(topics)} is vervallen. Hier wordt het nog geaccepteerd.`,
      other: `${list(topics)} zijn vervallen. Hier worden ze nog geaccepteerd.`,
    }),
  'choose-a-topic': ({ category }) => `Kies een onderwerp bij ${category}.`,
  'choose-more': ({ count }, { number }) => `Kies er minimaal ${number(count)}.`,
  'choose-fewer': ({ count }, { number }) => `Kies er maximaal ${number(count)}.`,
  'choose-alone': 'Een van deze onderwerpen kan niet samen met andere worden gekozen.',
  'choose-any': 'Kies minimaal één onderwerp.',
  'topics-unknown': 'Een onderwerp bestaat niet meer: kies opnieuw.',
  'enquiry-closed': 'Dit gesprek is gesloten; de registratie kan niet meer worden gewijzigd.',

  comment: 'Opmerking',
  'comment-left': ({ count }, { plural, number }) =>
    count < 0
      ? plural(-count, { one: 'Eén teken te veel', other: `${number(-count)} tekens te veel` })
      : plural(count, { one: 'Nog één teken', other: `Nog ${number(count)} tekens` }),
  'comment-needed': 'Bij dit onderwerp hoort een opmerking.',
  'comment-too-long': ({ limit }, { plural, number }) =>
    plural(limit, {
      one: 'De opmerking is te lang: maximaal één teken.',
      other: `De opmerking is te lang: maximaal ${number(limit)} tekens.`,
    }),
  'comment-not-text': 'De opmerking bevat een teken dat niet kan worden opgeslagen.',
  'card-number': 'Dit lijkt op het nummer van een betaalkaart. Dat hoort hier niet te worden bewaard.',
  'take-out': 'Nummer verwijderen',

  'wrap-up-left': ({ time }) => `Nawerktijd ${time}`,
  'wrap-up-over': 'Nawerktijd voorbij',
  'wrap-up-warning': ({ seconds }, { plural, number }) =>
    plural(seconds, { one: 'Nog één seconde nawerktijd', other: `Nog ${number(seconds)} seconden nawerktijd` }),
  'wrap-up-over-open': 'De nawerktijd is voorbij. Het formulier blijft open.',
  'wrap-up-keep-open': 'Als de tijd voorbij is, blijft het formulier open.',
  'wrap-up-default': 'Als de tijd voorbij is, wordt wat is gekozen bewaard met het standaardonderwerp, als niet geregistreerd.',
  'wrap-up-incomplete': 'Als de tijd voorbij is, wordt wat is ingevuld bewaard, als niet geregistreerd.',
  extend: ({ seconds }, { number }) => `+${number(seconds)}\u00a0s`,
  'extensions-left': ({ count }, { plural, number }) =>
    plural(count, { one: 'Meer tijd, nog één keer', other: `Meer tijd, nog ${number(count)} keer` }),
  extended: 'U hebt meer tijd gekregen',
  'not-extended': 'Meer tijd is niet mogelijk.',

  'enquiry-missing': 'Het gesprek is niet geregistreerd.',
  'enquiry-unregistered': 'Er zijn onderwerpen gekozen, maar niet geregistreerd.',
  'enquiry-not-sent': 'De registratie is nog niet bevestigd.',
  'closing-needs': 'Voordat dit gesprek wordt gesloten:',
  'closing-waits': 'De registratie is onderweg. Het gesprek kan worden gesloten zodra die is bevestigd.',
  'press-register': 'Klik op Registreren.',
  'close-unregistered': 'Sluiten zonder registratie toestaan',
  'excuse-reason': 'Waarom wordt het niet geregistreerd?',
  'may-close': 'Het gesprek kan nu worden gesloten',
};

export default words;

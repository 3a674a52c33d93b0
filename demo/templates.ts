import type { MessageTemplate } from 'sidedesk';

/** The texts that a house has ready, in the languages of the elements: the customer's is taken where it is known. All of it is made up. */
export const templates: readonly MessageTemplate[] = [
  {
    id: 'callback',
    shortcode: 'callback',
    name: 'We call back',
    category: 'Calls',
    texts: [
      {
        language: 'en',
        subject: 'We will call you back',
        text: 'Hello {{givenName|there}}, we could not reach you. We call again {{when|tomorrow between 9 and 11}}. Regards, {{agent}}',
      },
      {
        language: 'nb',
        subject: 'Vi ringer deg tilbake',
        text: 'Hei {{givenName|igjen}}, vi fikk ikke tak i deg. Vi ringer igjen {{når|i morgen mellom 9 og 11}}. Hilsen {{agent}}',
      },
      {
        language: 'sv',
        subject: 'Vi ringer upp dig',
        text: 'Hej {{givenName|igen}}, vi fick inte tag i dig. Vi ringer igen {{när|i morgon mellan 9 och 11}}. Hälsningar, {{agent}}',
      },
      {
        language: 'nl',
        subject: 'Wij bellen u terug',
        text: 'Beste {{givenName|klant}}, wij konden u niet bereiken. Wij bellen opnieuw {{wanneer|morgen tussen 9 en 11 uur}}. Groet, {{agent}}',
      },
      {
        language: 'fr',
        subject: 'Nous vous rappelons',
        text: 'Bonjour {{givenName|à vous}}, nous n’avons pas pu vous joindre. Nous rappelons {{quand|demain entre 9 h et 11 h}}. Cordialement, {{agent}}',
      },
      {
        language: 'pl',
        subject: 'Oddzwonimy do Państwa',
        text: 'Dzień dobry, nie udało się nam z Państwem połączyć. Zadzwonimy ponownie {{kiedy|jutro między 9 a 11}}. Pozdrawiam, {{agent}}',
      },
    ],
  },
  {
    id: 'invoice',
    shortcode: 'invoice',
    name: 'About an invoice',
    category: 'Invoices',
    texts: [
      {
        language: 'en',
        subject: 'Your invoice {{invoice number}}',
        text: 'Hello {{name|there}}, invoice {{invoice number}} (customer number {{customerNumber|on your contract}}) has been sent again. Regards, {{agent}}',
      },
      {
        language: 'nb',
        subject: 'Faktura {{fakturanummer}}',
        text: 'Hei {{name|igjen}}, faktura {{fakturanummer}} (kundenummer {{customerNumber|i avtalen}}) er sendt på nytt. Hilsen {{agent}}',
      },
      {
        language: 'sv',
        subject: 'Faktura {{fakturanummer}}',
        text: 'Hej {{name|igen}}, faktura {{fakturanummer}} (kundnummer {{customerNumber|i avtalet}}) har skickats på nytt. Hälsningar, {{agent}}',
      },
      {
        language: 'nl',
        subject: 'Uw factuur {{factuurnummer}}',
        text: 'Beste {{name|klant}}, factuur {{factuurnummer}} (klantnummer {{customerNumber|op uw contract}}) is opnieuw verstuurd. Groet, {{agent}}',
      },
      {
        language: 'fr',
        subject: 'Votre facture {{numéro de facture}}',
        text: 'Bonjour {{name|à vous}}, la facture {{numéro de facture}} (numéro de client {{customerNumber|sur votre contrat}}) a été renvoyée. Cordialement, {{agent}}',
      },
      {
        language: 'pl',
        subject: 'Faktura {{numer faktury}}',
        text: 'Dzień dobry, faktura {{numer faktury}} (numer klienta {{customerNumber|na umowie}}) została wysłana ponownie. Pozdrawiam, {{agent}}',
      },
    ],
  },
  {
    id: 'hours',
    shortcode: 'hours',
    name: 'Opening hours',
    category: 'General',
    texts: [
      {
        language: 'en',
        subject: 'Opening hours',
        text: 'We are here Monday to Friday 8 to 21, Saturday 10 to 16. Call 23 00 10 00 (sample number).',
      },
      {
        language: 'nb',
        subject: 'Åpningstider',
        text: 'Vi er her mandag til fredag 8–21, lørdag 10–16. Ring 23 00 10 00 (eksempelnummer).',
      },
      {
        language: 'sv',
        subject: 'Öppettider',
        text: 'Vi finns här måndag till fredag 8–21, lördag 10–16. Ring +47 23 00 10 00 (exempelnummer).',
      },
      {
        language: 'nl',
        subject: 'Openingstijden',
        text: 'Wij zijn bereikbaar van maandag tot en met vrijdag van 8 tot 21 uur, zaterdag van 10 tot 16 uur: +47 23 00 10 00 (voorbeeldnummer).',
      },
      {
        language: 'fr',
        subject: 'Heures d’ouverture',
        text: 'Nous sommes là du lundi au vendredi de 8 h à 21 h, le samedi de 10 h à 16 h : +47 23 00 10 00 (numéro d’exemple).',
      },
      {
        language: 'pl',
        subject: 'Godziny otwarcia',
        text: 'Jesteśmy dostępni od poniedziałku do piątku w godz. 8–21, w sobotę 10–16: +47 23 00 10 00 (numer przykładowy).',
      },
    ],
  },
];

import type { Words } from '../wiring/words.js';

/**
 * French, as agents’ software speaks it: vous, carte client for the card. A no-break space stands before a colon (\u00a0), a narrow one
 * before a question mark (\u202f). `one` is also for 0, `many` for millions.
 */
const words: Words = {
  retry: 'Réessayer',
  refresh: 'Actualiser',
  back: 'Retour',
  close: 'Fermer',
  undo: 'Annuler',
  more: 'Plus',
  'show-less': 'Afficher moins',
  'show-all': ({ count }, { plural, number }) =>
    plural(count, {
      one: 'Afficher le champ',
      many: `Afficher les ${number(count)} de champs`,
      other: `Afficher les ${number(count)} champs`,
    }),
  fold: 'Replier',
  unfold: 'Déplier',
  'copy-refused': 'La copie n’est pas autorisée sur cette page',
  copied: ({ what }) => `Copié\u00a0: ${what}`,
  'backend-not-opened': 'Les données des clients n’ont pas pu être ouvertes.',

  'error-not-found': 'L’élément n’existe plus.',
  'error-invalid': 'La demande n’a pas été acceptée.',
  'error-conflict': 'Une autre personne l’a modifié entre-temps.',
  'error-denied': 'Vous n’êtes pas autorisé à voir ces données.',
  'error-unauthenticated': 'Vous n’êtes plus connecté.',
  'error-offline': 'Aucune connexion.',
  'error-timeout': 'La réponse n’est pas arrivée à temps.',
  'error-rate-limited': 'Trop de demandes\u00a0: patientez un instant.',
  'error-unavailable': 'Le système ne répond pas pour le moment.',
  'error-unsupported': 'Ce système ne le permet pas.',
  'error-failed': 'Une erreur s’est produite.',

  searching: 'Recherche…',
  'still-searching': 'Recherche toujours en cours…',
  'still-searching-hint': 'La réponse tarde. Vous pouvez chercher vous-même en attendant.',
  'search-failed': 'La recherche a échoué',
  'search-failed-hint': 'Impossible de dire si le client est connu. Vous pouvez chercher vous-même en attendant.',
  'customer-not-loaded': 'Le client n’a pas pu être affiché',
  'customer-gone': 'Ce client n’existe plus.',
  'no-customer-open': 'Aucun client n’est ouvert. La carte client s’ouvrira d’elle-même à la prochaine interaction.',

  'outcome-none': 'Aucun client trouvé',
  'outcome-none-why': 'La carte client n’existe pas ou n’a pas été importée correctement.',
  'outcome-withheld': 'Numéro masqué',
  'outcome-withheld-why': 'L’appelant masque son numéro, aucune recherche n’a donc été faite. C’est peut-être un client connu.',
  'outcome-own': 'Un de nos propres numéros',
  'outcome-own-why': 'L’appel vient de chez nous, aucun client n’a donc été recherché.',
  'outcome-internal': 'Le poste d’un collègue',
  'outcome-internal-why': 'Les appels internes ne sont pas rapprochés des clients.',
  'outcome-unreadable': 'Ni un numéro ni une adresse e-mail',
  'outcome-unreadable-why': 'Une recherche exacte est impossible.',
  'address-received': 'Tel que reçu',
  'address-searched': 'Recherché',
  'copy-address': 'Copier le numéro ou l’adresse',
  'earlier-interactions': 'Interactions précédentes',
  'no-earlier-interactions': 'Aucune pendant la durée de conservation.',
  'history-failed': 'Les interactions précédentes n’ont pas pu être lues.',

  'several-matches': ({ count }, { plural, number }) =>
    plural(count, {
      one: count ? 'Un client correspond. Est-ce lui\u202f?' : 'Aucun client ne correspond.',
      many: `${number(count)} de clients correspondent. Qui est-ce\u202f?`,
      other: `${number(count)} clients correspondent. Qui est-ce\u202f?`,
    }),
  'shared-number': ({ count }, { plural, number }) =>
    plural(count, {
      one: count ? 'Un numéro partagé d’un client. Est-ce lui\u202f?' : 'Un numéro partagé, sans client.',
      many: `Un numéro partagé de ${number(count)} de clients. Qui est-ce\u202f?`,
      other: `Un numéro partagé de ${number(count)} clients. Qui est-ce\u202f?`,
    }),
  'filter-matches': 'Rechercher dans cette liste',
  'nothing-filtered': 'Personne ne correspond dans cette liste.',
  'search-customers': 'Rechercher parmi tous les clients',
  'search-other': 'Rechercher un autre client',
  'found-by-search': ({ count }, { plural, number }) =>
    plural(count, {
      one: count ? 'Un client trouvé' : 'Aucun client trouvé',
      many: `${number(count)} de clients trouvés`,
      other: `${number(count)} clients trouvés`,
    }),
  opened: ({ name }) => `Carte client ouverte\u00a0: ${name}`,
  'opened-from-list': 'Carte ouverte par vous',
  'this-is-the-customer': 'C’est ce client',
  'choose-consequence': ({ address }) =>
    `Est-ce ce client\u202f? La conversation lui sera rattachée et, la prochaine fois, il apparaîtra en premier pour ${address}.`,
  'chosen-for': ({ address }) => `Choisi comme client pour ${address}`,
  'choice-failed': 'Le choix n’a pas pu être enregistré.',
  'chosen-before': 'déjà choisi',
  'chosen-before-by': ({ agent }) => `déjà choisi par ${agent}`,
  'field-matched': ({ field }) => `${field} correspond`,
  'extension-is': ({ extension }) => `poste ${extension}`,
  'changed-by-colleague': 'Un collègue a modifié cette carte.',
  'refresh-failed': 'La carte n’a pas pu être actualisée.',

  person: 'Personne',
  organization: 'Organisation',
  unnamed: 'Sans nom',
  id: 'Identifiant',
  'id-is': ({ id }) => `ID ${id}`,
  'copy-id': 'Copier l’identifiant',
  details: 'Informations',
  'no-details': 'Aucune autre information.',
  shared: 'partagé',
  concealed: 'masqué',
  'concealed-why': 'Vous n’êtes pas autorisé à voir cette valeur, mais vous pouvez l’utiliser.',
  tabs: 'À propos de ce client',

  call: 'Appeler',
  'call-which': 'Quel numéro\u202f?',
  calling: ({ what }) => `Appel en cours\u00a0: ${what}…`,
  'call-failed': ({ what }) => `Échec de l’appel\u00a0: ${what}`,
  'copy-field': ({ field }) => `Copier\u00a0: ${field}`,
  'call-field': ({ field }) => `Appeler\u00a0: ${field}`,
  'sms-field': ({ field }) => `Envoyer un SMS\u00a0: ${field}`,
  'email-field': ({ field }) => `Envoyer un e-mail\u00a0: ${field}`,

  keys: 'Clavier',
  'key-expand': 'Afficher tous les champs, ou moins',
  'key-move': 'Parcourir une liste\u202f; une lettre mène à un nom',
  'key-open': 'Ouvrir le client',

  'channel-call': 'Appel',
  'channel-sms': 'SMS',
  'channel-email': 'E-mail',
  'channel-chat': 'Chat',
  inbound: 'entrant',
  outbound: 'sortant',

  edit: 'Modifier',
  save: 'Enregistrer',
  cancel: 'Annuler',
  open: 'Ouvrir',
  'open-named': ({ name }) => `Ouvrir\u00a0: ${name}`,
  show: 'Afficher',
  'go-on': 'Continuer',
  discard: 'Abandonner',
  required: 'obligatoire',
  empty: 'vide',

  'add-customer': 'Ajouter un client',
  'add-to-customer': 'Ajouter à un client existant',
  'pick-for-address':
    'Qui a aussi ce numéro ou cette adresse\u202f? L’ajout se fait dans la carte du client choisi\u202f; vérifiez-le, puis enregistrez.',
  'new-customer': 'Nouveau client',
  'edit-customer': ({ name }) => `Modifier\u00a0: ${name}`,
  'customer-type': 'Type de client',
  'created-automatically': 'création automatique',
  'not-editable-here': 'non modifiable ici',
  'is-shared': 'Plusieurs personnes l’utilisent',
  'for-example': ({ example }) => `Par exemple\u00a0: ${example}`,
  'concealed-kept': 'Vous ne voyez pas cette valeur. Ce que vous saisissez la remplace.',
  'concealed-replaced': 'Ceci remplace la valeur que vous ne voyez pas.',
  'concealed-cleared': 'La valeur que vous ne voyez pas sera effacée.',
  'clear-value': 'Effacer la valeur',
  'keep-value': 'Garder ce qui y était',

  'problem-required': ({ field }) => `${field}\u00a0: ce champ est obligatoire.`,
  'problem-not-text': ({ field }) => `${field}\u00a0: un caractère ne peut pas être enregistré.`,
  'problem-too-long': ({ field }) => `${field}\u00a0: le texte est trop long, 10\u202f000 caractères au maximum.`,
  'problem-not-a-number': ({ field }) => `${field}\u00a0: chiffres uniquement.`,
  'problem-not-a-date': ({ field }) => `${field}\u00a0: cette date n’est pas lisible.`,
  'problem-not-a-choice': ({ field }) => `${field}\u00a0: cette valeur ne peut plus être choisie.`,
  'problem-not-the-mask': ({ field }) => `${field}\u00a0: la valeur est incomplète ou n’a pas la bonne forme.`,
  'problem-not-a-phone-number': ({ field }) =>
    `${field}\u00a0: ce n’est pas un numéro de téléphone. Un numéro étranger commence par +.`,
  'problem-not-an-e-mail': ({ field }) => `${field}\u00a0: ce n’est pas une adresse e-mail.`,
  'problem-not-editable': ({ field }) => `${field}\u00a0: les agents ne peuvent pas modifier ce champ.`,
  'problem-concealed': ({ field }) => `${field}\u00a0: la valeur est masquée. Saisissez-la en entier ou n’y touchez pas.`,
  'problem-other': ({ reason }) => `Ceci n’a pas été accepté\u00a0: ${reason}.`,
  'not-saved-problems': ({ count }, { plural, number }) =>
    plural(count, {
      one: count ? 'Non enregistré\u00a0: un champ est à revoir.' : 'Non enregistré\u00a0: aucun champ n’est à revoir.',
      many: `Non enregistré\u00a0: ${number(count)} de champs sont à revoir.`,
      other: `Non enregistré\u00a0: ${number(count)} champs sont à revoir.`,
    }),

  saving: 'Enregistrement…',
  saved: ({ name }) => `Enregistré\u00a0: ${name}`,
  added: ({ name }) => `Ajouté\u00a0: ${name}`,
  'not-saved': 'Non enregistré.',
  'not-sent-yet': 'Pas encore enregistré.',
  'sent-by-itself': 'La saisie est conservée et sera envoyée d’elle-même.',
  'saving-goes-on': 'L’enregistrement de votre modification est encore en cours.',
  'change-not-saved': ({ name, fields }, { list }) => `Une modification de ${name} n’a pas été enregistrée (${list(fields)}).`,
  'addition-not-saved': ({ name }) => `Le nouveau client ${name} n’a pas été ajouté.`,
  'thrown-away': ({ name, fields }, { list }) => `Abandonné\u00a0: ${name} (${list(fields)})`,
  'saving-denied': 'Vous n’avez pas le droit d’enregistrer ceci.',
  'edit-again': 'Modifier à nouveau',
  'gone-kept': 'Un collègue a supprimé ce client entre-temps. Votre saisie peut être enregistrée comme nouveau client.',

  'draft-kept': 'Brouillon conservé',
  'draft-unsaved': 'Brouillon en cours de conservation…',
  'draft-not-kept': 'Le brouillon n’a pas pu être conservé\u00a0: ne quittez la page qu’après avoir enregistré.',
  'draft-restored': 'Brouillon restauré. Voulez-vous continuer ou l’abandonner\u202f?',
  'draft-discarded': 'Brouillon abandonné',
  'draft-elsewhere': 'Un texte différent a été saisi dans une autre fenêtre.',
  'take-other': 'Afficher l’autre texte',
  'addition-waits': 'Un nouveau client dont vous avez commencé la saisie est en attente.',
  'edit-waits': ({ name }) => `Vos modifications pour ${name} sont en attente.`,
  'typed-astray': ({ field, text }) => `${field} ne peut plus être modifié. Vous aviez saisi\u202f: ${text}`,
  'unsaved-changes': 'Une carte client contient des modifications non enregistrées.',
  'unsaved-question': 'Enregistrer vos modifications\u202f?',
  'unsaved-why': 'Sans enregistrement, votre saisie sera perdue.',
  'close-unsaved': 'Fermer sans enregistrer',
  'keep-editing': 'Continuer à modifier',

  duplicates: ({ count }, { plural, number }) =>
    plural(count, {
      one: count ? 'Un client a déjà cette information. Est-ce le même\u202f?' : 'Aucun client n’a cette information.',
      many: `${number(count)} de clients ont déjà cette information. Est-ce l’un d’eux\u202f?`,
      other: `${number(count)} clients ont déjà cette information. Est-ce l’un d’eux\u202f?`,
    }),
  'add-anyway': 'Ajouter quand même',
  'save-anyway': 'Enregistrer quand même',

  merged: ({ fields }, { list }) =>
    `Un collègue a modifié entre-temps\u00a0: ${list(fields)}. C’est repris ici\u202f; votre saisie est intacte.`,
  clashes: ({ count }, { plural, number }) =>
    plural(count, {
      one: 'Un collègue a modifié un champ que vous modifiez aussi\u00a0: choisissez la valeur à retenir.',
      many: `Un collègue a modifié ${number(count)} de champs que vous modifiez aussi\u00a0: choisissez les valeurs à retenir.`,
      other: `Un collègue a modifié ${number(count)} champs que vous modifiez aussi\u00a0: choisissez les valeurs à retenir.`,
    }),
  'clash-of': ({ field }) => `Deux valeurs\u00a0: ${field}`,
  'clash-why': 'Un collègue a modifié ce champ entre-temps.',
  'it-was': ({ text }) => `Avant\u00a0: ${text}`,
  mine: 'Votre valeur',
  theirs: 'Valeur de votre collègue',
  'take-mine': 'Prendre ma valeur',
  'take-theirs': 'Prendre l’autre valeur',
  'colleagues-here': ({ agents }, { list, plural }) =>
    plural(agents.length, {
      one: `${list(agents)} a aussi ouvert cette carte.`,
      other: `${list(agents)} ont aussi ouvert cette carte.`,
    }),
  'colleague-edits': ({ agent, fields }, { list }) =>
    fields.length ? `${agent} modifie\u00a0: ${list(fields)}.` : `${agent} modifie cette carte.`,
  'edited-by': ({ agents }, { list }) => `Dans ce champ\u00a0: ${list(agents)}`,

  'delete-customer': 'Supprimer le client',
  'keep-customer': 'Garder le client',
  'delete-question': ({ name }) => `Supprimer ${name}\u202f?`,
  'delete-consequence': 'La carte et tout son contenu disparaissent, pour tous les agents.',
  'delete-interactions': ({ count }, { plural, number }) =>
    plural(count, {
      one: count
        ? 'Une interaction reste avec son numéro ou son adresse, mais sans client.'
        : 'Aucune interaction ne reste sans client.',
      many: `${number(count)} d’interactions restent avec leur numéro ou leur adresse, mais sans client.`,
      other: `${number(count)} interactions restent avec leur numéro ou leur adresse, mais sans client.`,
    }),
  'delete-choices': ({ count }, { plural, number }) =>
    plural(count, {
      one: 'Choisi comme client pour un numéro ou une adresse\u00a0: ce choix sera oublié.',
      many: `Choisi comme client pour ${number(count)} de numéros ou d’adresses\u00a0: ces choix seront oubliés.`,
      other: `Choisi comme client pour ${number(count)} numéros ou adresses\u00a0: ces choix seront oubliés.`,
    }),
  'delete-undo': ({ seconds }, { number }) =>
    `Vous pouvez annuler pendant ${number(seconds)} secondes\u202f; ensuite, c’est définitif.`,
  'impact-failed': 'Impossible de savoir ce que la suppression entraîne.',
  'deletion-in': ({ name, seconds }, { number }) => `${name}\u00a0: suppression dans ${number(seconds)}\u00a0s.`,
  deleting: ({ name }) => `Suppression en cours\u00a0: ${name}…`,
  'deletion-waits': ({ name }) => `${name}\u00a0: suppression en attente, elle se fera d’elle-même dès que possible.`,
  deleted: ({ name }) => `Supprimé\u00a0: ${name}`,
  'deletion-undone': 'Suppression annulée',
  'not-deleted': ({ name }) => `${name}\u00a0: la suppression n’a pas eu lieu.`,
  'deletion-not-sent': 'La page a été fermée avant.',
  'deletion-denied': 'Vous n’êtes pas autorisé à supprimer des clients.',

  'choose-day': 'Choisir un jour',
  'previous-year': 'Année précédente',
  'previous-month': 'Mois précédent',
  'next-month': 'Mois suivant',
  'next-year': 'Année suivante',
  today: 'Aujourd’hui',

  'field-givenName': 'Prénom',
  'field-familyName': 'Nom',
  'field-mobile': 'Mobile',
  'field-phone': 'Téléphone',
  'field-email': 'E-mail',
  'field-organization': 'Organisation',
  'field-department': 'Service',
  'field-address': 'Adresse',
  'field-postcode': 'Code postal',
  'field-city': 'Ville',
  'field-country': 'Pays',

  enquiry: 'Qualification de la conversation',
  'enquiry-not-loaded': 'La qualification n’a pas pu être chargée',
  'not-refreshed': 'Ces informations ne sont peut-être plus à jour.',
  'must-register': 'À qualifier',
  register: 'Qualifier',
  'register-again': 'Qualifier à nouveau',
  'register-anyway': 'Qualifier quand même',
  registering: 'Envoi de la qualification…',
  registered: 'Qualifiée',
  'not-registered': 'Non qualifiée.',
  'not-registered-yet': 'Pas encore qualifiée',
  'not-registered-problems': ({ count }, { plural, number }) =>
    plural(count, {
      one: count ? 'Non qualifiée\u00a0: il manque un élément.' : 'Non qualifiée\u00a0: il ne manque rien.',
      many: `Non qualifiée\u00a0: il manque ${number(count)} d’éléments.`,
      other: `Non qualifiée\u00a0: il manque ${number(count)} éléments.`,
    }),
  'registering-denied': 'Vous n’êtes pas autorisé à qualifier des conversations.',
  'kept-unregistered': 'Saisie conservée, mais conversation non qualifiée',
  'time-over-default':
    'Le temps de post-traitement était écoulé\u00a0: votre choix a été conservé avec le motif par défaut. La conversation compte comme non qualifiée.',
  'time-over-incomplete':
    'Le temps de post-traitement était écoulé\u00a0: votre saisie a été conservée. La conversation compte comme non qualifiée.',
  excused: 'Pas nécessaire',
  'excused-why': ({ reason }) => `Peut être fermée sans qualification\u00a0: ${reason}`,
  'clear-all': 'Tout effacer',
  cleared: 'Tout est effacé. Vous pouvez annuler.',
  'own-window': 'Ouvrir dans une fenêtre séparée',

  'filter-topics': 'Filtrer les motifs',
  'filter-hint':
    'Les flèches parcourent les motifs, Espace ou Entrée en choisit un, Échap vide le champ\u00a0; dans le champ vide, Entrée mène au commentaire.',
  'topics-found': ({ count }, { plural, number }) =>
    plural(count, {
      one: count ? 'Un motif' : 'Aucun motif',
      many: `${number(count)} de motifs`,
      other: `${number(count)} motifs`,
    }),
  'no-topics-found': 'Aucun motif ne contient ces mots.',
  'all-topics': ({ count }, { number }) => `Afficher ${number(count)} de plus`,
  'topic-at': ({ topic, category, chosen }) => (chosen ? `${topic}, ${category}, choisi` : `${topic}, ${category}`),
  'topic-chosen': ({ topic, count }, { number }) =>
    count > 1 ? `Choisi\u00a0: ${topic}, ${number(count)} en tout` : `Choisi\u00a0: ${topic}`,
  'topic-taken-back': ({ topic }) => `N’est plus choisi\u00a0: ${topic}`,
  'often-chosen': 'Souvent choisis',
  'chosen-count': ({ count }, { plural, number }) =>
    plural(count, {
      one: `${number(count)} choisi`,
      many: `${number(count)} choisis`,
      other: `${number(count)} choisis`,
    }),
  'category-required': 'obligatoire',
  'category-done': 'Complète',
  'topics-bounds': ({ least, most }, { number }) =>
    least && most
      ? `${number(least)} à ${number(most)}`
      : least
        ? `au moins ${number(least)}`
        : most
          ? `au plus ${number(most)}`
          : '',
  'topic-retired': 'n’est plus proposé',
  'topics-retired': ({ topics }, { list, plural }) =>
    plural(topics.length, {
      one: `${list(topics)}\u00a0: ce motif n’est plus proposé, mais il est encore accepté ici.`,
      many: `${list(topics)}\u00a0: ces motifs ne sont plus proposés, mais ils sont encore acceptés ici.`,
      other: `${list(topics)}\u00a0: ces motifs ne sont plus proposés, mais ils sont encore acceptés ici.`,
    }),
  'choose-a-topic': ({ category }) => `${category}\u00a0: choisissez un motif.`,
  'choose-more': ({ count }, { number }) => `Choisissez-en au moins ${number(count)}.`,
  'choose-fewer': ({ count }, { number }) => `Choisissez-en au plus ${number(count)}.`,
  'choose-alone': 'L’un de ces motifs ne peut pas être choisi avec d’autres.',
  'choose-any': 'Choisissez au moins un motif.',
  'topics-unknown': 'Un motif n’existe plus\u00a0: choisissez à nouveau.',
  'enquiry-closed': 'Cette conversation est fermée\u202f; sa qualification ne peut plus être modifiée.',

  comment: 'Commentaire',
  'comment-left': ({ count }, { plural, number }) =>
    count < 0
      ? plural(-count, {
          one: 'Un caractère de trop',
          many: `${number(-count)} de caractères de trop`,
          other: `${number(-count)} caractères de trop`,
        })
      : plural(count, {
          one: count ? 'Encore un caractère' : 'Plus aucun caractère',
          many: `Encore ${number(count)} de caractères`,
          other: `Encore ${number(count)} caractères`,
        }),
  'comment-needed': 'Ce motif demande un commentaire.',
  'comment-too-long': ({ limit }, { plural, number }) =>
    plural(limit, {
      one: `Le commentaire est trop long\u00a0: ${number(limit)} caractère au maximum.`,
      many: `Le commentaire est trop long\u00a0: ${number(limit)} de caractères au maximum.`,
      other: `Le commentaire est trop long\u00a0: ${number(limit)} caractères au maximum.`,
    }),
  'comment-not-text': 'Un caractère du commentaire ne peut pas être enregistré.',
  'card-number': 'Ceci ressemble à un numéro de carte bancaire. Il ne devrait pas être conservé ici.',
  'take-out': 'Retirer le numéro',

  'wrap-up-left': ({ time }) => `Post-traitement ${time}`,
  'wrap-up-over': 'Post-traitement terminé',
  'wrap-up-warning': ({ seconds }, { plural, number }) =>
    plural(seconds, {
      one: `Encore ${number(seconds)} seconde de post-traitement`,
      many: `Encore ${number(seconds)} de secondes de post-traitement`,
      other: `Encore ${number(seconds)} secondes de post-traitement`,
    }),
  'wrap-up-over-open': 'Le temps de post-traitement est écoulé. Le formulaire reste ouvert.',
  'wrap-up-keep-open': 'Une fois le temps écoulé, le formulaire reste ouvert.',
  'wrap-up-default':
    'Une fois le temps écoulé, votre choix est conservé avec le motif par défaut\u202f; la conversation reste non qualifiée.',
  'wrap-up-incomplete': 'Une fois le temps écoulé, votre saisie est conservée\u202f; la conversation reste non qualifiée.',
  extend: ({ seconds }, { number }) => `+${number(seconds)}\u00a0s`,
  'extensions-left': ({ count }, { plural, number }) =>
    plural(count, {
      one: count ? 'Prolonger, encore une fois' : 'Plus de prolongation possible',
      many: `Prolonger, encore ${number(count)} de fois`,
      other: `Prolonger, encore ${number(count)} fois`,
    }),
  extended: 'Temps prolongé',
  'not-extended': 'Le temps ne peut plus être prolongé.',

  'enquiry-missing': 'La conversation n’est pas qualifiée.',
  'enquiry-unregistered': 'Des motifs ont été choisis, mais la conversation n’est pas qualifiée.',
  'enquiry-not-sent': 'La qualification n’est pas encore confirmée.',
  'closing-needs': 'Avant de fermer cette conversation\u00a0:',
  'closing-waits': 'La qualification est en cours d’envoi. La conversation pourra être fermée une fois l’envoi confirmé.',
  'press-register': 'Cliquez sur «\u00a0Qualifier\u00a0».',
  'close-unregistered': 'Autoriser la fermeture sans qualification',
  'excuse-reason': 'Pourquoi la conversation n’est-elle pas qualifiée\u202f?',
  'may-close': 'La conversation peut maintenant être fermée',
};

export default words;

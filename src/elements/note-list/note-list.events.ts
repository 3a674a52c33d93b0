/** A note was written or changed here, and the backend has acknowledged it. */
export class NoteSavedEvent extends Event {
  static readonly type = 'note-saved';
  constructor(
    readonly noteId: string,
    readonly customerId: string,
    /** The conversation in which it was written. */
    readonly interactionId: string | undefined,
    /** It is a new note. */
    readonly added: boolean,
  ) {
    super(NoteSavedEvent.type, { bubbles: true, composed: true });
  }
}

/** A note was deleted here, and the backend has acknowledged it. */
export class NoteDeletedEvent extends Event {
  static readonly type = 'note-deleted';
  constructor(
    readonly noteId: string,
    readonly customerId: string,
  ) {
    super(NoteDeletedEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'note-saved': NoteSavedEvent;
    'note-deleted': NoteDeletedEvent;
  }
}

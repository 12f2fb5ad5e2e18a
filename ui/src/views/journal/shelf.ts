/** The ways to an entry that can stand beside it. */
export type Shelf = 'entries' | 'calendar' | 'trash';

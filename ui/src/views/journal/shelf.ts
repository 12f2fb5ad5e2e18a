/** The ways to an entry that can stand beside it. */
export type Shelf = 'entries' | 'calendar' | 'bring_up' | 'trash';

/** One file or folder of Ajar's, as the page on privacy tells of it. */
type Place = { files: string[]; holds: string; readers: string };

const KEYHOLDERS = 'Whoever has one of the ways in.';
const ACCOUNT = 'Whoever uses this account.';

export const PLACES: readonly Place[] = [
  {
    files: ['vault.db', 'vault.db-wal', 'vault.db-shm'],
    holds: 'Everything you wrote and logged, encrypted.',
    readers: KEYHOLDERS,
  },
  {
    files: ['vault.slots.json', 'vault.slots.json.bak'],
    holds: 'The key to your journal, locked once for each way in. The second file is its copy.',
    readers: 'Nobody can use it without one of the ways in.',
  },
  {
    files: ['vault.mark'],
    holds: 'A sealed count of saves, so that missing words are noticed.',
    readers: KEYHOLDERS,
  },
  {
    files: ['agenda.db', 'agenda.key'],
    holds:
      'Reminder times, settings, and notes taken while locked. It lies beside its key, so that reminders come while locked.',
    readers: `${ACCOUNT} Nothing that you wrote can be read there: notes are sealed until you unlock.`,
  },
  {
    files: ['backups'],
    holds: 'Copies of your journal and reminders, encrypted.',
    readers: 'Whoever has the passphrase or recovery key from the day a copy was made.',
  },
  {
    files: ['replaced'],
    holds:
      'What was set aside, encrypted. A restore keeps it 30 days, starting anew until you bring it back.',
    readers: 'Whoever has the passphrase or recovery key that opened it then.',
  },
  {
    files: ['webview'],
    holds: 'What the window needs to draw itself. It is emptied when Ajar starts.',
    readers: `${ACCOUNT} Nothing that you wrote is in it.`,
  },
  {
    files: ['log'],
    holds: 'What Ajar did and what went wrong, without a word of yours.',
    readers: ACCOUNT,
  },
  {
    files: ['ballast.bin', 'ajar.lock', 'ajar.use'],
    holds: 'Nothing. They keep some room free, and keep two Ajars apart.',
    readers: ACCOUNT,
  },
];

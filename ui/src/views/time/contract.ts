/** How time works, in plain words. `docs/how-time-works.md` says the same, and a test compares them. */
export type Section = {
  title: string;
  paragraphs: readonly string[];
  /** One case worked through: what the reminder says, and what happens. */
  example?: { title: string; lines: readonly string[] };
};

export const INTRODUCTION =
  'A reminder that comes at the wrong time is worse than none. So this is exactly what Ajar does.';

export const CONTRACT: readonly Section[] = [
  {
    title: 'Three kinds of time',
    paragraphs: [
      'An instant is one point in time, the same for the whole world.',
      'A date and a time of day are what a calendar and a clock show. A reminder is set in these.',
      'A time zone tells which instant a clock time means in a place. Ajar never mixes the three.',
    ],
  },
  {
    title: 'When the clock goes forward',
    paragraphs: [
      'Then some times of day do not exist. A reminder for such a time moves forward by as much as the clock did.',
      'The list of the next ten marks each time that moved.',
    ],
    example: {
      title: 'New York, Sunday, March 8, 2026. The clock goes from 02:00 to 03:00.',
      lines: ['A reminder for 02:30 comes at 03:30.', 'The next day it comes at 02:30 again.'],
    },
  },
  {
    title: 'When the clock goes back',
    paragraphs: ['Then some times of day come twice. The reminder comes the first time, and only then.'],
    example: {
      title: 'New York, Sunday, November 1, 2026. The clock goes from 02:00 back to 01:00.',
      lines: [
        'A reminder for 01:30 comes at the first 01:30, which is still summer time.',
        'At the second 01:30, an hour later, nothing comes.',
      ],
    },
  },
  {
    title: 'Months and years',
    paragraphs: [
      'A month without the day that you chose is left out. The last day of a month is always there.',
      'For February 29 you choose what other years do: February 28, March 1, or nothing.',
      'Days after it was done are counted from the day on which you did it. The time of day stays.',
    ],
  },
  {
    title: 'A span of time',
    paragraphs: [
      'Some time between 18:00 and 21:00 is another minute each day. Each day’s minute is fixed.',
      'Looking again, or starting Ajar anew, does not move it. It never lies in the past.',
    ],
  },
  {
    title: 'Your own rule',
    paragraphs: [
      'A rule is written as calendars write it (RFC 5545). Times of day in it go by the reminder’s zone.',
      'It begins with FREQ= and DAILY, WEEKLY, MONTHLY or YEARLY. Parts are parted by semicolons.',
      'Parts: INTERVAL, BYDAY, BYMONTHDAY, BYSETPOS, BYMONTH, BYHOUR, BYMINUTE, BYSECOND, WKST, COUNT, UNTIL.',
      'EXDATE leaves single dates out. A rule that Ajar cannot keep is refused, with the place of the fault.',
    ],
    example: {
      title: 'Three rules',
      lines: [
        'FREQ=MONTHLY;BYDAY=2TU is the second Tuesday of each month.',
        'FREQ=MONTHLY;BYMONTHDAY=-1 is the last day of each month.',
        'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH is Monday and Thursday, every other week.',
      ],
    },
  },
  {
    title: 'Talk every time you are alone',
    paragraphs: [
      'Every moment that you chose reminds you, at most twice a day. “A few times a week” means three days.',
      'A question for them rides along on as many as you set, at least a day apart.',
      'Chance picks the days, once for each week. The list of the next ten shows which.',
    ],
  },
  {
    title: 'Quiet hours',
    paragraphs: [
      'In quiet hours no reminder comes. Each one either waits until they end, or is left out.',
      'You can let a single reminder through. Several that wait come together, as one notification.',
      'When quiet hours end at a time that does not exist, that time moves forward too.',
    ],
  },
  {
    title: 'Sleep, and catching up',
    paragraphs: [
      'After sleep or a restart there is at most one notification.',
      'Of each reminder, only the newest time that passed can still be shown.',
      'A moment alone is shown up to 45 minutes late. Other reminders can wait until your day ends.',
      'In do-not-disturb or full screen, where the system tells, a reminder waits just as long.',
      'What came too late stands in Today, under “While you were away”.',
      'No time is shown twice: not after a crash, and not when the clock is set back.',
    ],
  },
  {
    title: 'Later',
    paragraphs: [
      'Later counts minutes that pass, so a clock change makes it neither longer nor shorter.',
      'It is kept through a restart. You can put a reminder off three times in a row.',
      'It never passes the next time of the same reminder.',
    ],
  },
  {
    title: 'Pause and rest',
    paragraphs: [
      'A paused reminder is silent, and nothing piles up.',
      'In a time of rest, reminders that face your partner are silent. The list of the next ten says so.',
      '“May rest” stands where a rest may still begin.',
    ],
  },
  {
    title: 'Travel',
    paragraphs: [
      'A reminder follows this computer, or stays with the zone that you chose.',
      'When the computer’s zone changes, Today asks once which times you mean.',
      'The same time of the same date never comes twice, even when you fly west.',
    ],
    example: {
      title: 'You fly from Berlin to New York, with a reminder for 20:00.',
      lines: [
        'Following this computer, it comes at 20:00 in New York.',
        'Staying with Europe/Berlin, it comes at 14:00 in New York.',
      ],
    },
  },
  {
    title: 'The practice day',
    paragraphs: [
      'A day of practice begins at 04:00, or when you say in Settings. Before that it is still yesterday.',
      'Done at 00:20 counts for the evening before. This never moves a reminder.',
    ],
  },
  {
    title: 'How this is checked',
    paragraphs: [
      'In the source code, “cargo xtask test” checks it all, on clocks and time zones of its own.',
      '“cargo test -p ajar-core” checks the times alone, and 68 hard cases from all over the world.',
      '“ajar-cli upcoming” prints when a rule comes next, and needs no journal.',
    ],
    example: {
      title: 'Check the night in New York yourself',
      lines: [
        'ajar-cli upcoming --rule FREQ=DAILY --start 2026-03-07T02:30 --zone America/New_York --from 2026-03-07T00:00:00Z --count 3',
        'It prints instants. The second one, 07:30 UTC, is 03:30 in New York.',
      ],
    },
  },
];

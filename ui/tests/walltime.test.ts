import { describe, expect, it } from 'vitest';
import { fivesFrom, isWithin, minutesUntil, parseTime, timeNow, timeOf } from '../src/lib/walltime';

describe('a typed time', () => {
  it.each([
    ['18:30', '18:30'],
    ['1830', '18:30'],
    ['0815', '08:15'],
    ['815', '08:15'],
    ['18.30', '18:30'],
    ['18h30', '18:30'],
    ['18 30', '18:30'],
    [' 7 ', '07:00'],
    ['6:30 pm', '18:30'],
    ['6:30PM', '18:30'],
    ['6.30 p.m.', '18:30'],
    ['630pm', '18:30'],
    ['6pm', '18:00'],
    ['12 am', '00:00'],
    ['12:05 pm', '12:05'],
    ['0:00', '00:00'],
    ['23:59', '23:59'],
    // A clock in English puts a narrow space before PM.
    ['6:30\u202fPM', '18:30'],
  ])('%s is %s', (typed, time) => expect(parseTime(typed)).toBe(time));

  it.each([
    '',
    '25:00',
    '24:00',
    '18:60',
    '2500',
    '13 pm',
    '0 am',
    '18:3',
    '18:300',
    'soon',
    '6:30 xm',
    '-1',
    '18:30:00',
  ])('%s is none', (typed) => expect(parseTime(typed)).toBeNull());
});

describe('times of day', () => {
  it('wraps around midnight', () => {
    expect([timeOf(-10), timeOf(24 * 60), timeOf(90)]).toEqual(['23:50', '00:00', '01:30']);
    expect([minutesUntil('23:50', '00:10'), minutesUntil('18:28', '18:30')]).toEqual([20, 2]);
  });

  it.each([
    ['23:00', '22:00', '07:00', true],
    ['06:59', '22:00', '07:00', true],
    ['07:00', '22:00', '07:00', false],
    ['22:00', '22:00', '07:00', true],
    ['12:00', '22:00', '07:00', false],
    ['13:00', '12:00', '14:00', true],
    ['13:00', '12:00', '12:00', false],
  ])('%s between %s and %s: %s', (time, from, to, inside) => expect(isWithin(time, from, to)).toBe(inside));

  it('offers fives from the hour', () => {
    const fives = fivesFrom('23:17');
    expect([fives[0], fives[1], fives[12], fives.length]).toEqual(['23:00', '23:05', '00:00', 24]);
  });

  it('reads this computer’s clock', () => {
    expect(timeNow(new Date(2026, 10, 22, 8, 5))).toBe('08:05');
  });
});

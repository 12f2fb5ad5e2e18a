/** The commands about entries by their day. */
import type { DayCount } from './bindings/DayCount';
import type { DayPage } from './bindings/DayPage';
import type { HiddenDays } from './bindings/HiddenDays';
import type { MonthCount } from './bindings/MonthCount';
import type { Period } from './bindings/Period';
import { call } from './ipc';

/** The months that have entries, newest first. */
export const listMonths = () => call<MonthCount[]>('list_months');
/** The days of a month that have entries. */
export const listDays = (month: string) => call<DayCount[]>('list_days', { month });
/** A day with its entries and what it looks back on; null is today. */
export const getDay = (day: string | null) => call<DayPage>('get_day', { day });
/** Where an entry stands in the timeline, counted from 0 at the newest. */
export const getEntryPlace = (id: string) => call<number>('get_entry_place', { id });

/** What never comes up on its day in other years. */
export const listHiddenDays = () => call<HiddenDays>('list_hidden_days');
export const hideMemory = (id: string) => call<null>('hide_memory', { id });
export const showMemory = (id: string) => call<null>('show_memory', { id });
export const hidePeriod = (period: Period) => call<null>('hide_period', { period });
export const showPeriod = (period: Period) => call<null>('show_period', { period });

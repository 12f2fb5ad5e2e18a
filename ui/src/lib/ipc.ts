/**
 * The one door to the shell: a typed function per command and per event.
 * Nothing else in the window may name the Tauri API.
 */
import { invoke, type InvokeArgs } from '@tauri-apps/api/core';
import { listen, type UnlistenFn } from '@tauri-apps/api/event';
import type { Answered } from './bindings/Answered';
import type { AskAnswer } from './bindings/AskAnswer';
import type { BackupHealth } from './bindings/BackupHealth';
import type { BackupRow } from './bindings/BackupRow';
import type { Created } from './bindings/Created';
import type { Entry } from './bindings/Entry';
import type { EntryRow } from './bindings/EntryRow';
import type { EntrySave } from './bindings/EntrySave';
import type { Erased } from './bindings/Erased';
import type { FirstStart } from './bindings/FirstStart';
import type { FoundBackup } from './bindings/FoundBackup';
import type { JournalCheck } from './bindings/JournalCheck';
import type { Letter } from './bindings/Letter';
import type { Logged } from './bindings/Logged';
import type { OccurrenceAction } from './bindings/OccurrenceAction';
import type { OccurrenceLine } from './bindings/OccurrenceLine';
import type { Page } from './bindings/Page';
import type { PassphraseAdvice } from './bindings/PassphraseAdvice';
import type { PauseFor } from './bindings/PauseFor';
import type { PracticeCard } from './bindings/PracticeCard';
import type { PreviewLine } from './bindings/PreviewLine';
import type { Progress } from './bindings/Progress';
import type { Proof } from './bindings/Proof';
import type { ReminderDraft } from './bindings/ReminderDraft';
import type { ReminderKind } from './bindings/ReminderKind';
import type { ReminderRow } from './bindings/ReminderRow';
import type { Reminders } from './bindings/Reminders';
import type { RestorePreview } from './bindings/RestorePreview';
import type { Saved } from './bindings/Saved';
import type { SearchPage } from './bindings/SearchPage';
import type { SearchQuery } from './bindings/SearchQuery';
import type { Settings } from './bindings/Settings';
import type { Status } from './bindings/Status';
import type { StylePreview } from './bindings/StylePreview';
import type { Support } from './bindings/Support';
import type { TalkDraft } from './bindings/TalkDraft';
import type { Today } from './bindings/Today';
import type { Topic } from './bindings/Topic';
import type { TurnToAsk } from './bindings/TurnToAsk';
import { asRefusal } from './refusal';
import { wellFormed } from './wellFormed';

/** For the other lists of commands; a page calls one of their functions. Bytes have what they belong to beside them. */
export async function call<T>(
  command: string,
  args?: InvokeArgs,
  beside?: Record<string, string>,
): Promise<T> {
  try {
    return await invoke<T>(command, wellFormed(args), beside && { headers: beside });
  } catch (cause) {
    throw asRefusal(cause);
  }
}

// In every state

export const status = () => call<Status>('status');
export const createVault = (first: FirstStart) => call<Created>('create_vault', { first });
export const unlock = (passphrase: string) => call<null>('unlock', { passphrase });
export const unlockWithRecovery = (key: string) => call<null>('unlock_with_recovery', { key });
export const unlockWithLogin = () => call<null>('unlock_with_login');
/** Something for the journal while it is locked. */
export const dropLetter = (letter: Letter) => call<null>('drop_letter', { letter });
/** Null unless the user lets the lock screen show it. */
export const getPracticeWhileLocked = () => call<PracticeCard | null>('get_practice_while_locked');
export const ratePassphrase = (passphrase: string) =>
  call<PassphraseAdvice>('rate_passphrase', { passphrase });
/** Four words. */
export const suggestPassphrase = () => call<string>('suggest_passphrase');
export const listBackups = () => call<FoundBackup[]>('list_backups');
/** Opens the system's file dialog; null when nothing was chosen. */
export const chooseBackup = () => call<FoundBackup | null>('choose_backup');
export const previewRestore = (backup: string, proof: Proof) =>
  call<RestorePreview>('preview_restore', { backup, proof });
/** The journal is locked afterward, with what the backup holds in it. */
export const restoreBackup = (backup: string, proof: Proof) =>
  call<RestorePreview>('restore_backup', { backup, proof });
/** Brings back what `status.undo` speaks of. */
export const undoRestore = () => call<null>('undo_restore');
/** Takes a journal that holds less than it did, when `status.can_open_anyway`. */
export const openAnyway = () => call<null>('open_anyway');
/** Sets the journal aside, whole, and begins with a first start. */
export const startAnew = () => call<null>('start_anew');
export const lock = () => call<null>('lock');
/** Locks the journal, and opens the window again at the partner's deck. */
export const handOver = () => call<null>('hand_over');
export const quickHide = () => call<null>('quick_hide');
/** Somebody is here: the clock of the automatic lock begins anew. */
export const touch = () => call<null>('touch');
/** The answer to `flush_requested`: whether the vault has every word. */
export const flushDone = (ticket: number, saved: boolean) => call<null>('flush_done', { ticket, saved });
/** A notice was closed, and is not said again. */
export const hearNotice = (notice: string) => call<null>('hear_notice', { notice });
/** The first start is over: the automatic lock and closing behave as usual from here on. */
export const finishStart = () => call<null>('finish_start');
/** Tries once more to open what the recovery screen is about. */
export const lookAgain = () => call<null>('look_again');
export const previewStyles = () => call<StylePreview[]>('preview_styles');
export const sendTestNotification = () => call<null>('send_test_notification');
export const getAutostart = () => call<boolean>('get_autostart');
export const setAutostart = (on: boolean) => call<null>('set_autostart', { on });
export const answerReminder = (occurrence: string, action: OccurrenceAction) =>
  call<Answered>('answer_reminder', { occurrence, action });
/** Pauses one reminder, or all of them when `reminder` is null. */
export const pauseReminders = (reminder: string | null, pause: PauseFor) =>
  call<null>('pause_reminders', { reminder, pause });
export const resumeReminders = (reminder: string | null) => call<null>('resume_reminders', { reminder });
export const getSupport = () => call<Support>('get_support');
export const getPartnerPage = () => call<Page>('get_partner_page');
/** A deck for the partner's hands, also while the journal is locked. */
export const getTurnToAsk = () => call<TurnToAsk>('get_turn_to_ask');
/** Opens a page of the support list in the system's browser; the user has seen its address. */
export const openLink = (number: number) => call<null>('open_link', { number });
export const setFullScreen = (on: boolean) => call<null>('set_full_screen', { on });
export const getPromise = () => call<string>('get_promise');
/** The answer to `close_asked`: close the window and keep reminding without it, or quit. */
export const chooseOnClose = (keep: boolean) => call<null>('choose_on_close', { keep });
export const quit = () => call<null>('quit');

// Only while the journal is open

export const saveSettings = (settings: Settings) => call<null>('save_settings', { settings });
export const getToday = () => call<Today>('get_today');
export const anotherPractice = (seen: string[]) => call<PracticeCard>('another_practice', { seen });
export const logPractice = (practice: string, occurrence: string | null) =>
  call<Logged>('log_practice', { practice, occurrence });
export const undoLog = (id: string) => call<null>('undo_log', { id });
export const logTalk = (talk: TalkDraft) => call<Logged>('log_talk', { talk });
export const listReminders = () => call<Reminders>('list_reminders');
export const saveReminder = (reminder: ReminderDraft) => call<ReminderRow>('save_reminder', { reminder });
export const deleteReminder = (id: string) => call<null>('delete_reminder', { id });
export const restoreReminder = (id: string) => call<ReminderRow>('restore_reminder', { id });
export const setKindEnabled = (kind: ReminderKind, enabled: boolean) =>
  call<null>('set_kind_enabled', { kind, enabled });
export const previewReminder = (reminder: ReminderDraft) =>
  call<PreviewLine[]>('preview_reminder', { reminder });
/** Opens the system's dialog for one reminder, or for all when it is null; answers with the file, or null without one. */
export const exportCalendar = (reminder: string | null) =>
  call<string | null>('export_calendar', { reminder });
/** What became of a reminder's occurrences in the last 30 days, newest first. */
export const listOccurrences = (reminder: string) => call<OccurrenceLine[]>('list_occurrences', { reminder });
/** Answers one of `today.asks`. */
export const answerAsk = (answer: AskAnswer) => call<null>('answer_ask', { answer });
/** Fifty entries of the timeline from this place on, counted from 0 at the newest. */
export const listEntries = (from: number) => call<EntryRow[]>('list_entries', { from });
export const listTrash = () => call<EntryRow[]>('list_trash');
export const getEntry = (id: string) => call<Entry>('get_entry', { id });
/** A page can hold half of a character pair; JSON cannot, so the half becomes U+FFFD. */
export const saveEntry = (save: EntrySave) =>
  call<Saved>('save_entry', { save: { ...save, text: save.text.toWellFormed() } });
export const deleteEntry = (id: string) => call<null>('delete_entry', { id });
export const restoreEntry = (id: string) => call<null>('restore_entry', { id });
export const searchEntries = (query: SearchQuery) =>
  call<SearchPage>('search_entries', { query: { ...query, text: query.text.toWellFormed() } });
export const getProgress = (month: string | null) => call<Progress>('get_progress', { month });

export const changePassphrase = (proof: Proof, passphrase: string) =>
  call<null>('change_passphrase', { proof, new: passphrase });
export const makeRecoveryKey = (proof: Proof) => call<Created>('make_recovery_key', { proof });
export const testRecoveryKey = (key: string) => call<null>('test_recovery_key', { key });
export const revokeRecoveryKey = (proof: Proof) => call<null>('revoke_recovery_key', { proof });
export const setLoginWay = (on: boolean, proof: Proof) => call<null>('set_login_way', { on, proof });
/** A new key for everything; answers with the new recovery key when there was one. */
export const rekey = (proof: Proof) => call<Created>('rekey', { proof });
export const getBackupHealth = () => call<BackupHealth>('get_backup_health');
export const backUpNow = () => call<BackupRow>('back_up_now');
export const verifyJournal = () => call<JournalCheck>('verify_journal');
/** Opens the system's folder dialog; null when nothing was chosen. */
export const chooseSecondPlace = () => call<string | null>('choose_second_place');
export const forgetSecondPlace = () => call<null>('forget_second_place');
/** No event follows: the page shows what could not be reached, and then asks for the status anew. */
export const eraseEverything = (proof: Proof) => call<Erased>('erase_everything', { proof });

// What the shell tells us; events carry no content

export const onChanged = (heard: (topics: Topic[]) => void): Promise<UnlistenFn> =>
  listen<{ topics: Topic[] }>('changed', ({ payload }) => heard(payload.topics));
export const onLocked = (heard: () => void): Promise<UnlistenFn> => listen('locked', () => heard());
export const onFlushRequested = (heard: (ticket: number) => void): Promise<UnlistenFn> =>
  listen<{ ticket: number }>('flush_requested', ({ payload }) => heard(payload.ticket));
/** Why closing the window asks first. */
export type CloseReason = 'no_tray' | 'unsaved' | 'starting';
export const onCloseAsked = (heard: (reason: CloseReason) => void): Promise<UnlistenFn> =>
  listen<{ reason: CloseReason }>('close_asked', ({ payload }) => heard(payload.reason));
export const onWentTo = (heard: (page: string) => void): Promise<UnlistenFn> =>
  listen<{ page: string }>('went_to', ({ payload }) => heard(payload.page));
/** The journal locks in so many seconds unless somebody touches a key; null takes the warning back. */
export const onLockWarned = (heard: (seconds: number | null) => void): Promise<UnlistenFn> =>
  listen<{ seconds: number | null }>('lock_warned', ({ payload }) => heard(payload.seconds));

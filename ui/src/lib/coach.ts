/** The commands of the coach: practices, cards, talks, plans, thanks, the week. */
import type { About } from './bindings/About';
import type { AloneNow } from './bindings/AloneNow';
import type { CardRow } from './bindings/CardRow';
import type { CheckIn } from './bindings/CheckIn';
import type { CheckInAnswer } from './bindings/CheckInAnswer';
import type { Deck } from './bindings/Deck';
import type { DeckPage } from './bindings/DeckPage';
import type { Described } from './bindings/Described';
import type { Easing } from './bindings/Easing';
import type { EasingChoice } from './bindings/EasingChoice';
import type { Entry } from './bindings/Entry';
import type { Library } from './bindings/Library';
import type { Mark } from './bindings/Mark';
import type { MatterSave } from './bindings/MatterSave';
import type { OwnCard } from './bindings/OwnCard';
import type { OwnPractice } from './bindings/OwnPractice';
import type { PartnerNotes } from './bindings/PartnerNotes';
import type { Plan } from './bindings/Plan';
import type { PlanAfter } from './bindings/PlanAfter';
import type { PlanRow } from './bindings/PlanRow';
import type { PlanSave } from './bindings/PlanSave';
import type { PlanSaved } from './bindings/PlanSaved';
import type { PlannerWords } from './bindings/PlannerWords';
import type { PracticePage } from './bindings/PracticePage';
import type { Rehearsal } from './bindings/Rehearsal';
import type { Review } from './bindings/Review';
import type { ReviewWords } from './bindings/ReviewWords';
import type { SafeAnswers } from './bindings/SafeAnswers';
import type { SafeResult } from './bindings/SafeResult';
import type { Saved } from './bindings/Saved';
import type { Skipped } from './bindings/Skipped';
import type { Talk } from './bindings/Talk';
import type { TalkCursor } from './bindings/TalkCursor';
import type { TalkDetails } from './bindings/TalkDetails';
import type { TalkPage } from './bindings/TalkPage';
import type { Tense } from './bindings/Tense';
import type { ThanksPage } from './bindings/ThanksPage';
import type { ThanksSave } from './bindings/ThanksSave';
import { call } from './ipc';

export const listPractices = () => call<Library>('list_practices');
export const getPractice = (practice: string) => call<PracticePage>('get_practice', { practice });
export const saveOwnPractice = (own: OwnPractice) => call<string>('save_own_practice', { own });
export const deleteOwnPractice = (practice: string) => call<null>('delete_own_practice', { practice });
export const restoreOwnPractice = (practice: string) => call<null>('restore_own_practice', { practice });
export const markPractice = (practice: string, mark: Mark) => call<null>('mark_practice', { practice, mark });
export const getPartnerNotes = () => call<PartnerNotes>('get_partner_notes');
/** A form that was begun and not sent; null without one. */
export const getUnfinished = (form: string) => call<string | null>('get_unfinished', { form });
/** Keeps a form as it stands; null lets go of it. */
export const keepUnfinished = (form: string, text: string | null) =>
  call<null>('keep_unfinished', { form, text });
export const savePartnerNotes = (notes: PartnerNotes) => call<null>('save_partner_notes', { notes });
export const getTense = () => call<Tense>('get_tense');
export const getRehearsal = (seen: string[]) => call<Rehearsal>('get_rehearsal', { seen });
export const listDecks = () => call<Deck[]>('list_decks');
export const getDeck = (deck: string) => call<DeckPage>('get_deck', { deck });
export const drawCard = (deck: string | null, seen: string[], inTransit: boolean) =>
  call<CardRow | null>('draw_card', { deck, seen, inTransit });
export const skipCard = (card: string) => call<Skipped>('skip_card', { card });
export const markCard = (card: string, mark: Mark) => call<null>('mark_card', { card, mark });
export const setDeckEasy = (deck: string, easy: boolean) => call<null>('set_deck_easy', { deck, easy });
export const saveOwnCard = (own: OwnCard) => call<string>('save_own_card', { own });
export const deleteOwnCard = (card: string) => call<null>('delete_own_card', { card });
export const restoreOwnCard = (card: string) => call<null>('restore_own_card', { card });
export const aloneNow = (seen: string[], inTransit: boolean) =>
  call<AloneNow>('alone_now', { seen, inTransit });
export const goNow = (card: string | null) => call<null>('go_now', { card });
export const dropPending = () => call<null>('drop_pending');
export const describeTalk = (id: string, details: TalkDetails) =>
  call<Described>('describe_talk', { id, details });
export const getTalk = (id: string) => call<Talk>('get_talk', { id });
export const listTalks = (after: TalkCursor | null) => call<TalkPage>('list_talks', { after });
/** Undoes the taking back of a talk. */
export const redoTalk = (id: string) => call<null>('redo_talk', { id });
export const writeAbout = (about: About) => call<Entry>('write_about', { about });
export const getEasing = () => call<Easing>('get_easing');
export const chooseEasing = (choice: EasingChoice) => call<Easing>('choose_easing', { choice });
export const plannerWords = () => call<PlannerWords>('planner_words');
export const openPlan = () => call<Plan | null>('open_plan');
export const listPlans = () => call<PlanRow[]>('list_plans');
export const getPlan = (id: string) => call<Plan>('get_plan', { id });
export const savePlan = (save: PlanSave) => call<PlanSaved>('save_plan', { save });
export const sealFear = (id: string, fear: string) => call<null>('seal_fear', { id, fear });
export const readSentence = (id: string) => call<null>('read_sentence', { id });
export const checkSafeSpace = (id: string, answers: SafeAnswers) =>
  call<SafeResult>('check_safe_space', { id, answers });
export const remindPlan = (id: string, at: string | null) => call<Plan>('remind_plan', { id, at });
export const finishPlan = (id: string, after: PlanAfter) => call<null>('finish_plan', { id, after });
export const setPlanAside = (id: string) => call<null>('set_plan_aside', { id });
export const resumePlan = (id: string) => call<Plan>('resume_plan', { id });
export const deletePlan = (id: string) => call<null>('delete_plan', { id });
export const restorePlan = (id: string) => call<null>('restore_plan', { id });
export const listThanks = () => call<ThanksPage>('list_thanks');
export const saveThanks = (save: ThanksSave) => call<null>('save_thanks', { save });
export const deleteThanks = (id: string) => call<null>('delete_thanks', { id });
export const restoreThanks = (id: string) => call<null>('restore_thanks', { id });
export const saveMatter = (save: MatterSave) => call<null>('save_matter', { save });
export const deleteMatter = (id: string) => call<null>('delete_matter', { id });
export const restoreMatter = (id: string) => call<null>('restore_matter', { id });
export const getCheckIn = () => call<CheckIn>('get_check_in');
export const saveCheckIn = (week: string, answers: CheckInAnswer[]) =>
  call<null>('save_check_in', { week, answers });
export const getReview = () => call<Review>('get_review');
export const saveReview = (week: string, words: ReviewWords) => call<Saved>('save_review', { week, words });

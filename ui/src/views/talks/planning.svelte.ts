import type { Plan } from '../../lib/bindings/Plan';
import type { PlanHint } from '../../lib/bindings/PlanHint';
import type { PlannerWords } from '../../lib/bindings/PlannerWords';
import type { PlanSteps } from '../../lib/bindings/PlanSteps';
import { getPlan, openPlan, plannerWords, savePlan } from '../../lib/coach';
import type { Drafts } from '../../lib/drafts';
import { Form } from '../../lib/form.svelte';
import { SLOW_MS } from '../../lib/query.svelte';
import { asRefusal, type Refusal } from '../../lib/refusal';
import { uuidV7 } from '../../lib/uuid';

const NO_STEPS: PlanSteps = {
  want: '',
  why: '',
  weight: null,
  goodwill: '',
  opening: '',
  first: '',
  way_out: '',
  when_then: '',
  if_no: '',
  if_hard: '',
  neighbor: '',
  general: '',
  ours: '',
  topic: null,
};

function newPlan(id: string): Plan {
  return {
    id,
    rev: 0,
    state: 'open',
    steps: { ...NO_STEPS },
    hints: [],
    sentence_read: false,
    remind_at: null,
    has_fear: false,
    fear: null,
    happened: '',
    learned: '',
    follow_up: null,
    talk: null,
    entry: null,
    made_day: '',
  };
}

/** One plan on the table: its steps save themselves, the rest is done one by one. */
export class Planning {
  /** As the journal has it. */
  plan = $state.raw<Plan | null>(null);
  form = $state.raw<Form<PlanSteps> | null>(null);
  hints = $state.raw<PlanHint[]>([]);
  words = $state.raw<PlannerWords | null>(null);
  problem = $state.raw<Refusal | null>(null);
  slow = $state(false);
  /** Another plan is open, and only one can be. */
  other = $state.raw<Plan | null>(null);
  readonly #drafts: Drafts;
  #left = false;

  constructor(drafts: Drafts) {
    this.#drafts = drafts;
  }

  /** Lays out a plan, or begins one with a wish when `id` is `new`. */
  async lay(id: string, want: string): Promise<void> {
    const patience = setTimeout(() => (this.slow = true), SLOW_MS);
    this.problem = null;
    try {
      this.words = await plannerWords();
      if (id === 'new') await this.begin(want);
      else await this.#take(id);
    } catch (cause) {
      this.problem = asRefusal(cause);
    } finally {
      clearTimeout(patience);
      this.slow = false;
    }
  }

  /** Begins a plan, unless another one is open. */
  async begin(want: string): Promise<void> {
    this.other = await openPlan();
    if (this.other) return;
    this.#show(newPlan(uuidV7()));
    if (this.form && want) this.form.value.want = want;
  }

  /** Does something with the plan once its words are saved. Answers why it could not, or null. */
  act = async (deed: (id: string) => Promise<unknown>): Promise<Refusal | null> => {
    const refused = await this.end(deed);
    if (refused || !this.plan) return refused;
    try {
      const plan = await getPlan(this.plan.id);
      [this.plan, this.hints] = [plan, plan.hints];
      return null;
    } catch (cause) {
      return asRefusal(cause);
    }
  };

  /** As `act`, for what takes the plan off the table. */
  end = async (deed: (id: string) => Promise<unknown>): Promise<Refusal | null> => {
    const { plan, form } = this;
    if (!plan || !form) return null;
    try {
      const unsaved = await form.saved();
      if (!unsaved) await deed(plan.id);
      return unsaved;
    } catch (cause) {
      return asRefusal(cause);
    }
  };

  /** Something may have become of the plan: a talk was logged for it. The words under the pen stay. */
  refresh = async (): Promise<void> => {
    if (!this.plan || !this.form?.born) return;
    try {
      this.plan = await getPlan(this.plan.id);
    } catch (cause) {
      const refusal = asRefusal(cause);
      // A plan that was just deleted leaves the table by itself.
      if (refusal.code !== 'not_found' && refusal.code !== 'locked') this.problem = refusal;
    }
  };

  /** The plan was changed elsewhere: what stands here replaces that. */
  keepMine = async (): Promise<void> => {
    await this.#settle((plan) => {
      this.form?.rebase(plan.rev);
      void this.form?.flush();
    });
  };

  /** The plan was changed elsewhere: that replaces what stands here. Answers the way back. */
  takeTheirs = async (): Promise<(() => Promise<void>) | null> => {
    const mine = this.form && $state.snapshot(this.form.value);
    await this.#settle((plan) => {
      this.form?.discard();
      this.#show(plan);
    });
    if (!mine || this.problem) return null;
    return async () => {
      if (this.form) Object.assign(this.form.value, mine);
      await this.form?.flush();
    };
  };

  leave = (): void => {
    this.#left = true;
    this.form?.leave();
  };

  async #settle(choose: (plan: Plan) => void): Promise<void> {
    if (!this.plan) return;
    try {
      choose(await getPlan(this.plan.id));
      this.problem = null;
    } catch (cause) {
      this.problem = asRefusal(cause);
    }
  }

  async #take(id: string): Promise<void> {
    await this.#drafts.settled(`plan ${id}`);
    this.#show(await getPlan(id));
  }

  #show(plan: Plan): void {
    if (this.#left) return;
    const { id, rev, steps, hints } = plan;
    this.plan = plan;
    this.hints = hints;
    this.form = new Form(this.#drafts, { key: `plan ${id}`, rev, value: steps }, async (value, baseRev) => {
      const saved = await savePlan({ id, base_rev: baseRev, steps: value });
      this.hints = saved.hints;
      return saved.rev;
    });
  }
}

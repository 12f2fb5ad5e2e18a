//! Prepared talks, to read and to print.

use ajar_engine::Engine;
use ajar_engine::dto::{self, PlanRow, PlanState, Weight};
use clap::Args;

use crate::failure::Failure;
use crate::output::Output;

#[derive(Args)]
pub struct Plan {
    /// All plans, newest first
    #[arg(long)]
    list: bool,
}

impl Plan {
    pub fn run(&self, engine: &Engine, output: &mut Output) -> Result<(), Failure> {
        if self.list {
            let plans = engine.plans()?;
            return output.answer(&plans, || plans.iter().map(line).collect());
        }
        let Some(plan) = engine.open_plan()? else {
            return output.answer(&None::<dto::Plan>, || vec!["No plan is open.".to_owned()]);
        };
        let (notes, tense) = (engine.partner_notes()?, engine.tense()?);
        output.answer(&plan, || page(&plan, &notes, &tense))
    }
}

/// The plan on one page, without the steps that are empty. The envelope stays shut.
fn page(plan: &dto::Plan, notes: &dto::PartnerNotes, tense: &dto::Tense) -> Vec<String> {
    let steps = &plan.steps;
    let remind_at = plan.remind_at.as_deref().unwrap_or_default().replace('T', " ");
    let parts = [
        ("What I would like", steps.want.as_str()),
        ("Why it matters to me", &steps.why),
        ("Weight", steps.weight.map_or("", weight)),
        ("What they might want", &steps.goodwill),
        ("A neighbor", &steps.neighbor),
        ("In general", &steps.general),
        ("Ours", &steps.ours),
        ("How I begin", &steps.opening),
        ("What I share first", &steps.first),
        ("Their way out", &steps.way_out),
        ("When and then", &steps.when_then),
        ("If they say not now", &steps.if_no),
        ("If I hear something hard", &steps.if_hard),
        ("Their pace", &notes.pace),
        ("What is comfortable for them", &notes.comfort),
        ("Reminder", &remind_at),
    ];
    let mut lines = Vec::new();
    for (title, text) in parts.into_iter().filter(|(_, text)| !text.trim().is_empty()) {
        lines.push(title.to_owned());
        lines.extend(text.trim().lines().map(|line| format!("  {line}")));
        lines.push(String::new());
    }
    lines.push(tense.title.clone());
    lines.extend(tense.replies.iter().map(|reply| format!("  {}: {}", reply.when, reply.text)));
    lines
}

fn line(row: &PlanRow) -> String {
    let state = match row.state {
        PlanState::Open => "open",
        PlanState::Talked => "talked",
        PlanState::Aside => "aside",
    };
    format!("{}  {}  {state:6}  {}", row.made_day, row.id, row.want)
}

fn weight(weight: Weight) -> &'static str {
    match weight {
        Weight::Light => "light",
        Weight::Ordinary => "ordinary",
        Weight::Serious => "serious",
    }
}

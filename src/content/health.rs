//! Keys of texts about health: lessons and fact checks, who approved them, what they rest on.

use super::fields::Fields;
use crate::model::{FactCheck, Guidance, Lesson, LifeStage, Review, Verdict};
use crate::problem::{Problem, ValueType};

pub fn lesson(fields: &mut Fields<'_>) -> Option<Lesson> {
    let audience = fields.required_text("audience");
    let life_stages = fields.choices("life_stages", &LifeStage::ALL);
    let essential = fields.flag("essential");
    let review = review(fields);
    let sources = sources(fields);
    fields.require_tables("sources");
    Some(Lesson {
        audience: audience?,
        life_stages,
        essential,
        review,
        sources,
    })
}

pub fn fact_check(fields: &mut Fields<'_>) -> Option<FactCheck> {
    let claim = fields.required_text("claim");
    let verdict = fields.required_choice("verdict", &Verdict::ALL);
    let heard = fields.text("heard");
    let review = review(fields);
    let sources = sources(fields);
    fields.require_tables("sources");
    Some(FactCheck {
        claim: claim?,
        verdict: verdict?,
        heard,
        review,
        sources,
    })
}

fn review(fields: &mut Fields<'_>) -> Review {
    let by = fields.text("reviewed_by");
    let on = fields.date("reviewed_on");
    let due = fields.date("review_due");
    let (by_key, on_key) = ("reviewed_by", "reviewed_on");
    let alone = match (&by, on) {
        (Some(_), None) => Some((by_key, on_key)),
        (None, Some(_)) => Some((on_key, by_key)),
        _ => None,
    };
    if let Some((field, needed)) = alone {
        let problem = Problem::FieldNeeds {
            field: field.into(),
            needed: needed.into(),
        };
        fields.report_key(field, problem);
    }
    if on.zip(due).is_some_and(|(on, due)| due < on) {
        let problem = Problem::DateOrder {
            later: "review_due".into(),
            earlier: on_key.into(),
        };
        fields.report_key("review_due", problem);
    }
    Review { by, on, due }
}

/// The `[[sources]]` tables; none where absent.
pub fn sources(fields: &mut Fields<'_>) -> Vec<Guidance> {
    fields.tables("sources", |source| {
        let title = source.required_text("title");
        let publisher = source.required_text("publisher");
        let year = source.whole_number("year");
        source.require("year", ValueType::WholeNumber);
        let url = source.web_address("url");
        Some(Guidance {
            title: title?,
            publisher: publisher?,
            year: year?,
            url,
        })
    })
}

//! Keys of lessons and fact checks → their types.

use super::record::Record;
use crate::model::{
    BodyPart, FactCheck, Guidance, Lesson, LessonGroup, LifeStage, Review, Verdict,
};

pub(super) fn lesson(record: &mut Record) -> Option<Lesson> {
    let (review, sources) = (review(record), sources(record));
    let life_stages = record.choices("life_stages", &LifeStage::ALL);
    let groups = record.choices("groups", &LessonGroup::ALL);
    let body_parts = record.choices("body_parts", &BodyPart::ALL);
    let essential = record.flag("essential").unwrap_or_default();
    Some(Lesson {
        audience: record.text("audience")?,
        life_stages,
        groups,
        body_parts,
        essential,
        review,
        sources,
    })
}

pub(super) fn fact_check(record: &mut Record) -> Option<FactCheck> {
    let (review, sources) = (review(record), sources(record));
    let (claim, verdict) = (
        record.text("claim"),
        record.choice("verdict", &Verdict::ALL),
    );
    let heard = record.text("heard");
    Some(FactCheck {
        claim: claim?,
        verdict: verdict?,
        heard,
        review,
        sources,
    })
}

fn review(record: &mut Record) -> Review {
    Review {
        by: record.text("reviewed_by"),
        on: record.date("reviewed_on"),
        due: record.date("review_due"),
    }
}

/// The `[[sources]]` tables; none where absent.
pub(super) fn sources(record: &mut Record) -> Vec<Guidance> {
    record.tables("sources", |mut source| {
        Some(Guidance {
            url: source.text("url"),
            title: source.text("title")?,
            publisher: source.text("publisher")?,
            year: source.whole("year")?,
        })
    })
}

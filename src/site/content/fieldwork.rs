//! The folder `coverage/<ward>` of a root → what the ward's site has of it. `coverage` reads it; `loa check` tells what is wrong
//! there.

use crate::model::{Choice, Fieldwork, NoteLists, Totals};
use crate::root::Root;
use base::diagnostic::Diagnostic;
use coverage::figures::Figures;
use coverage::folder::{Coverage, Means, on_site};
use coverage::period::Period;
use coverage::rules::{Channel, Reach};
use formats::encoding;
use jiff::civil::Date;

/// What a ward's site has of the work in its units.
///
/// # Errors
/// When a file cannot be read.
pub fn fieldwork(root: &Root, ward: &str, today: Date) -> Result<Fieldwork, Diagnostic> {
    let on_site = on_site(root.dir(), ward, &encoding::text)?;
    if !on_site.notes && !on_site.totals {
        return Ok(Fieldwork::default());
    }
    let means = Means {
        decode: &encoding::text,
        is_personal: None,
        today,
    };
    let coverage = Coverage::load(root.dir(), ward, means)?;
    Ok(Fieldwork {
        notes: on_site.notes.then(|| lists(&coverage)),
        totals: on_site.totals.then(|| totals(&coverage)),
    })
}

fn lists(coverage: &Coverage) -> NoteLists {
    let units = coverage.units.all.iter();
    let units = units.filter(|unit| unit.is_there(coverage.today));
    let channels = |reach: Reach| {
        let all = coverage.rules.channels.iter();
        let own = all.filter(|channel| channel.reach == reach);
        let choice = |channel: &Channel| Choice {
            id: channel.id.clone(),
            name: channel.name.clone(),
        };
        own.map(choice).collect()
    };
    NoteLists {
        units: units
            .map(|unit| Choice {
                id: unit.id.clone(),
                name: unit.name.clone(),
            })
            .collect(),
        direct: channels(Reach::Direct),
        exposed: channels(Reach::Exposed),
    }
}

fn totals(coverage: &Coverage) -> Totals {
    let year = coverage.today.year();
    let figures = Figures::of(coverage, Period::Year(year));
    Totals {
        year,
        units: figures.units_total,
        reached: figures.units_reached,
        percent: figures.units_percent,
        passed: figures.time_passed,
        sessions: figures.sessions,
        people: figures.people_reached,
    }
}

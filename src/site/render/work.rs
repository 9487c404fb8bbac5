//! Tasks in the order in which people need them: those with a last day along a time line, the rest by the body in charge.

use super::words;
use crate::model::Task;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// Tasks, each shown as `T`.
#[derive(Debug, Clone, Serialize)]
pub struct Work<T> {
    /// Those whose deadline tells a last day, earliest first.
    pub dated: Vec<T>,
    /// All others, by the body in charge, in the order in which the bodies are first named; those of nobody last.
    pub bodies: Vec<Body<T>>,
}

/// What one body has to do without a last day.
#[derive(Debug, Clone, Serialize)]
pub struct Body<T> {
    /// The body, as it was first written.
    pub name: Option<String>,
    /// Its tasks, as they were written: periodic ones and those without any deadline.
    pub tasks: Vec<T>,
}

impl<T> Work<T> {
    /// Puts tasks in order; `key` makes two spellings of a body one.
    pub fn of<'a>(
        tasks: impl IntoIterator<Item = (&'a Task, T)>,
        key: impl Fn(&str) -> String,
    ) -> Self {
        let mut dated: Vec<(Date, T)> = Vec::new();
        let mut bodies: Vec<Body<T>> = Vec::new();
        let mut places: BTreeMap<Option<String>, usize> = BTreeMap::new();
        for (task, shown) in tasks {
            if let Some(day) = words::last_day(task) {
                dated.push((day, shown));
                continue;
            }
            let body = task.owner.as_deref().map(&key);
            let place = *places.entry(body).or_insert(bodies.len());
            match bodies.get_mut(place) {
                Some(known) => known.tasks.push(shown),
                None => bodies.push(Body {
                    name: task.owner.clone(),
                    tasks: vec![shown],
                }),
            }
        }
        dated.sort_by_key(|(day, _)| *day);
        bodies.sort_by_key(|body| body.name.is_none());
        Self {
            dated: dated.into_iter().map(|(_, task)| task).collect(),
            bodies,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Deadline;
    use base::slug::slugify;

    fn task(name: &str, owner: Option<&str>, deadline: Option<&str>) -> Task {
        Task {
            task: name.into(),
            owner: owner.map(str::to_owned),
            partners: Vec::new(),
            deadline: deadline.map(|words| Deadline::Words(words.into())),
            topic: None,
        }
    }

    #[test]
    fn only_tasks_with_a_day_stand_on_the_time_line() {
        let tasks = [
            task("a", None, None),
            task("b", Some("Trạm Y tế"), Some("hằng tháng")),
            task("c", Some("Hội"), None),
            task("d", Some("trạm y tế"), None),
            task("e", Some("Hội"), Some("trong năm 2026")),
            task("f", None, Some("trong quý II/2025")),
        ];
        let work = Work::of(tasks.iter().map(|task| (task, task.task.as_str())), slugify);
        assert_eq!(work.dated, ["f", "e"]);
        let bodies: Vec<_> = work
            .bodies
            .iter()
            .map(|body| (body.name.as_deref(), body.tasks.clone()))
            .collect();
        assert_eq!(
            bodies,
            [
                (Some("Trạm Y tế"), vec!["b", "d"]),
                (Some("Hội"), vec!["c"]),
                (None, vec!["a"]),
            ]
        );
    }
}

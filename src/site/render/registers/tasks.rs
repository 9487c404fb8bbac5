//! `/viec/`: what is to be done, by whom and by when, over all documents.
//!
//! What is overdue depends on the reader's day, so that a script compares it; no page holds the day of the build.

use super::super::context::{LinkContext, TaskContext};
use super::super::work::Work;
use super::super::{Site, words};
use super::{Downloads, Filter, Head, Register, TASKS, Table, TaskPart, filter};
use crate::compile::tasks_of;
use crate::model::Task;
use base::slug::slugify;
use serde::Serialize;

/// `tasks.html`.
#[derive(Debug, Serialize)]
pub struct TasksPage {
    /// What every register begins with.
    #[serde(flatten)]
    pub head: Head,
    /// The choices; empty on the page of a part.
    pub filters: Vec<Filter>,
    /// The tasks: along a time line, and by the body in charge.
    pub work: Work<TaskRow>,
    /// How many there are.
    pub total: usize,
    /// The page of all tasks, on the page of a part.
    pub all: Option<String>,
    /// All tasks as files.
    pub downloads: Downloads,
}

/// A task and where it stands.
#[derive(Debug, Serialize)]
pub struct TaskRow {
    /// The task in words.
    #[serde(flatten)]
    pub task: TaskContext,
    /// Its topic.
    pub topic: Option<String>,
    /// The topic in the address.
    pub topic_slug: Option<String>,
    /// The body in charge in the address.
    pub owner_slug: Option<String>,
    /// The post that gives it.
    pub origin: LinkContext,
}

const LEAD: &str = "Việc các văn bản đăng ở đây giao: làm gì, ai phụ trách, bao giờ xong.";

impl Site<'_> {
    pub(super) fn tasks(&self, part: Option<&TaskPart>, url: &str) -> TasksPage {
        let registers = &self.compiled.lists.registers;
        let linker = self.compiled.linker(url);
        let mut rows: Vec<(&Task, TaskRow)> = Vec::new();
        for &(post, row) in &registers.tasks {
            let task = &tasks_of(&self.compiled.ward.posts[post].kind)[row];
            let topic = task.topic.as_deref();
            let topic = topic.and_then(|topic| registers.task_topics.slug(topic));
            let owner = task.owner.as_deref();
            let owner = owner.and_then(|owner| registers.owners.slug(owner));
            let belongs = match part {
                None => true,
                Some(TaskPart::Owner(wanted)) => owner == Some(wanted),
                Some(TaskPart::Topic(wanted)) => topic == Some(wanted),
            };
            if !belongs {
                continue;
            }
            let shown = TaskRow {
                task: words::task(task),
                topic: task.topic.clone(),
                topic_slug: topic.map(str::to_owned),
                owner_slug: owner.map(str::to_owned),
                origin: self.origin(post, "viec_lam", &linker),
            };
            rows.push((task, shown));
        }
        let total = rows.len();
        let filters = if part.is_none() {
            let owner = |slug| Register::Tasks(Some(TaskPart::Owner(slug)));
            let owners = filter(
                "don-vi",
                "Đơn vị phụ trách",
                &registers.owners,
                owner,
                &linker,
            );
            let topic = |slug| Register::Tasks(Some(TaskPart::Topic(slug)));
            let topics = filter("chu-de", "Chủ đề", &registers.task_topics, topic, &linker);
            owners.into_iter().chain(topics).collect()
        } else {
            Vec::new()
        };
        let above = part.map(|_| ("Việc và thời hạn", TASKS));
        TasksPage {
            head: self.head(&self.tasks_title(part), LEAD, url, above),
            filters,
            work: Work::of(rows, slugify),
            total,
            all: part.map(|_| linker.to(TASKS)),
            downloads: Downloads::of(Table::Tasks, &linker),
        }
    }

    fn tasks_title(&self, part: Option<&TaskPart>) -> String {
        let registers = &self.compiled.lists.registers;
        let name = match part {
            None => None,
            Some(TaskPart::Owner(slug)) => registers.owners.title(slug),
            Some(TaskPart::Topic(slug)) => registers.task_topics.title(slug),
        };
        name.map_or_else(|| "Việc và thời hạn".into(), |name| format!("Việc: {name}"))
    }
}

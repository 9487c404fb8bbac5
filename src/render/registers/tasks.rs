//! `/viec/`: what is to be done, by whom and by when, over all documents.
//!
//! What is overdue depends on the reader's day, so that a script compares it; no page holds the day of the build.

use super::super::context::{LinkContext, TaskContext};
use super::super::{Site, words};
use super::{Downloads, Filter, Head, Register, TASKS, Table, TaskPart, filter, tasks_of};
use crate::model::Task;
use jiff::civil::Date;
use serde::Serialize;

/// `tasks.html`.
#[derive(Debug, Serialize)]
pub struct TasksPage {
    /// What every register begins with.
    #[serde(flatten)]
    pub head: Head,
    /// The choices; empty on the page of a part.
    pub filters: Vec<Filter>,
    /// Tasks with a last day, with other words, without a deadline, in this order.
    pub groups: Vec<TaskGroup>,
    /// How many there are.
    pub total: usize,
    /// The page of all tasks, on the page of a part.
    pub all: Option<String>,
    /// All tasks as files.
    pub downloads: Downloads,
}

/// Tasks whose end is known in the same way.
#[derive(Debug, Serialize)]
pub struct TaskGroup {
    /// The anchor.
    pub id: &'static str,
    /// The heading.
    pub title: &'static str,
    /// The tasks.
    pub rows: Vec<TaskRow>,
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

/// The groups in the order of the page.
const GROUPS: [(&str, &str); 3] = [
    ("co_han", "Có thời hạn"),
    ("thuong_xuyen", "Định kỳ hoặc không rõ ngày"),
    ("khong_han", "Không ghi thời hạn"),
];

impl Site<'_> {
    pub(super) fn tasks(&self, part: Option<&TaskPart>, url: &str) -> TasksPage {
        let registers = &self.lists.registers;
        let linker = self.linker(url);
        let mut rows: Vec<((usize, Option<Date>), TaskRow)> = Vec::new();
        for &(post, row) in &registers.tasks {
            let task = &tasks_of(&self.ward.posts[post].kind)[row];
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
            rows.push((end(task), shown));
        }
        rows.sort_by_key(|(end, _)| *end);
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
            groups: grouped(rows),
            total,
            all: part.map(|_| linker.to(TASKS)),
            downloads: Downloads::of(Table::Tasks, &linker),
        }
    }

    fn tasks_title(&self, part: Option<&TaskPart>) -> String {
        let registers = &self.lists.registers;
        let name = match part {
            None => None,
            Some(TaskPart::Owner(slug)) => registers.owners.title(slug),
            Some(TaskPart::Topic(slug)) => registers.task_topics.title(slug),
        };
        name.map_or_else(|| "Việc và thời hạn".into(), |name| format!("Việc: {name}"))
    }
}

/// The place of a task's end in the order of the page: its group, and its last day.
fn end(task: &Task) -> (usize, Option<Date>) {
    match (words::last_day(task), &task.deadline) {
        (Some(day), _) => (0, Some(day)),
        (None, Some(_)) => (1, None),
        (None, None) => (2, None),
    }
}

fn grouped(rows: Vec<((usize, Option<Date>), TaskRow)>) -> Vec<TaskGroup> {
    let mut groups = GROUPS.map(|(id, title)| TaskGroup {
        id,
        title,
        rows: Vec::new(),
    });
    for ((group, _), row) in rows {
        groups[group].rows.push(row);
    }
    groups
        .into_iter()
        .filter(|group| !group.rows.is_empty())
        .collect()
}

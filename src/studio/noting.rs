//! What volunteers note of the work in units: one row of the log an action, mended by another row; the list of units and
//! what lives there; lists of other devices.

use crate::covered;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::roles;
use crate::session::Session;
use axum::http::StatusCode;
use base::diagnostic::Diagnostics;
use base::disk;
use base::lang::Lang;
use base::message::Message;
use coverage::enlist::{self, NewPlan, NewUnit};
use coverage::entry::{Entry, Kind};
use coverage::folder::{Coverage, LogLock, Means};
use coverage::note::{self, Noted, ROLES};
use coverage::problem::Problem;
use coverage::take;
use serde::Deserialize;
use serde_json::{Value, json};
use site::root::SHARED;
use std::fs;

/// Most people of one session; more is a slip of the hand.
const MOST: u32 = 20_000;

/// Longest name of a file or number of minutes, in characters.
const EVIDENCE: usize = 120;

/// A row as its form sends it.
#[derive(Debug, Deserialize)]
pub struct Sent {
    ward: String,
    /// Made by the browser when the form was begun: sent again it is the same row.
    id: String,
    date: String,
    unit: String,
    channel: String,
    #[serde(default)]
    post: String,
    kind: String,
    #[serde(default)]
    people: Option<u32>,
    #[serde(default)]
    women: Option<u32>,
    #[serde(default)]
    role: String,
    #[serde(default)]
    evidence: String,
    #[serde(default)]
    corrects: String,
}

/// Puts a row into the log.
///
/// # Errors
/// When it says what cannot be, gives somebody away, or cannot be written.
pub fn note(desk: &Desk, sent: &Sent) -> Result<Value, Failure> {
    known(desk, &sent.ward)?;
    change(desk, &sent.ward, |coverage, means, lock| {
        let before = coverage.log.get(&sent.corrects);
        let entry = entry(sent, before)?;
        let is_personal = means.is_personal.unwrap_or(&|_: &str| false);
        if let Some(problem) = note::refusals(coverage, &entry, is_personal).first() {
            return Err(refused(problem));
        }
        let told = note::warnings(coverage, &entry);
        let told: Vec<_> = told.iter().map(words).collect();
        let noted = note::add(coverage, entry, Lang::Vi, lock)?;
        Ok(json!({ "known": noted == Noted::Known, "told": told }))
    })
}

/// The row that a form means. One that takes another back says what that one said.
fn entry(sent: &Sent, before: Option<&Entry>) -> Result<Entry, Failure> {
    let kinds = [Kind::Direct, Kind::Exposed, Kind::Withdrawn];
    let kind = kinds.into_iter().find(|kind| kind.name() == sent.kind);
    let kind = kind.ok_or_else(Failure::odd)?;
    if let Some(before) = before.filter(|_| kind == Kind::Withdrawn) {
        return Ok(Entry {
            id: sent.id.clone(),
            kind,
            people: None,
            women: None,
            role: String::new(),
            evidence: String::new(),
            corrects: before.id.clone(),
            ..before.clone()
        });
    }
    let date = sent.date.parse();
    let date = date.map_err(|_| {
        say(
            "Chưa chọn ngày.",
            "Bấm “Hôm nay”, “Hôm qua” hoặc chọn ngày.",
        )
    })?;
    let known = |role: &str| ROLES.contains(&role) || before.is_some_and(|row| row.role == role);
    if !sent.role.is_empty() && !known(&sent.role) {
        return Err(Failure::odd());
    }
    let is_path =
        |post: &str| !post.contains([' ', ';', ',', '\\']) && !post.starts_with(['.', '/']);
    if !is_path(&sent.post) && before.is_none_or(|row| row.post != sent.post) {
        return Err(Failure::odd());
    }
    if sent.people.max(sent.women) > Some(MOST) {
        return Err(say("Số người quá lớn.", "Kiểm tra lại con số vừa gõ."));
    }
    let evidence = sent.evidence.trim();
    let plain = evidence.chars().count() <= EVIDENCE && !evidence.chars().any(char::is_control);
    if !plain && before.is_none_or(|row| row.evidence != evidence) {
        return Err(say(
            "Minh chứng dài quá.",
            "Chỉ ghi số biên bản hoặc tên tệp.",
        ));
    }
    Ok(Entry {
        date,
        unit: sent.unit.clone(),
        channel: sent.channel.clone(),
        id: sent.id.clone(),
        post: sent.post.clone(),
        kind,
        people: sent.people,
        women: sent.women,
        role: sent.role.clone(),
        evidence: evidence.to_owned(),
        corrects: sent.corrects.clone(),
    })
}

fn say(words: &str, help: &str) -> Failure {
    Failure::new(StatusCode::UNPROCESSABLE_ENTITY, words, help)
}

/// What a problem says to whoever filled in a form.
pub fn words(problem: &Problem) -> String {
    match problem {
        Problem::DoubleRow { .. } => {
            "Ngày ấy đơn vị này đã có một dòng cùng kênh, cùng bài: hai dòng chỉ tính một buổi."
                .to_owned()
        }
        Problem::PeopleOverUnit { people, limit, .. } => {
            format!("Ghi {people} người mà đơn vị có {limit} người: chỉ tính {limit}.")
        }
        other => sentence(&other.text(Lang::Vi)),
    }
}

fn refused(problem: &Problem) -> Failure {
    let (words, help) = match problem {
        Problem::Personal { .. } => (
            "Minh chứng có vẻ có số điện thoại hoặc thông tin riêng của một người.".to_owned(),
            "Chỉ ghi số biên bản hoặc tên tệp ảnh; đừng ghi tên hay số của người dân.".to_owned(),
        ),
        Problem::UnknownUnit { value, .. } if value.is_empty() => (
            "Chưa chọn đơn vị.".to_owned(),
            "Chọn tổ dân phố hoặc thôn.".to_owned(),
        ),
        Problem::UnknownChannel { value, .. } if value.is_empty() => (
            "Chưa chọn kênh.".to_owned(),
            "Chọn cách đã làm, như họp hoặc loa.".to_owned(),
        ),
        Problem::AlreadyCorrected { .. } => (
            "Dòng này đã có người sửa rồi.".to_owned(),
            "Tải lại trang rồi sửa dòng đang được tính.".to_owned(),
        ),
        other => (
            sentence(&other.text(Lang::Vi)),
            sentence(&other.help(Lang::Vi)),
        ),
    };
    say(&words, &help)
}

/// A problem's words as a sentence, its values in quotes.
fn sentence(text: &str) -> String {
    let parts = text.split('`').enumerate().map(|(at, part)| match at % 2 {
        0 => part.to_owned(),
        _ => format!("“{part}”"),
    });
    let text: String = parts.collect();
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    let text: String = first.chain(chars).collect();
    match text.ends_with(['.', '?']) {
        true => text,
        false => format!("{text}."),
    }
}

/// Changes a ward's files: what is given to `work` was read when nobody else could write any more, `loa coverage import`
/// neither.
fn change<T>(
    desk: &Desk,
    ward: &str,
    work: impl FnOnce(&Coverage, Means<'_>, &LogLock) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let lock = desk.coverage(ward)?.lock()?;
    let coverage = desk.coverage(ward)?;
    covered::with(desk.today(), true, |means| work(&coverage, means, &lock))
}

/// The ward is one of this root.
fn known(desk: &Desk, ward: &str) -> Result<(), Failure> {
    match ward != SHARED && desk.wards()?.iter().any(|known| known == ward) {
        true => Ok(()),
        false => Err(Failure::odd()),
    }
}

/// Units as a form sends them, one a line: `Tổ dân phố số 1; 120; 410`.
#[derive(Debug, Deserialize)]
pub struct SentUnits {
    ward: String,
    kind: String,
    lines: String,
}

/// Puts units behind those that a ward has.
///
/// # Errors
/// When a line is none, or the list cannot be written.
pub fn units(desk: &Desk, sent: &SentUnits) -> Result<Value, Failure> {
    known(desk, &sent.ward)?;
    let lines = sent
        .lines
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let new: Result<Vec<_>, _> = lines.map(|line| unit(line, &sent.kind)).collect();
    let new = new?;
    const UNITS: usize = 500;
    if new.is_empty() || new.len() > UNITS {
        return Err(say(
            "Chưa có tên đơn vị nào, hoặc quá nhiều.",
            "Ghi mỗi đơn vị một dòng, tối đa 500 dòng một lần.",
        ));
    }
    let added = change(desk, &sent.ward, |coverage, means, lock| {
        Ok(enlist::units(coverage, &new, (means, lock))?)
    })?;
    Ok(json!({ "added": added, "known": new.len() - added }))
}

/// A unit out of its line: name, households, people.
fn unit(line: &str, kind: &str) -> Result<NewUnit, Failure> {
    let cells: Vec<_> = line.split([';', '\t']).map(str::trim).collect();
    let number = |at: usize| match cells.get(at).copied().unwrap_or_default() {
        "" => Ok(None),
        text => {
            let digits = text.replace(['.', ' '], "");
            digits.parse().map(Some).map_err(|_| {
                let words = format!("“{line}”: “{text}” không phải số.");
                say(
                    &words,
                    "Ghi như “Tổ dân phố số 1; 120; 410”: tên, số hộ, số người.",
                )
            })
        }
    };
    if cells.len() > 3 || cells[0].chars().count() > 80 {
        let words = format!("Không đọc được dòng “{line}”.");
        return Err(say(
            &words,
            "Ghi như “Tổ dân phố số 1; 120; 410”: tên, số hộ, số người.",
        ));
    }
    Ok(NewUnit {
        name: cells[0].to_owned(),
        kind: kind.to_owned(),
        households: number(1)?,
        people: number(2)?,
    })
}

/// How many live in a unit.
#[derive(Debug, Deserialize)]
pub struct SentCount {
    ward: String,
    unit: String,
    households: Option<u32>,
    people: Option<u32>,
}

/// Mends how many live in a unit.
///
/// # Errors
/// When there is none, or the list cannot be written.
pub fn count(desk: &Desk, sent: &SentCount) -> Result<Value, Failure> {
    known(desk, &sent.ward)?;
    change(desk, &sent.ward, |coverage, means, lock| {
        let numbers = [sent.households, sent.people];
        enlist::count(coverage, &sent.unit, numbers, (means, lock))?;
        Ok(json!({}))
    })
}

/// Tasks of a document that become plans.
#[derive(Debug, Deserialize)]
pub struct SentPlans {
    ward: String,
    plans: Vec<SentPlan>,
}

/// One of them.
#[derive(Debug, Deserialize)]
struct SentPlan {
    title: String,
    channel: String,
    #[serde(default)]
    owner: String,
    #[serde(default)]
    deadline: String,
    document: String,
    #[serde(default)]
    sentence: String,
}

/// Puts tasks that somebody picked behind the plans of a ward.
///
/// # Errors
/// When a day or channel is none, or the file cannot be written.
pub fn plans(desk: &Desk, sent: &SentPlans) -> Result<Value, Failure> {
    known(desk, &sent.ward)?;
    let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let plan = |sent: &SentPlan| {
        let deadline = match sent.deadline.trim() {
            "" => None,
            day => Some(day.parse().map_err(|_| Failure::odd())?),
        };
        let title = filled(&sent.title)
            .ok_or_else(|| say("Chưa có tên việc.", "Ghi ngắn gọn việc cần làm."))?;
        Ok(NewPlan {
            title,
            channel: sent.channel.clone(),
            owner: filled(&sent.owner),
            deadline,
            document: sent.document.clone(),
            sentence: filled(&sent.sentence),
        })
    };
    let new: Result<Vec<_>, Failure> = sent.plans.iter().map(plan).collect();
    let new = new?;
    let added = change(desk, &sent.ward, |coverage, means, lock| {
        Ok(enlist::plans(coverage, &new, (means, lock))?)
    })?;
    Ok(json!({ "added": added, "known": new.len() - added }))
}

/// Takes a list of another device, or of a spreadsheet, into the log. What is not taken is given back with its reasons.
///
/// # Errors
/// When it cannot be read, or the log cannot be written.
pub fn list(
    desk: &Desk,
    session: &Session,
    (ward, name): (&str, &str),
    bytes: &[u8],
) -> Result<Value, Failure> {
    let roles = roles::asked("note").unwrap_or_default();
    roles::require(&desk.people()?, &session.who(), ward, roles)?;
    known(desk, ward)?;
    let ending = name
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    if !matches!(ending.as_str(), "csv" | "txt" | "tsv" | "xlsx") {
        return Err(say(
            "Loa chỉ nhập tệp CSV hoặc Excel (.xlsx).",
            "Ở Excel, chọn “Lưu dưới dạng” rồi chọn CSV UTF-8 hoặc .xlsx.",
        ));
    }
    let folder = desk.folder().join("lists");
    let failed = |_| {
        say(
            "Không ghi được tệp vào thư mục của Loa.",
            "Xem ổ đĩa còn chỗ không rồi thử lại.",
        )
    };
    disk::make_folders(&folder).map_err(failed)?;
    let path = folder.join(format!("{}.{ending}", base::digest::sha256(bytes)));
    disk::replace(&path, bytes).map_err(failed)?;
    let done = change(desk, ward, |coverage, means, lock| {
        if coverage.units.all.is_empty() {
            return Err(say(
                "Phường chưa có danh sách đơn vị.",
                "Lập danh sách ở trang “Đơn vị” trước.",
            ));
        }
        let taken = take::import(
            coverage,
            std::slice::from_ref(&path),
            (means, Lang::Vi),
            lock,
        );
        taken.map_err(|problems| Diagnostics::from(problems).into())
    });
    let beside = |path: &std::path::Path| {
        let text = fs::read_to_string(path);
        // It is given back, and stands nowhere else.
        let gone = fs::remove_file(path);
        text.and_then(|text| gone.map(|()| text)).map_err(failed)
    };
    let gone = fs::remove_file(&path);
    let taken = done?;
    gone.map_err(failed)?;
    let file = taken.files.into_iter().next().unwrap_or_default();
    let refused = file.beside.as_deref().map(beside).transpose()?;
    Ok(json!({
        "taken": file.taken, "known": file.known, "refused": file.refused,
        "rows": taken.rows, "beside": refused,
    }))
}

//! The figures as tables of a workbook, with a set date, so that the same figures have the same bytes.

use crate::figures::Figures;
use crate::folder::Coverage;
use crate::period::Period;
use crate::rules::Reach;
use crate::show::{names, state};
use base::lang::Lang;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

/// A table: its name, and its rows with the heads first.
pub struct TableOf {
    /// The name of its sheet.
    pub name: &'static str,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

/// Units with what was done there.
pub fn units(figures: &Figures) -> TableOf {
    let mut rows = vec![row([
        "Mã",
        "Đơn vị",
        "Loại",
        "Số dân",
        "Đã phổ biến trực tiếp",
        "Số buổi",
        "Số người",
        "Nữ",
        "Tỷ lệ (%)",
        "Lần tiếp cận",
        "Buổi đầu",
        "Buổi cuối",
    ])];
    for unit in figures.units.iter().filter(|unit| unit.is_there) {
        rows.push(vec![
            unit.id.clone(),
            unit.name.clone(),
            unit.kind.clone(),
            unit.people
                .map(|people| people.to_string())
                .unwrap_or_default(),
            if unit.reached { "có" } else { "chưa" }.to_owned(),
            unit.sessions.to_string(),
            unit.reached_people.to_string(),
            unit.reached_women.to_string(),
            unit.percent
                .map(|percent| percent.to_string())
                .unwrap_or_default(),
            unit.exposures.to_string(),
            unit.first.clone().unwrap_or_default(),
            unit.last.clone().unwrap_or_default(),
        ]);
    }
    TableOf {
        name: "Đơn vị",
        rows,
    }
}

/// All tables of the figures.
pub fn tables(figures: &Figures, coverage: &Coverage) -> Vec<TableOf> {
    let mut all = vec![summary(figures), units(figures)];
    let mut rows = vec![row(["Kênh", "Loại", "Số lần", "Số đơn vị", "Số người"])];
    for channel in &figures.channels {
        let reach = if channel.reach == Reach::Direct {
            "trực tiếp"
        } else {
            "tiếp cận"
        };
        rows.push(vec![
            channel.name.clone(),
            reach.to_owned(),
            channel.sessions.to_string(),
            channel.units.to_string(),
            channel.people.to_string(),
        ]);
    }
    all.push(TableOf {
        name: "Kênh", rows
    });
    let mut rows = vec![row(["Đơn vị", "Tháng", "Kênh", "Số lần", "Số người"])];
    for unit in &figures.units {
        for (month, channels) in &unit.months {
            for (id, cell) in channels {
                let channel = coverage
                    .rules
                    .channel(id)
                    .map_or(id.clone(), |channel| channel.name.clone());
                rows.push(vec![
                    unit.name.clone(),
                    month.clone(),
                    channel,
                    cell.sessions.to_string(),
                    cell.people.to_string(),
                ]);
            }
        }
    }
    all.push(TableOf {
        name: "Từng tháng",
        rows,
    });
    let mut rows = vec![row([
        "Nội dung",
        "Phụ trách",
        "Thời hạn",
        "Đạt",
        "Cần",
        "Tỷ lệ (%)",
        "Thời gian đã qua (%)",
        "Tình trạng",
        "Còn thiếu",
        "Theo văn bản",
    ])];
    for plan in &figures.plans {
        let share = |percent: Option<u32>| {
            percent
                .map(|percent| percent.to_string())
                .unwrap_or_default()
        };
        rows.push(vec![
            plan.title.clone(),
            plan.owner.clone().unwrap_or_default(),
            plan.deadline.clone().unwrap_or_default(),
            plan.done.to_string(),
            plan.target.to_string(),
            share(plan.percent),
            share(plan.time_passed),
            state(plan, Lang::Vi),
            names(&plan.missing, coverage),
            plan.document.clone().unwrap_or_default(),
        ]);
    }
    all.push(TableOf {
        name: "Kế hoạch",
        rows,
    });
    all
}

fn summary(figures: &Figures) -> TableOf {
    let share = |percent: Option<u32>| {
        percent
            .map(|percent| percent.to_string())
            .unwrap_or_default()
    };
    let mut rows = vec![row(["Chỉ tiêu", "Giá trị"])];
    for (label, value) in [
        ("Kỳ", figures.period.clone()),
        ("Từ ngày", figures.first.clone()),
        ("Đến ngày", figures.until.clone()),
        ("Số đơn vị", figures.units_total.to_string()),
        (
            "Đơn vị đã phổ biến trực tiếp",
            figures.units_reached.to_string(),
        ),
        ("Tỷ lệ đơn vị (%)", share(figures.units_percent)),
        (
            "Đơn vị mới chỉ tiếp cận",
            figures.units_exposed_only.to_string(),
        ),
        ("Đơn vị chưa có gì", figures.units_untouched.to_string()),
        ("Buổi trực tiếp", figures.sessions.to_string()),
        (
            "Người được phổ biến trực tiếp",
            figures.people_reached.to_string(),
        ),
        ("Trong đó nữ", figures.women_reached.to_string()),
        ("Tỷ lệ người (%)", share(figures.people_percent)),
    ] {
        rows.push(vec![label.to_owned(), value]);
    }
    TableOf {
        name: "Tổng hợp",
        rows,
    }
}

/// A workbook of tables. Texts are written as texts, so that no cell is computed.
pub fn xlsx(tables: &[TableOf], period: Period) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let first = period.first();
    let day = ExcelDateTime::from_ymd(
        first.year().unsigned_abs(),
        first.month().unsigned_abs(),
        first.day().unsigned_abs(),
    )?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let bold = Format::new().set_bold();
    for table in tables {
        let sheet = book.add_worksheet();
        sheet.set_name(table.name)?;
        for (at, cells) in (0_u32..).zip(&table.rows) {
            for (column, cell) in (0_u16..).zip(cells) {
                match cell.parse::<u32>() {
                    Ok(value) if at > 0 && cell.len() < 10 => {
                        sheet.write_number(at, column, value)?
                    }
                    _ if at == 0 => sheet.write_string_with_format(at, column, cell, &bold)?,
                    _ => sheet.write_string(at, column, cell)?,
                };
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        for (column, cell) in (0_u16..).zip(&table.rows[0]) {
            let longest = table
                .rows
                .iter()
                .filter_map(|row| row.get(usize::from(column)));
            let longest = longest
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or(cell.len());
            sheet.set_column_width(column, (longest.min(60) + 2) as f64)?;
        }
    }
    book.save_to_buffer()
}

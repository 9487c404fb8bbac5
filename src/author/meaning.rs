//! What a TOML text says before and after a change: the same, but for what was asked for.

use super::change::{Change, Step};

/// Whether the changed text says what the text said, but for the change.
pub(super) fn says(text: &str, changed: &str, change: &Change) -> bool {
    let (Ok(before), Ok(after)) = (text.parse::<toml::Table>(), changed.parse::<toml::Table>())
    else {
        return false;
    };
    let mut expected = toml::Value::Table(before);
    let done = match change {
        Change::Set(key, value) => place(&mut expected, &key.0, Some(value.clone())),
        Change::Remove(key) => place(&mut expected, &key.0, None),
        Change::Add(key, at, entry) => {
            let entry = toml::Value::Table(entry.iter().cloned().collect());
            let list = match value_mut(&mut expected, &key.0) {
                Some(toml::Value::Array(list)) => list,
                Some(_) => return false,
                None => {
                    let list = toml::Value::Array(vec![entry]);
                    return place(&mut expected, &key.0, Some(list))
                        && same(&expected, &toml::Value::Table(after));
                }
            };
            list.insert(at.unwrap_or(list.len()).min(list.len()), entry);
            true
        }
    };
    done && same(&expected, &toml::Value::Table(after))
}

fn value_mut<'a>(root: &'a mut toml::Value, path: &[Step]) -> Option<&'a mut toml::Value> {
    path.iter().try_fold(root, |here, step| match step {
        Step::Key(key) => here.get_mut(key),
        Step::Entry(number) => here.get_mut(number),
    })
}

/// Puts a value at a path, or takes it away; says whether the path leads somewhere.
fn place(root: &mut toml::Value, path: &[Step], value: Option<toml::Value>) -> bool {
    let Some((last, way)) = path.split_last() else {
        return false;
    };
    let mut here = root;
    for step in way {
        let next = match (step, here) {
            (Step::Key(key), toml::Value::Table(table)) => table
                .entry(key.clone())
                .or_insert_with(|| toml::Value::Table(toml::Table::new())),
            (Step::Entry(number), toml::Value::Array(list)) => match list.get_mut(*number) {
                Some(next) => next,
                None => return false,
            },
            _ => return false,
        };
        here = next;
    }
    match (last, here, value) {
        (Step::Key(key), toml::Value::Table(table), Some(value)) => {
            table.insert(key.clone(), value);
        }
        (Step::Key(key), toml::Value::Table(table), None) => {
            table.remove(key);
        }
        (Step::Entry(number), toml::Value::Array(list), None) if *number < list.len() => {
            list.remove(*number);
        }
        _ => return false,
    }
    true
}

/// Whether two values are the same, whatever line ends their texts have; an empty list or table is none.
fn same(a: &toml::Value, b: &toml::Value) -> bool {
    use toml::Value::{Array, Float, String, Table};
    let none = |value: &toml::Value| match value {
        Table(table) => table.is_empty(),
        Array(list) => list.is_empty(),
        _ => false,
    };
    match (a, b) {
        (String(a), String(b)) => a.replace("\r\n", "\n") == b.replace("\r\n", "\n"),
        (Array(a), Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Table(a), Table(b)) => {
            let within = |a: &toml::Table, b: &toml::Table| {
                a.iter().all(|(key, value)| match b.get(key) {
                    Some(other) => same(value, other),
                    None => none(value),
                })
            };
            within(a, b) && within(b, a)
        }
        (Float(a), Float(b)) => a.to_bits() == b.to_bits(),
        (a, b) => a == b,
    }
}

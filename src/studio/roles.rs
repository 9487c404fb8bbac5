//! What somebody may do in a ward, and what each action asks for.

use crate::failure::Failure;
use crate::people::People;
pub use crate::people::Role;
use crate::shape::Shape;
use axum::http::StatusCode;
use std::collections::BTreeSet;

/// What an action asks for: any of these roles; `None` where there is no such action.
pub fn asked(action: &str) -> Option<&'static [Role]> {
    Some(match action {
        "record" | "preview" | "save" | "discard" | "settle" | "new" | "send" | "revive"
        | "own" | "import" | "picture" | "shared" | "phone" | "phone-came" | "phone-end" => {
            &[Role::Write]
        }
        "approve" | "return" | "go" | "urgent" | "stands" | "pull" => {
            &[Role::Approve, Role::Health]
        }
        "publish" | "build" | "undo" | "clock" => &[Role::Publish],
        // What should not be there leaves at once, whoever of these sees it first.
        "withdraw" => &[Role::Publish, Role::Approve, Role::Health],
        "role" | "alone" | "invite" | "end-session" => &[Role::Admin],
        "here" | "note" => &Role::ALL,
        "units" | "unit" | "plans" => &[Role::Approve, Role::Publish, Role::Admin],
        _ => return None,
    })
}

/// Who may approve such a text. Urgency never takes the place of somebody who knows about health.
pub fn approvers(shape: &Shape, urgent: bool) -> &'static [Role] {
    match (shape.is_health(), urgent) {
        (true, _) => &[Role::Health],
        (false, true) => &[Role::Approve, Role::Health],
        (false, false) => &[Role::Approve],
    }
}

/// Lets somebody through who has one of the roles in a ward.
///
/// # Errors
/// When nobody said who sits there, or the person has none of them: in words, with status 401 or 403.
pub fn require(people: &People, who: &str, ward: &str, any: &[Role]) -> Result<(), Failure> {
    known(who)?;
    match any.iter().any(|role| people.has(who, ward, *role)) {
        true => Ok(()),
        false => Err(refused(any, "ở phường này")),
    }
}

/// Lets somebody through who said who sits there.
///
/// # Errors
/// When nobody did, in words, with status 401.
pub fn known(who: &str) -> Result<(), Failure> {
    if who.is_empty() {
        return Err(Failure::new(
            StatusCode::UNAUTHORIZED,
            "Chưa biết bạn là ai.",
            "Về trang đầu để ghi tên; chữ đã gõ vẫn được giữ.",
        ));
    }
    Ok(())
}

/// What somebody is told who has none of these roles there.
pub(crate) fn refused(any: &[Role], place: &str) -> Failure {
    let named: Vec<_> = any
        .iter()
        .map(|role| format!("“{}”", role.label()))
        .collect();
    let words = match any.len() == Role::ALL.len() {
        true => format!("Bạn chưa được giao việc {place}."),
        false => format!("Bạn chưa được giao việc {} {place}.", named.join(" hoặc ")),
    };
    Failure {
        reason: "role",
        ..Failure::new(
            StatusCode::FORBIDDEN,
            &words,
            "Nhờ người quản trị giao thêm việc cho bạn ở trang “Người và việc”; chữ đã gõ vẫn được giữ.",
        )
    }
}

/// Roles as a form sends them; what is none is passed over.
pub fn parse(ids: &[String]) -> BTreeSet<Role> {
    let named = |id: &String| Role::ALL.into_iter().find(|role| role.id() == id.as_str());
    ids.iter().filter_map(named).collect()
}

/// Roles as people read them.
pub fn words(roles: &BTreeSet<Role>) -> String {
    match roles.is_empty() {
        true => "không việc nào".into(),
        false => roles
            .iter()
            .map(|role| role.label())
            .collect::<Vec<_>>()
            .join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_lacks_a_role_is_told_which_and_who_has_it_passes() {
        let mut people = People::default();
        people.join("Lan");
        people.join("Minh");
        assert!(require(&people, "Lan", "mau", &[Role::Admin]).is_ok());
        assert!(require(&people, "Minh", "mau", &[Role::Write]).is_ok());
        let told = require(&people, "Minh", "mau", &[Role::Approve, Role::Health]).unwrap_err();
        assert_eq!(told.status, 403);
        assert_eq!(
            told.words,
            "Bạn chưa được giao việc “duyệt” hoặc “y tế” ở phường này."
        );
        assert_eq!(
            require(&people, "", "mau", &Role::ALL).unwrap_err().status,
            401
        );
        assert_eq!(
            require(&people, "Tú", "mau", &Role::ALL)
                .unwrap_err()
                .status,
            403
        );
        people.set("Minh", "mau", BTreeSet::from([Role::Health]));
        assert!(require(&people, "Minh", "mau", &[Role::Write]).is_err());
        assert!(require(&people, "Minh", "khac", &[Role::Write]).is_ok());
    }
}

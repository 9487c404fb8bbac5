//! What a word does in the query: most words say what it is about, some make it a question, and the number of
//! an official document says which of many.

use super::plan::Slot;

/// What a word does in the query.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Role {
    /// Says what the query is about.
    #[default]
    Subject,
    /// Makes the query a question or a request, whatever it is about.
    Function,
    /// The number of an official document.
    Number,
}

/// Syllables that questions are made of, with the marks they have there: a closed list of pronouns,
/// particles and auxiliaries. Syllables that are a word of their own too (`bị`, `đau`, `con`) are left out.
const FUNCTION: &str = " ạ anh ai à ấy bao bằng cách các cái cần chị cho chưa cứ của có cũng do dạ đã đang để đến \
đó được em ở gì giờ giúp hay hãy hỏi hơn không là làm lại mà mấy mình mọi muốn nào này nên nếu nhé nhiêu nhưng như những \
ơi phải rất rồi sao sẽ tại tất thế thì thôi tôi trong và vậy về vì với vẫn xin ";

/// Words that the number of a document stands beside, as folded keys.
const DOCUMENTS: &str =
    " nq kh ctr qd ct kl hd nd tt tb quiet hoach trinh dinh luan tu lenh luat so ";

/// Says what each word does.
pub fn assign(slots: &mut [Slot]) {
    for at in 0..slots.len() {
        let slot = &slots[at];
        let role = if is_document_number(slots, at) {
            Role::Number
        } else if listed(FUNCTION, &slot.written) {
            Role::Function
        } else {
            Role::Subject
        };
        slots[at].role = role;
    }
    // A query of such words alone asks for them.
    if slots.iter().all(|slot| slot.role == Role::Function) {
        slots.iter_mut().for_each(|slot| slot.role = Role::Subject);
    }
}

fn listed(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split(' ').any(|listed| listed == word)
}

fn is_document_number(slots: &[Slot], at: usize) -> bool {
    let beside = [at.wrapping_sub(1), at + 1];
    slots[at].folded.bytes().all(|b| b.is_ascii_digit())
        && beside
            .iter()
            .filter_map(|at| slots.get(*at))
            .any(|slot| listed(DOCUMENTS, &slot.folded))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(words: &[&str]) -> Vec<Role> {
        let slot = |word: &&str| Slot {
            folded: (*word).to_owned(),
            written: (*word).to_owned(),
            ..Slot::default()
        };
        let mut slots: Vec<Slot> = words.iter().map(slot).collect();
        assign(&mut slots);
        slots.iter().map(|slot| slot.role).collect()
    }

    #[test]
    fn numbers_of_documents_and_words_of_questions() {
        use Role::{Function, Number, Subject};
        assert_eq!(roles(&["nghi", "quiet", "80"]), [Subject, Subject, Number]);
        assert_eq!(roles(&["72", "nq", "tw"]), [Number, Subject, Subject]);
        assert_eq!(roles(&["covid", "19"]), [Subject, Subject]);
        assert_eq!(roles(&["ngã", "thì", "sao"]), [Subject, Function, Function]);
        assert_eq!(roles(&["vì", "sao"]), [Subject, Subject]);
    }
}

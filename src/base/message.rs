//! What Loa says, as data: one trait over the sentences of every crate, each in Vietnamese and in English.
//!
//! A crate lists its problems with [`catalogue!`](crate::catalogue) and its other sentences with
//! [`sentences!`](crate::sentences). The compiler refuses an entry without one of the languages, and a sentence that names
//! a fact which its entry does not hold.

use crate::lang::Lang;
use std::any::Any;
use std::cmp::Ordering;
use std::fmt::Debug;
use std::sync::Arc;

/// A sentence in two languages.
pub trait Message: Debug + Send + Sync + 'static {
    /// The sentence; of a problem, what is wrong.
    fn text(&self, lang: Lang) -> String;

    /// How to mend what is wrong; empty where nothing is.
    fn help(&self, _: Lang) -> String {
        String::new()
    }
}

/// The problems of one crate.
pub trait Catalogue: Message + Ord {
    /// Where its problems stand among those of other crates about the same place: lower crates come first.
    const RANK: u8;
}

/// A problem of any crate.
#[derive(Debug, Clone)]
pub struct AnyProblem(Arc<dyn Entry>);

/// What is asked of a problem whose crate is not known.
trait Entry: Message {
    /// The rank of its catalogue, and that catalogue's name, which parts two of one rank.
    fn catalogue(&self) -> (u8, &'static str);
    fn any(&self) -> &dyn Any;
    /// The order among problems of one crate.
    fn compare(&self, other: &dyn Entry) -> Ordering;
}

impl<T: Catalogue> Entry for T {
    fn catalogue(&self) -> (u8, &'static str) {
        (T::RANK, std::any::type_name::<T>())
    }

    fn any(&self) -> &dyn Any {
        self
    }

    fn compare(&self, other: &dyn Entry) -> Ordering {
        match other.any().downcast_ref::<T>() {
            Some(other) => self.cmp(other),
            None => self.catalogue().cmp(&other.catalogue()),
        }
    }
}

impl AnyProblem {
    /// A problem of one crate.
    pub fn new(problem: impl Catalogue) -> Self {
        Self(Arc::new(problem))
    }

    /// The problem as an entry of the catalogue `T`, if it is one.
    pub fn get<T: Catalogue>(&self) -> Option<&T> {
        self.0.any().downcast_ref()
    }
}

impl Message for AnyProblem {
    fn text(&self, lang: Lang) -> String {
        self.0.text(lang)
    }

    fn help(&self, lang: Lang) -> String {
        self.0.help(lang)
    }
}

impl Ord for AnyProblem {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.compare(&*other.0)
    }
}

impl PartialOrd for AnyProblem {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for AnyProblem {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for AnyProblem {}

/// Defines a crate's problems: an enum whose entries hold their facts as typed fields, with what is wrong and how
/// to mend it in both languages. Problems of lower crates that its functions pass on are listed behind `includes`.
///
/// ```
/// use base::lang::Lang;
/// use base::message::Message;
/// use base::problem::FileProblem;
///
/// base::catalogue! {
///     /// What is wrong with a kettle.
///     pub enum Problem;
///     rank: 100;
///     includes: File(FileProblem);
///     /// The kettle holds nothing.
///     Empty { litres: usize }
///         vi: "ấm cạn, chứa được {litres} lít", "đổ thêm nước";
///         en: "the kettle is empty; it holds {litres} litres", "pour in water";
/// }
///
/// assert_eq!(Problem::Empty { litres: 2 }.text(Lang::Vi), "ấm cạn, chứa được 2 lít");
/// ```
#[macro_export]
macro_rules! catalogue {
    ($(#[$about:meta])* pub enum $name:ident; rank: $rank:literal; includes: $($included:ident($inner:ty)),*;
        $( $(#[$doc:meta])* $variant:ident { $($field:ident: $type:ty),* }
        vi: $vi:literal, $vi_help:literal;
        en: $en:literal, $en_help:literal; )*) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "the sentences of each entry say what its fields are")]
        pub enum $name {
            $( #[doc = "A problem of a lower crate."] $included($inner), )*
            $( $(#[$doc])* $variant { $($field: $type),* }, )*
        }

        impl $name {
            /// Every sentence in Vietnamese, with the names of its facts in braces.
            pub const VIETNAMESE: &[&str] = &[$($vi, $vi_help),*];
        }

        impl $crate::message::Message for $name {
            #[allow(unused_variables, reason = "a fact may be told in the help alone")]
            fn text(&self, lang: $crate::lang::Lang) -> String {
                match self {
                    $( Self::$included(inner) => $crate::message::Message::text(inner, lang), )*
                    $( Self::$variant { $($field),* } => {
                        $( let $field = $crate::lang::Localise::localise($field, lang); )*
                        match lang { $crate::lang::Lang::Vi => format!($vi), $crate::lang::Lang::En => format!($en) }
                    } )*
                }
            }

            #[allow(unused_variables, reason = "a fact may be told in the message alone")]
            fn help(&self, lang: $crate::lang::Lang) -> String {
                match self {
                    $( Self::$included(inner) => $crate::message::Message::help(inner, lang), )*
                    $( Self::$variant { $($field),* } => {
                        $( let $field = $crate::lang::Localise::localise($field, lang); )*
                        match lang { $crate::lang::Lang::Vi => format!($vi_help), $crate::lang::Lang::En => format!($en_help) }
                    } )*
                }
            }
        }

        impl $crate::message::Catalogue for $name {
            const RANK: u8 = $rank;
        }

        $( impl From<$inner> for $name {
            fn from(inner: $inner) -> Self {
                Self::$included(inner)
            }
        } )*

        impl From<$name> for $crate::message::AnyProblem {
            fn from(problem: $name) -> Self {
                match problem {
                    $( $name::$included(inner) => inner.into(), )*
                    own => Self::new(own),
                }
            }
        }
    };
}

/// Defines sentences that tell no problem: an enum whose entries hold their facts as typed fields, in both languages.
///
/// ```
/// use base::lang::Lang;
/// use base::message::Message;
///
/// base::sentences! {
///     /// What the kettle says.
///     pub enum Kettle;
///     /// The water boils.
///     Boiling { litres: usize } vi: "{litres} lít nước đã sôi"; en: "{litres} litres are boiling";
/// }
///
/// assert_eq!(Kettle::Boiling { litres: 2 }.text(Lang::En), "2 litres are boiling");
/// ```
#[macro_export]
macro_rules! sentences {
    ($(#[$about:meta])* pub enum $name:ident;
        $( $(#[$doc:meta])* $variant:ident { $($field:ident: $type:ty),* } vi: $vi:literal; en: $en:literal; )*) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the sentence of each entry says what its fields are")]
        pub enum $name { $( $(#[$doc])* $variant { $($field: $type),* }, )* }

        impl $name {
            /// Every sentence in Vietnamese, with the names of its facts in braces.
            pub const VIETNAMESE: &[&str] = &[$($vi),*];
        }

        impl $crate::message::Message for $name {
            fn text(&self, lang: $crate::lang::Lang) -> String {
                match self { $( Self::$variant { $($field),* } => {
                    $( let $field = $crate::lang::Localise::localise($field, lang); )*
                    match lang { $crate::lang::Lang::Vi => format!($vi), $crate::lang::Lang::En => format!($en) }
                } )* }
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::FileProblem;

    mod other {
        crate::catalogue! {
            /// A catalogue of the rank that files have.
            pub enum Problem;
            rank: 0;
            includes: ;
            /// As many.
            MoreProblems { count: usize }
                vi: "{count}", "";
                en: "{count}", "";
        }
    }

    #[test]
    fn problems_of_two_catalogues_are_never_one() {
        let ours = AnyProblem::from(FileProblem::MoreProblems { count: 2 });
        let theirs = AnyProblem::from(other::Problem::MoreProblems { count: 2 });
        assert_ne!(ours, theirs);
        assert_eq!(ours.cmp(&theirs), theirs.cmp(&ours).reverse());
        assert_eq!(
            ours,
            AnyProblem::from(FileProblem::MoreProblems { count: 2 })
        );
        assert!(ours < AnyProblem::from(FileProblem::MoreProblems { count: 3 }));
    }
}

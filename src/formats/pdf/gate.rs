//! Whether what a PDF says is text at all: pages may be pictures, fonts may not tell their letters, or tell wrong ones.

use analysis::letter::is_in_word;
use analysis::{Token, Tokens, syllable};
use serde::{Deserialize, Serialize};

/// Fewer letters than this on a page that is a picture are a stamp or a page's number.
const STAMP: usize = 150;

/// How much of a page a picture covers that is a picture of the page.
const COVERED: f64 = 0.5;

/// Letters in a hundred that a font may leave unnamed: bullets and ornaments do.
const UNNAMED: usize = 2;

/// Words that a text must have before it is judged.
const WORDS: usize = 20;

/// Words in a hundred that must be syllables: sound documents have more than ninety.
const SYLLABLES: usize = 75;

/// What was seen on the pages.
#[derive(Debug, Default)]
pub struct Seen {
    pages: usize,
    pictures: usize,
    letters: usize,
    unnamed: usize,
    /// The pages that are pictures.
    pub pictured: Vec<usize>,
}

/// Why a text is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Doubt {
    /// So many of so many pages are pictures.
    Pictures(usize, usize),
    /// So many letters in a hundred are not named by their fonts.
    Unnamed(usize),
    /// Only so many words in a hundred are syllables.
    Nonsense(usize),
}

impl Seen {
    /// Takes a page: its letters but for blanks, those that are not named, and how much of it pictures cover.
    pub fn page(&mut self, letters: usize, unnamed: usize, pictured: f64) {
        self.pages += 1;
        self.letters += letters;
        self.unnamed += unnamed;
        if pictured > COVERED && letters < STAMP {
            self.pictures += 1;
            self.pictured.push(self.pages);
        }
    }

    /// Whether the pages say this text.
    ///
    /// # Errors
    /// Why they do not.
    pub fn judge(&self, text: &str) -> Result<(), Doubt> {
        if self.pictures * 2 >= self.pages && self.pictures > 0 {
            return Err(Doubt::Pictures(self.pictures, self.pages));
        }
        let all = self.letters + self.unnamed;
        if self.unnamed * 100 > all * UNNAMED {
            return Err(Doubt::Unnamed((self.unnamed * 100).div_ceil(all)));
        }
        let (words, syllables) = counted(text);
        if words >= WORDS && syllables * 100 < words * SYLLABLES {
            return Err(Doubt::Nonsense(syllables * 100 / words));
        }
        Ok(())
    }
}

/// Words of a text, and how many of them are syllables of Vietnamese or would be with marks. What names and codes are made of
/// is not counted: capitals alone, figures, addresses.
pub fn counted(text: &str) -> (usize, usize) {
    let (mut words, mut syllables) = (0, 0);
    let mut token = Token::default();
    for word in text.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let name = word.chars().all(|c| !c.is_lowercase()) && word.chars().count() < 8;
        if name
            || word
                .chars()
                .any(|c| c.is_ascii_digit() || "@/._".contains(c))
        {
            continue;
        }
        words += 1;
        let whole = word.chars().all(is_in_word) && Tokens::new(word).advance(&mut token);
        if whole {
            let bare: String = token.letters.iter().map(|letter| letter.base).collect();
            let syllable = syllable::is_valid(&token.letters) || syllable::could_be_marked(&bare);
            syllables += usize::from(syllable);
        }
    }
    (words, syllables)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str = "Trạm Y tế phường tổ chức tiêm chủng mở rộng cho trẻ em dưới năm tuổi trên địa bàn; \
        các tổ dân phố báo cáo kết quả về Ủy ban nhân dân phường trước ngày 15 tháng 6.";

    fn seen(letters: usize, unnamed: usize, pictured: f64) -> Seen {
        let mut seen = Seen::default();
        seen.page(letters, unnamed, pictured);
        seen
    }

    #[test]
    fn sound_texts_pass() {
        assert_eq!(seen(500, 3, 0.0).judge(SOUND), Ok(()));
        // A picture behind the text, as on a title page.
        assert_eq!(seen(500, 0, 1.0).judge(SOUND), Ok(()));
        let bare: String = analysis::fold(SOUND);
        assert_eq!(seen(500, 0, 0.0).judge(&bare), Ok(()));
        assert_eq!(seen(10, 0, 0.0).judge("Fax: 12, PCCC-P6 Website"), Ok(()));
    }

    #[test]
    fn pictures_holes_and_nonsense_are_told_apart() {
        assert_eq!(seen(40, 0, 0.9).judge("SAO Y"), Err(Doubt::Pictures(1, 1)));
        assert_eq!(seen(400, 40, 0.0).judge(SOUND), Err(Doubt::Unnamed(10)));
        let wrong = "HiÇn nay, trên Ëa bàn tÉnh có ng°Ýi sí dång trái phép ch¥t ma túy, triÃn khai thñc hiÇn \
            công tác cai nghiÇn ma túy tñ nguyÇn t¡i gia ình";
        assert!(
            matches!(seen(400, 0, 0.0).judge(wrong), Err(Doubt::Nonsense(share)) if share < 70)
        );
    }
}

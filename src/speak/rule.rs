//! By which rule something is read, for `--explain`.

use base::lang::Lang;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A word of Vietnamese.
    Word,
    /// An abbreviation or a foreign word with a reading.
    Abbreviation,
    /// Letters that are named.
    Letter,
    /// A number.
    Number,
    /// A measure: a number with its unit, or a unit.
    Measure,
    /// A range.
    Range,
    /// A day, a month, a year.
    Date,
    /// A time of day.
    Time,
    /// Two numbers with a slash that are no day.
    Slash,
    /// A telephone number.
    Telephone,
    /// A Roman numeral.
    Roman,
    /// The symbol of a document.
    Symbol,
    /// An address on the web.
    Web,
    /// A sign.
    Sign,
}

macro_rules! rules {
    ($( $(#[$doc:meta])* $name:ident $class:ident $vi:literal $en:literal; )*) => {
        /// A rule of reading.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Rule { $( $(#[$doc])* #[doc = $en] $name, )* }

        impl Rule {
            /// What the token is.
            pub fn class(self) -> Class {
                match self { $( Self::$name => Class::$class, )* }
            }

            /// The rule in words.
            pub fn text(self, lang: Lang) -> &'static str {
                match (self, lang) { $( (Self::$name, Lang::Vi) => $vi, (Self::$name, Lang::En) => $en, )* }
            }
        }
    };
}

impl Class {
    /// The class in words.
    pub fn text(self, lang: Lang) -> &'static str {
        let (vi, en) = match self {
            Self::Word => ("tiếng Việt", "word"),
            Self::Abbreviation => ("viết tắt", "abbreviation"),
            Self::Letter => ("chữ cái", "letter"),
            Self::Number => ("số", "number"),
            Self::Measure => ("số đo", "measure"),
            Self::Range => ("khoảng", "range"),
            Self::Date => ("ngày tháng", "date"),
            Self::Time => ("giờ", "time"),
            Self::Slash => ("gạch chéo", "slash"),
            Self::Telephone => ("điện thoại", "telephone"),
            Self::Roman => ("số La Mã", "Roman numeral"),
            Self::Symbol => ("ký hiệu văn bản", "document symbol"),
            Self::Web => ("địa chỉ mạng", "web address"),
            Self::Sign => ("dấu", "sign"),
        };
        match lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }
}

rules! {
    Plain Word "âm tiết tiếng Việt, giữ nguyên" "a syllable of Vietnamese, as it stands";
    Known Word "tên đã biết, giữ nguyên" "a name that is known, as it stands";
    Ward Abbreviation "cách đọc khai trong ward.toml" "the ward's own reading";
    Table Abbreviation "bảng chữ viết tắt" "the table of abbreviations";
    ForeignWord Abbreviation "bảng từ nước ngoài" "the table of foreign words";
    LetterAlone Letter "chữ cái đứng một mình" "a letter alone";
    LetterCode Letter "chữ cái ghép với số" "letters with numbers";
    Cardinal Number "số đếm" "a count";
    LeadingZero Number "bỏ số không đứng đầu" "a leading zero is dropped";
    Ordinal Number "số thứ tự" "an ordinal";
    Thousands Number "chấm ngăn hàng nghìn" "dots between thousands";
    Decimal Number "phẩy trước phần lẻ" "a decimal comma";
    Point Number "chấm đọc là “chấm”" "a dot that is said";
    Digits Number "từng chữ số" "digit by digit";
    Label Number "số đầu dòng" "a label of a line";
    Unit Measure "số kèm đơn vị" "a number with its unit";
    UnitInBrackets Measure "đơn vị trong ngoặc sau số" "a unit in brackets behind a number";
    Per Measure "gạch chéo trước đơn vị: “một”, “trên”" "a slash before a unit";
    Span Range "gạch ngang giữa hai số: “đến”" "a dash between two numbers";
    Score Range "tỷ số" "a score";
    Day Date "ngày tháng năm" "a day";
    DaySpan Date "từ ngày đến ngày" "from day to day";
    Month Date "tháng và năm" "a month with its year";
    MonthDay Number "ngày trong tháng: “mùng”" "a day of the month";
    Clock Time "giờ phút" "a time of day";
    ClockSpan Time "từ giờ đến giờ" "from time to time";
    Part Slash "phân số" "a fraction";
    House Slash "số nhà" "a house number";
    Blood Slash "huyết áp" "a blood pressure";
    OfAll Slash "phần trên tổng số" "so many of so many";
    Nonstop Slash "suốt ngày đêm" "day and night";
    Telephone Telephone "số điện thoại, từng chữ số" "a telephone number, digit by digit";
    Emergency Telephone "số khẩn cấp, từng chữ số" "an emergency number, digit by digit";
    RomanNumber Roman "số La Mã sau từ báo" "a Roman numeral behind its word";
    First Roman "thứ I là “nhất”" "the first is “nhất”";
    DocumentSymbol Symbol "ký hiệu văn bản" "the symbol of a document";
    WebAddress Web "địa chỉ mạng, từng phần" "a web address, part by part";
    Pause Sign "dấu thành chỗ nghỉ" "a sign that becomes a pause";
    Silent Sign "dấu không đọc" "a sign that is silent";
    SignWord Sign "dấu đọc thành chữ" "a sign that is a word";
}

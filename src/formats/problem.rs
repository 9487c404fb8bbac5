//! What can be wrong with a document's file, in two languages.

use base::problem::FileProblem;
use base::reason::Reason;

base::catalogue! {
    /// What is wrong with a document's file.
    pub enum Problem;
    rank: 1;
    includes: File(FileProblem);

    /// A file that is no document of a known format.
    UnknownType {}
        vi: "tệp không phải Word, OpenDocument, RTF, PDF, trang web, Markdown, ảnh JPEG, PNG hay văn bản `.txt`", "mở văn bản bằng Word rồi lưu lại thành `.docx`; tên tệp không quan trọng, Loa xem bên trong";
        en: "the file is no Word document, no OpenDocument, RTF or PDF, no web page, Markdown, JPEG, PNG or plain text", "open the document in Word and save it as `.docx`; its name does not matter, its content does";
    /// A file of another program, which only that program opens.
    Foreign { program: String }
        vi: "tệp của {program}, Loa không đọc được", "mở bằng {program} rồi xuất ra PDF hoặc Word `.docx`, sau đó nhập tệp đó";
        en: "the file is one of {program}, which Loa cannot read", "open it in {program}, export it as PDF or Word `.docx`, and import that";
    /// A sheet or slides.
    Sheet {}
        vi: "tệp là bảng tính hoặc bài trình chiếu, không phải văn bản", "lưu phần cần nhập thành PDF, hoặc chép vào một tệp Word `.docx`";
        en: "the file is a sheet or slides and no document", "save the part that matters as PDF, or copy it into a Word `.docx`";
    /// An old Word file that cannot be opened, or a document locked by a password, which looks the same.
    OldWord {}
        vi: "tệp là Word đời cũ (`.doc`) bị hỏng, hoặc có mật khẩu mở", "mở bằng Word, bỏ mật khẩu nếu có, rồi lưu lại thành `.docx`";
        en: "the file is in the old Word format (`.doc`) and damaged, or locked by a password", "open it in Word, remove the password if there is one, and save it as `.docx`";
    /// A document that asks for a password.
    Locked {}
        vi: "văn bản có mật khẩu", "mở văn bản bằng mật khẩu rồi lưu lại không có mật khẩu";
        en: "the document is locked by a password", "open it with the password and save it without one";
    /// A document that breaks off or contradicts its format.
    Damaged { reason: Reason }
        vi: "văn bản hỏng hoặc chưa tải hết: {reason}", "tải lại văn bản, mở bằng Word rồi lưu lại";
        en: "the document is damaged or incomplete: {reason}", "download it again, or open it in Word and save it again";
    /// A document without text: pictures of pages.
    NoText {}
        vi: "văn bản không có chữ, có lẽ là ảnh chụp từng trang", "xin bản Word, hoặc dùng phần mềm nhận dạng chữ rồi lưu lại";
        en: "the document holds no text; its pages are probably pictures", "ask for the Word file, or recognise the text with other software first";
    /// A document whose pages are pictures, with a stamp or a page's number for text.
    Pictures { found: usize, pages: usize }
        vi: "{found} trong {pages} trang là ảnh, chữ trên đó không đọc được", "xin bản Word, hoặc cài `tesseract-ocr` và `tesseract-ocr-vie` để Loa tự nhận dạng chữ trên ảnh";
        en: "{found} of {pages} pages are pictures, whose words cannot be read", "ask for the Word file, or install `tesseract-ocr` and `tesseract-ocr-vie`, with which Loa recognises words in pictures";
    /// A photograph as iPhones keep them.
    Heic {}
        vi: "tệp là ảnh HEIC của iPhone, Loa không mở được", "gửi ảnh qua Zalo hoặc thư điện tử rồi tải về thì ảnh thành JPEG, sau đó nhập tệp đó; muốn máy chụp thẳng JPEG: Cài đặt → Camera → Định dạng → Tương thích nhất";
        en: "the file is a HEIC photograph of an iPhone, which Loa cannot open", "send the photograph by mail or chat and save it from there, which makes it a JPEG, and import that; for phones to take JPEG: Settings → Camera → Formats → Most Compatible";
    /// A photograph in which no page can be read.
    Blurred {}
        vi: "trong ảnh không đọc được chữ: ảnh mờ, chụp xa, hoặc không phải ảnh văn bản", "chụp lại từ ngay trên tờ giấy, đủ sáng, cả trang vừa khung ảnh; tốt nhất là xin bản Word";
        en: "no text can be read in the picture: it is blurred, taken from afar, or shows no document", "take it again from right above the sheet, in good light, the page filling the frame; best, ask for the Word file";
    /// A document whose fonts do not say what some of their letters are.
    Unnamed { percent: usize }
        vi: "phông chữ trong tệp không cho biết {percent}% số chữ là chữ gì", "xin bản Word, hoặc dùng phần mềm nhận dạng chữ rồi lưu lại";
        en: "the fonts in the file do not say what {percent}% of the letters are", "ask for the Word file, or recognise the text with other software first";
    /// A document whose letters make no words: its fonts name wrong ones.
    Nonsense { percent: usize }
        vi: "chữ trong tệp không thành tiếng Việt: chỉ {percent}% số từ đọc được, có lẽ vì sai bảng mã", "xin bản Word, hoặc dùng phần mềm nhận dạng chữ rồi lưu lại";
        en: "the letters in the file make no Vietnamese: only {percent}% of its words can be read, perhaps for a wrong encoding", "ask for the Word file, or recognise the text with other software first";
    /// A document longer than a post can be.
    TooLong { found: String, limit: String }
        vi: "văn bản quá dài: {found}, giới hạn {limit}", "tách văn bản, chỉ nhập phần chính và phụ lục cần thiết";
        en: "the document is too long: {found}, the limit is {limit}", "split it and import the main part and the appendices that matter";
    /// A PDF with more pages than a post can take.
    TooManyPages { found: usize, limit: usize }
        vi: "văn bản có {found} trang, giới hạn {limit}", "tách văn bản, chỉ nhập phần chính và phụ lục cần thiết";
        en: "the document has {found} pages, the limit is {limit}", "split it and import the main part and the appendices that matter";
    /// A document whose content swells beyond reason when it is unpacked or takes too long.
    TooHeavy {}
        vi: "văn bản bung ra quá lớn khi giải nén hoặc đọc quá lâu nên đã dừng lại", "kiểm tra nguồn của tệp; mở bằng Word rồi lưu lại thành `.docx`";
        en: "the document swells too much or takes too long to read, so reading was stopped", "check where the file comes from; open it in Word and save it as `.docx`";
}

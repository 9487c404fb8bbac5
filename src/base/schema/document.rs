//! Keys of official documents, of the models that carry them out, and of news about those.

use super::choices::{COMPARISONS, MODEL_STATUSES};
use super::field::FieldType::{
    Choice, Date, Deadline, Document, Number, Post, TableList, Text, TextList, Topic, Year,
};
use super::field::{Field, Rule, Searched, words};

const TARGETS: Field = Field::new(
    "targets",
    TableList(&TARGET),
    words("Chỉ tiêu", "Targets"),
    words("điều cần đạt; xem dưới", "what is to be reached; see below"),
)
.searched(Searched::Text);

const PROGRESS: Field = Field::new(
    "progress",
    TableList(&PROGRESS_REPORT),
    words("Đã đạt tới đâu", "Progress"),
    words(
        "số đã đạt của từng chỉ tiêu, khi có báo cáo; xem dưới",
        "how far a target is, once somebody has reported it; see below",
    ),
)
.rules(&[Rule::MeasuresOf("targets")]);

const PARTNERS: Field = Field::new(
    "partners",
    TextList,
    words("Phối hợp", "Partners"),
    words("các đơn vị phối hợp", "bodies that help"),
)
.called(&["phoi-hop"]);

const TOPIC: Field = Field::new(
    "topic",
    Topic,
    words("Chủ đề", "Topic"),
    words(
        "một từ ngắn cho biết việc gì, như \"bảo hiểm y tế\", \"tuyên truyền\"; trang chỉ tiêu và trang việc lọc theo từ này",
        "a short word for what it is about, such as \"bảo hiểm y tế\" or \"tuyên truyền\": what `/muc-tieu/` is filtered by",
    ),
);

/// Keys of an official document explained.
pub static RESOLUTION: [Field; 16] = [
    Field::new(
        "issuer",
        Text(None),
        words("Cơ quan ban hành", "Issuing body"),
        words(
            "cơ quan đã ban hành văn bản",
            "the body that issued the document",
        ),
    )
    .required()
    .called(&["co-quan-ban-hanh", "noi-ban-hanh"])
    .prompt("\"Cơ quan ban hành\"")
    .unknown("Cơ quan ban hành")
    .searched(Searched::Text),
    Field::new(
        "document_kind",
        Text(None),
        words("Loại văn bản", "Kind of document"),
        words(
            "`Nghị quyết`, `Chương trình hành động`, `Kế hoạch`, …",
            "`Nghị quyết`, `Chương trình hành động`, `Kế hoạch`, …",
        ),
    )
    .required()
    .called(&["loai-van-ban"])
    .sample("\"Kế hoạch\"")
    .unknown("Văn bản")
    .searched(Searched::Text),
    Field::new(
        "number",
        Text(None),
        words("Số, ký hiệu", "Number"),
        words(
            "số và ký hiệu, như `72-NQ/TW`; văn bản không có thì bỏ",
            "number and symbol, `72-NQ/TW`; left out where the document has none",
        ),
    )
    .called(&["so", "so-hieu"])
    .hint("\"12-KH/ĐU\"")
    .searched(Searched::Symbols),
    Field::new(
        "subject",
        Text(None),
        words("Trích yếu", "Subject"),
        words(
            "văn bản nói về việc gì, bằng lời của mình",
            "what the document is about (trích yếu), in our words",
        ),
    )
    .called(&["trich-yeu"])
    .searched(Searched::Text),
    Field::new(
        "issued",
        Date,
        words("Ngày ban hành", "Issued"),
        words("ngày ký ban hành", "the day of issue"),
    )
    .called(&["ngay-ban-hanh"])
    .hint("2026-01-31"),
    Field::new(
        "effective",
        Date,
        words("Ngày có hiệu lực", "Effective"),
        words("có hiệu lực từ ngày nào", "the day from which it holds"),
    )
    .called(&["hieu-luc", "ngay-hieu-luc"]),
    Field::new(
        "signer",
        Text(None),
        words("Người ký", "Signer"),
        words("ai ký văn bản", "who signed it"),
    )
    .called(&["nguoi-ky"]),
    Field::new(
        "signer_role",
        Text(None),
        words("Chức vụ người ký", "Role of the signer"),
        words("ký với chức vụ nào", "in what role"),
    )
    .called(&["chuc-vu"]),
    Field::new(
        "place",
        Text(None),
        words("Nơi ban hành", "Place"),
        words("địa danh ghi trên văn bản", "where it was issued"),
    )
    .called(&["dia-diem"]),
    Field::new(
        "recipients",
        TextList,
        words("Nơi nhận", "Recipients"),
        words("văn bản gửi cho ai", "whom it was sent to (Nơi nhận)"),
    )
    .called(&["noi-nhan"]),
    Field::new(
        "file",
        Document,
        words("Bản gốc để tải về", "Original for download"),
        words(
            "tệp bản gốc nằm cạnh bài: Word, Excel, PowerPoint, OpenDocument, PDF hoặc văn bản thường, xét theo nội dung tệp",
            "the original beside the post, offered for download: Word, Excel, PowerPoint, OpenDocument, PDF or plain text by its content",
        ),
    )
    .called(&["tep"]),
    Field::new(
        "file_hash",
        Text(None),
        words("Mã kiểm bản gốc", "Hash of the original"),
        words(
            "mã BLAKE3 của bản gốc; `loa import` tự ghi, và `loa check` nhắc khi tệp đã khác",
            "the BLAKE3 hash of the original; `loa import` writes it, and `loa check` warns when the file is another",
        ),
    )
    .rules(&[Rule::Needs("file")]),
    Field::new(
        "carries_out",
        TextList,
        words("Thực hiện văn bản", "Carries out"),
        words(
            "số, ký hiệu các văn bản mà văn bản này thực hiện",
            "numbers of the documents it carries out",
        ),
    )
    .searched(Searched::Text),
    TARGETS.hint(""),
    PROGRESS,
    Field::new(
        "tasks",
        TableList(&TASK),
        words("Việc cần làm", "Tasks"),
        words("việc văn bản giao; xem dưới", "what is to be done; see below"),
    )
    .hint("")
    .searched(Searched::Text),
];

/// Keys of a local model.
pub static MODEL: [Field; 7] = [
    Field::new(
        "goal",
        Text(None),
        words("Mục tiêu", "Goal"),
        words("mô hình muốn đạt điều gì", "what it wants to reach"),
    )
    .required()
    .called(&["muc-tieu"])
    .prompt("\"Mô hình muốn đạt điều gì\"")
    .searched(Searched::Text),
    Field::new(
        "responsible",
        Text(None),
        words("Phụ trách", "Body in charge"),
        words("đơn vị phụ trách", "the body in charge"),
    )
    .required()
    .called(&["phu-trach"])
    .prompt("\"Ai phụ trách\"")
    .searched(Searched::Text),
    PARTNERS.searched(Searched::Text),
    Field::new(
        "status",
        Choice(&MODEL_STATUSES),
        words("Tình trạng", "Status"),
        words(
            "mô hình làm tới đâu; tài liệu không nói thì bỏ",
            "how far it is; left out where no document tells",
        ),
    )
    .called(&["trang-thai"]),
    Field::new(
        "resolution",
        Post("nghi-quyet"),
        words("Văn bản được thực hiện", "Resolution"),
        words(
            "bài về văn bản mà mô hình thực hiện, viết như liên kết: `../nghi-quyet/ke-hoach.md`",
            "the post of the resolution it carries out, written as a link: `../nghi-quyet/ke-hoach.md`",
        ),
    )
    .hint("\"../nghi-quyet/ten-bai.md\""),
    TARGETS,
    PROGRESS,
];

/// Keys of news.
pub static NEWS: [Field; 1] = [Field::new(
    "model",
    Post("mo-hinh"),
    words("Mô hình", "Model"),
    words(
        "mô hình mà tin nói tới: `../mo-hinh/em-khong-mot-minh.md`",
        "the model that the news is about: `../mo-hinh/em-khong-mot-minh.md`",
    ),
)
.hint("\"../mo-hinh/ten-bai.md\"")];

/// Keys of one `[[targets]]` table.
pub static TARGET: [Field; 8] = [
    Field::new(
        "measure",
        Text(None),
        words("Điều cần đạt", "Measure"),
        words(
            "đếm hoặc đo điều gì, như \"Tỷ lệ dân số tham gia bảo hiểm y tế\"",
            "what is counted, \"Tỷ lệ dân số tham gia bảo hiểm y tế\"",
        ),
    )
    .required()
    .hint("\"Điều cần đạt\"")
    .searched(Searched::Text),
    Field::new(
        "comparison",
        Choice(&COMPARISONS),
        words("So sánh", "Comparison"),
        words("bỏ đi thì hiểu là `=`", "`=` when left out"),
    ),
    Field::new(
        "value",
        Number,
        words("Số cần đạt", "Value"),
        words(
            "`1700`, `98.5`: không có dấu chấm giữa hàng nghìn, dấu chấm trước phần lẻ (`1.700` bị hỏi lại); chỉ tiêu không phải là số thì bỏ",
            "`1700`, `98.5`: nothing between thousands, a dot before decimals (`1.700` is doubted); left out for a target that is not a number (\"Trạm y tế đạt chuẩn quốc gia\")",
        ),
    )
    .rules(&[Rule::Needs("unit"), Rule::DoubtDot("unit")])
    .hint("95"),
    Field::new(
        "unit",
        Text(None),
        words("Đơn vị", "Unit"),
        words("`%`, `căn`, `tuổi`, …", "`%`, `căn`, `tuổi`, …"),
    )
    .rules(&[Rule::Needs("value")])
    .hint("\"%\""),
    Field::new(
        "year",
        Year,
        words("Năm", "Year"),
        words("năm phải đạt", "the year by which it is to be reached"),
    )
    .hint("2030"),
    Field::new(
        "place",
        Text(None),
        words("Ở đâu", "Place"),
        words(
            "ở đâu, khi không phải cả phường",
            "where, when it is not the whole ward",
        ),
    )
    .called(&["dia-diem"]),
    Field::new(
        "note",
        Text(None),
        words("Điều kiện", "Note"),
        words(
            "điều kiện mà văn bản nêu thêm, bằng lời của mình (\"hằng năm\")",
            "a condition the document adds, in our words (\"hằng năm\")",
        ),
    ),
    TOPIC,
];

/// Keys of one `[[progress]]` table.
pub static PROGRESS_REPORT: [Field; 6] = [
    Field::new(
        "measure",
        Text(None),
        words("Chỉ tiêu nào", "Measure"),
        words(
            "chép đúng `measure` của một chỉ tiêu có số",
            "the `measure` of a target that has a value, in its words",
        ),
    )
    .required(),
    Field::new(
        "value",
        Number,
        words("Số đã đạt", "Value"),
        words(
            "theo đơn vị của chỉ tiêu, viết như `98.5`",
            "in the unit of the target, `98.5`",
        ),
    )
    .required(),
    Field::new(
        "year",
        Year,
        words("Chỉ tiêu của năm", "Year of the target"),
        words(
            "khi hai chỉ tiêu cùng tên mà khác năm",
            "where two targets differ by their year alone",
        ),
    ),
    Field::new(
        "as_of",
        Date,
        words("Số liệu đến ngày", "As of"),
        words(
            "số ấy đúng vào ngày nào",
            "the day for which the value holds",
        ),
    )
    .required(),
    Field::new(
        "source",
        Text(None),
        words("Theo báo cáo nào", "Source"),
        words(
            "báo cáo nào cho biết, gọi đúng tên",
            "the report that tells it, by its name",
        ),
    )
    .required()
    .called(&["nguon"]),
    Field::new(
        "note",
        Text(None),
        words("Ghi chú", "Note"),
        words(
            "điều cần biết để hiểu số ấy",
            "what one must know to understand the value",
        ),
    ),
];

/// Keys of one `[[tasks]]` table.
pub static TASK: [Field; 5] = [
    Field::new(
        "task",
        Text(None),
        words("Việc", "Task"),
        words("việc cần làm", "what is to be done"),
    )
    .required()
    .hint("\"Việc cần làm\"")
    .searched(Searched::Text),
    Field::new(
        "owner",
        Text(None),
        words("Ai làm", "Body in charge"),
        words("đơn vị chủ trì", "the body in charge"),
    )
    .hint("\"Ai làm\""),
    PARTNERS,
    Field::new(
        "deadline",
        Deadline,
        words("Hạn", "Deadline"),
        words(
            "một ngày, hoặc lời như `\"hằng năm\"`",
            "a date, or words such as `\"hằng năm\"`",
        ),
    )
    .hint("\"hằng năm\""),
    TOPIC,
];

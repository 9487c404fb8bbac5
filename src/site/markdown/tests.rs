//! Tests of Markdown compilation.

use super::*;
use crate::assets::{Cache, Pictures};
use crate::delivery::Delivery;
use crate::linker::Linker;
use crate::problem::Problem;
use crate::root::Root;
use base::message::AnyProblem;
use expect_test::{Expect, expect};
use std::path::Path;

pub fn compiled(text: &str) -> (Body, Vec<Problem>) {
    let posts = BTreeMap::from([(
        "suc-khoe/rua-tay.md".to_owned(),
        "suc-khoe/rua-tay/".to_owned(),
    )]);
    let root = Root::open(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))).unwrap();
    let pictures = Pictures::new(root, Cache::default());
    let linker = Linker::new(&Delivery::default(), "/", "tin/a/");
    let scope = Scope {
        posts: &posts,
        drafts: &[],
        held: &[],
        broken: &[],
        pictures: &pictures,
        ward: "chung",
        folder: "tin",
        at_top: true,
        measured: true,
        linker: &linker,
    };
    let source = SourceFile {
        path: "a.md".into(),
        text: format!("+++\n+++\n{text}"),
    };
    let mut problems = Vec::new();
    let body = compile(&source, 8..source.text.len(), &scope, &mut problems);
    (
        body,
        problems
            .into_iter()
            .map(|found| own(&found.problem))
            .collect(),
    )
}

fn html(text: &str, expected: Expect) {
    let (body, problems) = compiled(text);
    assert_eq!(problems, [], "{text}");
    expected.assert_eq(&body.html);
}

/// A problem as one of this crate.
fn own(problem: &AnyProblem) -> Problem {
    let of_files = || problem.get().cloned().map(Problem::File);
    problem
        .get()
        .cloned()
        .or_else(of_files)
        .expect("no other crate's")
}

#[test]
fn headings_have_ascii_anchors_that_differ() {
    html(
        "## Dấu hiệu\n\n### Ở *trẻ*\n\n## Dấu hiệu\n",
        expect![[r#"
        <h2 id="dau-hieu">Dấu hiệu</h2>
        <h3 id="o-tre">Ở <em>trẻ</em></h3>
        <h2 id="dau-hieu-2">Dấu hiệu</h2>
    "#]],
    );
}

#[test]
fn links_to_posts_become_addresses() {
    html(
        "[rửa](../suc-khoe/rua-tay.md#buoc) [web](https://example.org/?a=1&b=2) <tel:115> [từ gốc](/suc-khoe/rua-tay.md)\n",
        expect![[r#"
            <p><a href="/suc-khoe/rua-tay/#buoc">rửa</a> <a href="https://example.org/?a=1&amp;b=2" rel="external noopener noreferrer">web</a> <a href="tel:115" rel="external noopener noreferrer">tel:115</a> <a href="/suc-khoe/rua-tay/">từ gốc</a></p>
        "#]],
    );
}

#[test]
fn components_are_groups_with_a_heading() {
    html(
        "Trước.\n::: khẩn cấp: Gọi 115 ngay nếu\n- co giật\n- *khó thở*\n:::\n## Sau\n::: khong nen\n1. Một\n:::\nHết.\n",
        expect![[r#"
            <p>Trước.</p>
            <div class="care care-emergency" role="group" aria-labelledby="goi-115-ngay-neu">
            <h2 class="block-title" id="goi-115-ngay-neu"><span class="visually-hidden">Khẩn cấp: </span>Gọi 115 ngay nếu</h2>
            <ul>
            <li>co giật</li>
            <li><em>khó thở</em></li>
            </ul>
            <p><a class="button call" href="tel:115">Gọi 115</a></p>
            </div>
            <h2 id="sau">Sau</h2>
            <div class="dont" role="group" aria-labelledby="khong-nen-lam">
            <h3 class="block-title" id="khong-nen-lam">Không nên làm</h3>
            <ol>
            <li>Một</li>
            </ol>
            </div>
            <p>Hết.</p>
        "#]],
    );
}

#[test]
fn colons_in_code_are_code() {
    html(
        "```\n::: khẩn cấp\n:::\n```\n",
        expect![[r#"
        <pre><code>::: khẩn cấp
        :::
        </code></pre>
    "#]],
    );
}

#[test]
fn a_title_in_a_component_is_text() {
    html(
        "::: lưu ý: <b>1 & 2</b>\nChữ\n:::\n",
        expect![[r#"
        <div class="note" role="group" aria-labelledby="b-1-2-b">
        <h2 class="block-title" id="b-1-2-b">&lt;b&gt;1 &amp; 2&lt;/b&gt;</h2>
        <p>Chữ</p>
        </div>
    "#]],
    );
}

#[test]
fn tables_align_by_class() {
    html(
        "| Năm | Tỷ lệ |\n|---|--:|\n| 2026 | 95% |\n| 2030 | 98% |\n",
        expect![[r#"
            <div class="table-scroll" tabindex="0" role="region" aria-label="Bảng"><table><thead><tr><th scope="col">Năm</th><th scope="col" class="align-right">Tỷ lệ</th></tr></thead>
            <tbody><tr><td>2026</td><td class="align-right">95%</td></tr>
            <tr><td>2030</td><td class="align-right">98%</td></tr>
            </tbody></table></div>
        "#]],
    );
}

#[test]
fn task_lists_and_footnotes() {
    html(
        "- [x] Xong\n- [ ] Chưa\n\nChữ[^1].\n\n[^1]: Ghi chú.\n",
        expect![[r##"
            <ul>
            <li><span class="task" role="img" aria-label="Đã xong">☑</span> Xong</li>
            <li><span class="task" role="img" aria-label="Chưa xong">☐</span> Chưa</li>
            </ul>
            <p>Chữ<sup class="footnote-reference"><a href="#ghi-chu_1">1</a></sup>.</p>
            <div class="footnote-definition" id="ghi-chu_1"><sup class="footnote-definition-label">1</sup>
            <p>Ghi chú.</p>
            </div>
        "##]],
    );
}

#[test]
fn raw_html_is_sanitised_and_the_rest_stays() {
    let (body, problems) = compiled(
        "H<sub>2</sub>O <script>x</script> [rửa](../suc-khoe/rua-tay.md)\n\n<details><summary>Thêm</summary>\n\nChữ.\n\n</details>\n",
    );
    assert_eq!(
        problems,
        [Problem::HtmlRemoved {
            tag: "script".into()
        }]
    );
    expect![[r#"
        <p>H<sub>2</sub>O  <a href="/suc-khoe/rua-tay/">rửa</a></p>
        <details><summary>Thêm</summary>
        <p>Chữ.</p>
        </details>
    "#]]
    .assert_eq(&body.html);
}

#[test]
fn pictures_are_measured_and_described() {
    let (body, problems) = compiled("![Sáu bước rửa tay](../suc-khoe/rua-tay-sau-buoc.svg)\n");
    assert_eq!(problems, []);
    assert_eq!(body.pictures.len(), 1);
    assert!(body.html.contains("alt=\"Sáu bước rửa tay\" width=\""));
    assert!(body.html.contains("fetchpriority=\"high\""));
}

#[test]
fn passages_are_plain_text_cut_at_headings() {
    let (body, _) = compiled(
        "Mở *đầu*\nhai dòng.\n\n## Mục `một`\n\n- a\n- b\n\n::: nên: Việc\nlàm\n:::\n\n| x | y |\n|---|---|\n| 1 | 2 |\n",
    );
    let passages: Vec<_> = body
        .passages
        .iter()
        .map(|passage| {
            (
                passage.heading.as_str(),
                passage.anchor.as_str(),
                passage.text.as_str(),
            )
        })
        .collect();
    assert_eq!(
        passages,
        [
            ("", "", "Mở đầu hai dòng."),
            ("Mục một", "muc-mot", "a; b; Việc. làm x, y, 1, 2")
        ]
    );
}

#[test]
fn no_text_makes_it_panic() {
    let pieces = [
        "::: ", ":::", "nên", "\n", "```", "- ", "[a](", "b.md)", "<b", "|", "ễ", "\r\n", "![",
        "](x)", "[^1]:", "# ",
    ];
    let mut state = 7_u32;
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..12 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(pieces[(state >> 16) as usize % pieces.len()]);
        }
        compiled(&text);
    }
}

#[test]
fn no_two_ids_are_the_same() {
    let (body, _) = compiled(
        "## A 2\n\n## A\n\n## A\n\n## 1\n\nX[^1] Y[^hai].\n\n[^1]: Một.\n\n[^hai]: Hai.\n",
    );
    let mut ids: Vec<_> = body
        .html
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "{}", body.html);
    assert_eq!(all, 6);
}

#[test]
fn indented_blocks_are_blocks() {
    let (body, problems) = compiled("  ::: nên\n  - Một\n  :::\n");
    assert_eq!(problems, []);
    assert!(body.html.contains("class=\"do\""), "{}", body.html);
}

#[test]
fn a_digest_holds_the_opening_points_and_those_of_blocks() {
    let (body, problems) = compiled(
        "- Một: xem [rửa tay](../suc-khoe/rua-tay.md)\n- Hai\n  - trong hai\n- Ba\n\n::: khẩn cấp: Gọi 115\n- co giật\n- **tím tái**\n:::\n\n- ngoài khối\n\n::: lưu ý\nChỉ có chữ.\n:::\n",
    );
    assert_eq!(problems, []);
    assert_eq!(
        body.key_points.lead,
        ["Một: xem rửa tay", "Hai: trong hai", "Ba"]
    );
    let [block] = &body.key_points.blocks[..] else {
        panic!("{:?}", body.key_points.blocks)
    };
    assert_eq!(block.component, Component::Emergency);
    assert_eq!(block.title, "Gọi 115");
    assert_eq!(block.points, ["co giật", "tím tái"]);
}

#[test]
fn a_list_after_other_text_is_no_opening() {
    for text in [
        "Chữ trước.\n\n- Một\n",
        "## Mục\n\n- Một\n",
        "::: nên\n- Một\n:::\n",
    ] {
        let (body, _) = compiled(text);
        assert_eq!(body.key_points.lead, Vec::<String>::new(), "{text}");
    }
}

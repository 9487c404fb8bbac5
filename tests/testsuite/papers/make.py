#!/usr/bin/env python3
"""Sets the invented papers of `papers.toml` as many programs do.

usage: make.py FOLDER [NAME ...]      needs soffice, chromium, pdftoppm and Pillow

Each file is called PAPER.LAYOUT.ENDING. The same sources give the same texts; programs of others put their own days in.
"""
import base64, html, os, pathlib, random, shutil, subprocess, sys, tempfile, tomllib, zipfile
import printed

HERE = pathlib.Path(__file__).parent
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

# Which papers are set how: by name, or all.
ONE_PAGE = ['cong-van-cum', 'thong-bao-tiem', 'cong-dien-mua', 'ket-luan-hop']
SCANNED = ONE_PAGE + ['nuoc-sach', 'nghi-quyet-chi-bo', 'nghi-quyet-hoi-dong', 'mat-tran-rac']


def lines(paper):
    """The body: paragraphs, headings and tables, as (kind, content)."""
    found = []
    for line in paper['body'].strip().splitlines():
        if line.startswith('|'):
            cells = [cell.strip() for cell in line.strip('| ').split('|')]
            if found and found[-1][0] == 'table':
                found[-1][1].append(cells)
            else:
                found.append(('table', [cells]))
        elif line.startswith('# '):
            found.append(('heading', line[2:]))
        else:
            found.append(('text', line))
    return found


def esc(text):
    return html.escape(text, quote=False)


# Word.

def run(text, bold=False, italic=False):
    marks = ('<w:b/>' if bold else '') + ('<w:i/>' if italic else '')
    fonts = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    return f'<w:r><w:rPr>{fonts}{marks}<w:sz w:val="28"/></w:rPr><w:t xml:space="preserve">{esc(text)}</w:t></w:r>'


def para(text, align='both', bold=False, indent=False):
    first = '<w:ind w:firstLine="567"/>' if indent else ''
    spacing = '<w:spacing w:after="60"/>'
    return f'<w:p><w:pPr>{spacing}{first}<w:jc w:val="{align}"/></w:pPr>{run(text, bold)}</w:p>'


def word_cell(paragraphs, width, more=''):
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}</w:tcPr>{paragraphs}</w:tc>'


def word_table(rows):
    width = 9300 // len(rows[0])
    edges = ''.join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ('top', 'left', 'bottom', 'right', 'insideH', 'insideV'))
    xml = f'<w:tbl><w:tblPr><w:tblW w:w="9300" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders></w:tblPr>'
    for at, row in enumerate(rows):
        xml += '<w:tr>' + ('<w:trPr><w:tblHeader/></w:trPr>' if at == 0 else '')
        for column, text in enumerate(row):
            below = at + 1 < len(rows) and rows[at + 1][column] == '^'
            merged = '<w:vMerge/>' if text == '^' else '<w:vMerge w:val="restart"/>' if below else ''
            xml += word_cell(para('' if text == '^' else text, 'left', at == 0), width, merged)
        xml += '</w:tr>'
    return xml + '</w:tbl>'


def docx(paper, path):
    def column(texts, bold):
        return ''.join(para(text, 'center', bold and at < 3 and not text.startswith('Số')) for at, text in enumerate(texts))
    head = '<w:tbl><w:tblPr><w:tblW w:w="9600" w:type="dxa"/></w:tblPr><w:tr>'
    head += word_cell(column(paper['left'], True), 4000) + word_cell(column(paper['right'], True), 5600) + '</w:tr></w:tbl>'
    body = head + para('')
    body += ''.join(para(text, 'center', True) for text in paper['about'])
    section = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1418"/>'
    columns = paper.get('columns')
    if columns:
        body += f'<w:p><w:pPr><w:sectPr><w:type w:val="continuous"/>{section}</w:sectPr></w:pPr></w:p>'
    for kind, content in lines(paper):
        body += word_table(content) + para('') if kind == 'table' else para(content, 'both', kind == 'heading', True)
    if columns:
        body += f'<w:p><w:pPr><w:sectPr><w:type w:val="continuous"/>{section}<w:cols w:num="2" w:space="500"/></w:sectPr></w:pPr></w:p>'
    left = ''.join(para(text, 'left', text.endswith(':')) for text in paper['foot_left'])
    right = ''.join(para(text, 'center', True) for text in paper['foot_right'])
    body += '<w:tbl><w:tblPr><w:tblW w:w="9600" w:type="dxa"/></w:tblPr><w:tr>' + word_cell(left, 4800) + word_cell(right, 4800) + '</w:tr></w:tbl>'
    body += f'<w:p/><w:sectPr><w:type w:val="continuous"/>{section}</w:sectPr>'
    kinds = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
             '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
             '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
             'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
    relations = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                 '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as package:
        for name, xml in [('[Content_Types].xml', kinds), ('_rels/.rels', relations),
                          ('word/document.xml', f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {W}><w:body>{body}</w:body></w:document>')]:
            package.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), xml, zipfile.ZIP_DEFLATED)


# Pages of the web.

def article(paper):
    """The paper as a page shows it."""
    def column(texts):
        return '<br>'.join(esc(text) for text in texts)
    parts = ['<table class="dau" style="width:100%"><tr><td style="text-align:center">' + column(paper['left']) +
             '</td><td style="text-align:center">' + column(paper['right']) + '</td></tr></table>']
    parts += [f'<p style="text-align:center"><strong>{esc(text)}</strong></p>' for text in paper['about']]
    for kind, content in lines(paper):
        if kind == 'table':
            rows = ''
            for at, row in enumerate(content):
                rows += '<tr>'
                for column_at, text in enumerate(row):
                    if text == '^':
                        continue
                    span = 1
                    while at + span < len(content) and content[at + span][column_at] == '^':
                        span += 1
                    spans = f' rowspan="{span}"' if span > 1 else ''
                    tag = 'th' if at == 0 else 'td'
                    rows += f'<{tag}{spans}>{esc(text)}</{tag}>'
                rows += '</tr>'
            parts.append(f'<table border="1" style="border-collapse:collapse;width:100%"><tbody>{rows}</tbody></table>')
        else:
            text = esc(content)
            parts.append(f'<p>{"<b>" + text + "</b>" if kind == "heading" else text}</p>')
    parts.append('<table style="width:100%"><tr><td style="vertical-align:top">' + column(paper['foot_left']) +
                 '</td><td style="text-align:center">' + column(paper['foot_right']) + '</td></tr></table>')
    return '\n'.join(parts)


def sheet(paper):
    """The paper as a page of its own, for a browser to print."""
    style = 'body{font:14pt "Liberation Serif",serif;margin:0} td,th{padding:2pt 5pt} p{margin:4pt 0;text-indent:1cm} @page{size:A4;margin:20mm 15mm 20mm 25mm}'
    return f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{esc(paper["name"])}</title><style>{style}</style></head><body>{article(paper)}</body></html>'


MENU = ['Trang chủ', 'Giới thiệu', 'Tin tức', 'Văn bản', 'Thủ tục hành chính', 'Hỏi đáp', 'Liên hệ']
RELATED = ['Kế hoạch số 99/KH-UBND về phòng cháy', 'Thông báo lịch tiếp công dân tháng 5', 'Quyết định công bố thủ tục hành chính']


def portal(paper, flavour):
    """The paper on a page of a portal, with what stands around it there."""
    menu = ''.join(f'<li><a href="/{at}">{text}</a></li>' for at, text in enumerate(MENU))
    related = ''.join(f'<li><a href="/van-ban/{at}">{text}</a></li>' for at, text in enumerate(RELATED))
    title = esc(' '.join(paper['about'][:2]) or 'Công văn')
    foot = '<p>Cơ quan chủ quản: cổng thông tin thực hành, không phải của nơi có thật</p><p>Lượt truy cập: 12.345</p>'
    shown = article(paper)
    if flavour == 0:
        body = (f'<header><h2>CỔNG THÔNG TIN ĐIỆN TỬ</h2><nav><ul>{menu}</ul></nav></header><main><article><h1>{title}</h1>'
                f'<p class="meta">Ngày đăng: 20/05/2026 | Lượt xem: 345</p>{shown}</article><aside><h3>Văn bản liên quan</h3><ul>{related}</ul></aside></main><footer>{foot}</footer>')
    elif flavour == 1:
        body = (f'<div id="header"><div class="menu"><ul>{menu}</ul></div></div><div id="wrap"><div class="left-col"><div class="box"><div class="box-title">Chuyên mục</div><ul>{menu}</ul></div></div>'
                f'<div class="content-detail"><div class="breadcrumb"><a href="/">Trang chủ</a> » <a href="/vb">Văn bản</a></div>{shown}<div class="share">Chia sẻ: <a href="#">Facebook</a> <a href="#">Zalo</a></div>'
                f'<div class="other-news"><b>Các tin khác</b><ul>{related}</ul></div></div></div><div id="footer">{foot}</div>')
    else:
        body = (f'<table width="1000"><tr><td colspan="2"><table><tr>{"".join(f"<td><a href=/>{text}</a></td>" for text in MENU)}</tr></table></td></tr><tr><td width="200"><ul>{menu}</ul></td>'
                f'<td>{shown}<p>[ Quay lại ] [ In trang ]</p><ul>{related}</ul></td></tr><tr><td colspan="2">{foot}</td></tr></table>')
    return f'<!DOCTYPE html>\n<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{title}</title><script>var a = 1;</script></head><body>{body}</body></html>'


def message(page):
    """A page in one file, as browsers save it."""
    body = base64.encodebytes(page.encode()).decode()
    return ('From: <Saved by Blink>\r\nSubject: van ban\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="--ranh--"\r\n\r\n'
            '----ranh--\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://example.vn/\r\n\r\n' + body.replace('\n', '\r\n') + '\r\n----ranh----\r\n')


# Programs of others.

def office(source, ending, filter_name, folder):
    profile = folder / 'profile'
    subprocess.run(['soffice', f'-env:UserInstallation=file://{profile}', '--headless', '--convert-to', f'{ending}:{filter_name}' if filter_name else ending, '--outdir', str(folder), *map(str, source)],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def chrome(page, out):
    subprocess.run(['chromium', '--headless', '--no-sandbox', '--disable-gpu', f'--print-to-pdf={out}', f'file://{page}'],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


# Pictures.

def pages(pdf, resolution, folder):
    from PIL import Image
    subprocess.run(['pdftoppm', '-r', str(resolution), str(pdf), str(folder / 'p')], check=True)
    found = sorted(folder.glob('p*.ppm'))
    images = [Image.open(path).convert('RGB') for path in found]
    for path in found:
        path.unlink()
    return images


def stamped(image, luck):
    """A round red stamp over the signature, turned as hands do it."""
    from PIL import Image, ImageDraw, ImageFont
    size = image.width // 6
    layer = Image.new('RGBA', (size, size))
    draw = ImageDraw.Draw(layer)
    red = (214, 36, 50, 215)
    for inset in (2, 8):
        draw.ellipse((inset, inset, size - inset, size - inset), outline=red, width=max(2, size // 60))
    font = ImageFont.truetype(printed.BOLD, size // 9)
    draw.text((size // 2, size // 2), 'THỰC HÀNH', font=font, fill=red, anchor='mm')
    layer = layer.rotate(luck.uniform(-20, 20), resample=Image.BICUBIC)
    image.paste(layer, (int(image.width * 0.55), int(image.height * luck.uniform(0.5, 0.8))), layer)
    return image


def noisy(image, luck, strength=14):
    from PIL import Image, ImageChops, ImageFilter
    noise = Image.effect_noise(image.size, strength).convert('RGB')
    image = ImageChops.add(image, noise, 1, -128)
    return image.filter(ImageFilter.GaussianBlur(luck.uniform(0.4, 0.8)))


def scan(pdf, out, luck, folder):
    from PIL import Image
    images = []
    for at, image in enumerate(pages(pdf, 200, folder)):
        image = image.rotate(luck.uniform(-1.2, 1.2), resample=Image.BICUBIC, fillcolor=(250, 250, 248))
        images.append(noisy(stamped(image, luck), luck))
    images[0].save(out, 'PDF', resolution=200, save_all=True, append_images=images[1:], quality=70)


def photo(pdf, out, luck, folder, at):
    """A photograph: on a desk, in the light of a window, leaning; some lie on their side, by mark or in truth."""
    from PIL import Image, ImageChops, ImageFilter
    page = stamped(pages(pdf, 170, folder)[0], luck)
    wide, high = page.width * 5 // 4, page.height * 9 // 8
    desk = Image.new('RGB', (wide, high), (92, 70, 52) if at % 2 else (58, 60, 66))
    lean = page.convert('RGBA').rotate(luck.uniform(-4, 4), resample=Image.BICUBIC, expand=True)
    if at % 4 == 3:
        # So near that the sheet's edge is not in the frame.
        desk = page.rotate(luck.uniform(-1.5, 1.5), resample=Image.BICUBIC, fillcolor=(244, 243, 240))
        desk = desk.crop((page.width // 40, page.height // 60, page.width * 39 // 40, page.height))
    else:
        desk.paste(lean, ((wide - lean.width) // 2, (high - lean.height) // 2), lean)
    light = Image.linear_gradient('L').resize(desk.size).point(lambda shade: 120 + shade * 135 // 255)
    if at % 2:
        light = light.rotate(180)
    desk = ImageChops.multiply(desk, light.convert('RGB'))
    desk = noisy(desk, luck, 10)
    exif = Image.Exif()
    if at % 4 == 0:
        # Held upright: the file says how it is to be turned.
        desk, exif[0x0112] = desk.transpose(Image.ROTATE_90), 6
    elif at % 4 == 1:
        desk = desk.transpose(Image.ROTATE_90)
    elif at % 4 == 2:
        desk = desk.transpose(Image.ROTATE_180)
    desk.save(out, 'JPEG', quality=80, exif=exif)


def main():
    out = pathlib.Path(sys.argv[1]).resolve()
    out.mkdir(parents=True, exist_ok=True)
    papers = tomllib.loads((HERE / 'papers.toml').read_text())['paper']
    papers = [paper for paper in papers if not sys.argv[2:] or paper['name'] in sys.argv[2:]]
    with tempfile.TemporaryDirectory() as held:
        folder = pathlib.Path(held)
        for at, paper in enumerate(papers):
            name = paper['name']
            luck = random.Random(name)
            docx(paper, folder / f'{name}.docx')
            shutil.copy(folder / f'{name}.docx', out / f'{name}.word.docx')
            (folder / f'{name}.html').write_text(sheet(paper))
            chrome(folder / f'{name}.html', out / f'{name}.chrome.pdf')
            page = portal(paper, at % 3)
            (out / f'{name}.portal.html').write_text(page)
            if at % 3 == 1:
                (out / f'{name}.portal.mht').write_text(message(portal(paper, 0)))
            printed.write(paper, lines(paper), out / f'{name}.print.pdf', stamped=False)
            printed.write(paper, lines(paper), out / f'{name}.eoffice.pdf', stamped=True)
        sources = [folder / f'{paper["name"]}.docx' for paper in papers]
        for ending, filter_name in [('pdf', 'writer_pdf_Export'), ('doc', 'MS Word 97'), ('rtf', 'Rich Text Format'), ('odt', 'writer8')]:
            office(sources, ending, filter_name, folder)
            for paper in papers:
                shutil.copy(folder / f'{paper["name"]}.{ending}', out / f'{paper["name"]}.office.{ending}')
        for at, paper in enumerate(paper for paper in papers if paper['name'] in SCANNED):
            name = paper['name']
            luck = random.Random(name)
            scan(folder / f'{name}.pdf', out / f'{name}.scan.pdf', luck, folder)
        for at, name in enumerate(name for name in ONE_PAGE if any(paper['name'] == name for paper in papers)):
            photo(folder / f'{name}.pdf', out / f'{name}.photo.jpg', random.Random(name), folder, ONE_PAGE.index(name))


main()

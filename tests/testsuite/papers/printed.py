"""A paper as a printer's driver writes it to PDF: glyphs by number, widths in ranges, each word at its place without blanks
between; and as an office system stamps it: number and day in fields of signatures, over the blanks that were left for them."""
import pathlib, re, struct, zlib

FONTS = pathlib.Path('/usr/share/fonts/truetype/liberation2')
REGULAR = str(FONTS / 'LiberationSerif-Regular.ttf')
BOLD = str(FONTS / 'LiberationSerif-Bold.ttf')
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 595, 842, 85, 545, 60, 785
SIZE, LEAD = 13.5, 19.0


class Font:
    """A TrueType font: the glyphs of letters and their widths."""

    def __init__(self, path):
        self.data = data = pathlib.Path(path).read_bytes()
        count = struct.unpack('>H', data[4:6])[0]
        table = {}
        for at in range(count):
            tag, _, offset, length = struct.unpack('>4sIII', data[12 + 16 * at:28 + 16 * at])
            table[tag] = data[offset:offset + length]
        self.table = table
        self.unit = struct.unpack('>H', table[b'head'][18:20])[0]
        metrics = struct.unpack('>H', table[b'hhea'][34:36])[0]
        self.advance = [struct.unpack('>H', table[b'hmtx'][4 * at:4 * at + 2])[0] for at in range(metrics)]
        cmap = table[b'cmap']
        self.glyphs = {}
        for at in range(struct.unpack('>H', cmap[2:4])[0]):
            platform, _, offset = struct.unpack('>HHI', cmap[4 + 8 * at:12 + 8 * at])
            sub = cmap[offset:]
            if struct.unpack('>H', sub[:2])[0] == 4 and platform in (0, 3):
                self.segments(sub)

    def only(self, used):
        """The font's file with the outlines of these glyphs, and of those that they are put together from."""
        glyf, loca = self.table[b'glyf'], self.table[b'loca']
        long = struct.unpack('>h', self.table[b'head'][50:52])[0]
        count = struct.unpack('>H', self.table[b'maxp'][4:6])[0]
        places = struct.unpack(f'>{count + 1}I', loca[:4 * count + 4]) if long else [2 * at for at in struct.unpack(f'>{count + 1}H', loca[:2 * count + 2])]
        kept, next_ones = {0}, list(used)
        while next_ones:
            glyph = next_ones.pop()
            kept.add(glyph)
            outline = glyf[places[glyph]:places[glyph + 1]]
            if outline and struct.unpack('>h', outline[:2])[0] < 0:
                at, flags = 10, 0x20
                while flags & 0x20:
                    flags, part = struct.unpack('>HH', outline[at:at + 4])
                    at += 4 + (4 if flags & 1 else 2) + (2 if flags & 8 else 4 if flags & 0x40 else 8 if flags & 0x80 else 0)
                    if part not in kept:
                        next_ones.append(part)
        outlines, ends = bytearray(), [0]
        for glyph in range(count):
            if glyph in kept:
                outlines += glyf[places[glyph]:places[glyph + 1]]
                outlines += b'\0' * (-len(outlines) % 4)
            ends.append(len(outlines))
        tables = {tag: self.table[tag] for tag in (b'cvt ', b'fpgm', b'head', b'hhea', b'hmtx', b'maxp', b'prep') if tag in self.table}
        tables[b'head'] = tables[b'head'][:50] + struct.pack('>h', 1) + tables[b'head'][52:]
        tables[b'glyf'], tables[b'loca'] = bytes(outlines), struct.pack(f'>{count + 1}I', *ends)
        out, body, begin = bytearray(struct.pack('>IHHHH', 0x00010000, len(tables), 128, 3, len(tables) * 16 - 128)), bytearray(), 12 + 16 * len(tables)
        for tag, content in sorted(tables.items()):
            padded = content + b'\0' * (-len(content) % 4)
            total = sum(struct.unpack(f'>{len(padded) // 4}I', padded)) & 0xFFFFFFFF
            out += struct.pack('>4sIII', tag, total, begin + len(body), len(content))
            body += padded
        return bytes(out + body)

    def segments(self, sub):
        count = struct.unpack('>H', sub[6:8])[0] // 2
        part = lambda at: struct.unpack(f'>{count}H', sub[at:at + 2 * count])
        ends, starts, deltas, offsets = part(14), part(16 + 2 * count), part(16 + 4 * count), part(16 + 6 * count)
        for at in range(count):
            for code in range(starts[at], min(ends[at], 0xFFFE) + 1):
                if offsets[at] == 0:
                    glyph = (code + deltas[at]) & 0xFFFF
                else:
                    place = 16 + 6 * count + 2 * at + offsets[at] + 2 * (code - starts[at])
                    glyph = struct.unpack('>H', sub[place:place + 2])[0]
                    glyph = (glyph + deltas[at]) & 0xFFFF if glyph else 0
                if glyph:
                    self.glyphs[code] = glyph

    def width(self, glyph):
        return round(self.advance[min(glyph, len(self.advance) - 1)] * 1000 / self.unit)

    def length(self, text, size=SIZE):
        return sum(self.width(self.glyphs.get(ord(letter), 0)) for letter in text) * size / 1000


FACES = {}


def face(bold):
    if bold not in FACES:
        FACES[bold] = Font(BOLD if bold else REGULAR)
    return FACES[bold]


class Paper:
    """Pages in the making: words and lines, each at its place."""

    def __init__(self):
        self.pages, self.y, self.used, self.stamps = [[]], TOP, {False: {}, True: {}}, []

    def put(self, text, x, bold=False, y=None, size=SIZE):
        for found in re.finditer(r'\S+', text):
            font = face(bold)
            self.word(found[0], x + font.length(text[:found.start()], size), y if y is not None else self.y, bold, size)

    def word(self, text, x, y, bold, size):
        font, glyphs = face(bold), []
        for letter in text:
            glyph = font.glyphs.get(ord(letter), 0)
            self.used[bold][glyph] = letter
            glyphs.append(f'{glyph:04x}')
        self.pages[-1].append(f'BT /F{int(bold)} {size} Tf 1 0 0 1 {x:.2f} {HEIGHT - y:.2f} Tm <{"".join(glyphs)}> Tj ET')

    def rule(self, x0, y0, x1, y1):
        self.pages[-1].append(f'0.5 w {x0:.1f} {HEIGHT - y0:.1f} m {x1:.1f} {HEIGHT - y1:.1f} l S')

    def centred(self, text, middle, bold, y=None):
        self.put(text, middle - face(bold).length(text) / 2, bold, y)

    def room(self, height):
        if self.y + height > BOTTOM:
            self.pages.append([])
            self.y = TOP
            self.put(str(len(self.pages)), WIDTH / 2, y=36)
            return True
        return False


def wrapped(text, width, bold, first=0):
    """A text in lines of a width; the first line begins further in."""
    found, line, font = [], '', face(bold)
    # Blanks that are left open stay.
    if font.length(text) <= width - first:
        return [text]
    for word in text.split():
        longer = f'{line} {word}'.strip()
        if line and font.length(longer) > width - (first if not found else 0):
            found.append(line)
            line = word
        else:
            line = longer
    return found + [line]


def columns(paper, left, right, bold):
    """Two columns side by side; gives the last line of each."""
    begin, middles = paper.y, (LEFT + 95, LEFT + 325)
    ends = []
    for texts, middle, width in ((left, middles[0], 172), (right, middles[1], 290)):
        y = begin
        for at, text in enumerate(texts):
            for line in wrapped(text, width, bold and at < 2) if text else ['']:
                paper.centred(line, middle, bold and at < 2, y)
                y += LEAD
        ends.append(y)
    paper.y = max(ends) + 6


def table(paper, rows):
    """A table with ruled lines; on each further page its head stands again."""
    weights = [max(6, min(30, max(len(row[at]) for row in rows))) for at in range(len(rows[0]))]
    widths = [(RIGHT - LEFT) * weight / sum(weights) for weight in weights]
    widths = [max(width, 34) for width in widths]
    scale = (RIGHT - LEFT) / sum(widths)
    places = [LEFT]
    for width in widths:
        places.append(places[-1] + width * scale)

    def height(row):
        return max(len(wrapped(text, places[at + 1] - places[at] - 8, row is rows[0])) for at, text in enumerate(row)) * LEAD + 6

    def draw(row, open_above):
        tall, top = height(row), paper.y
        for at, text in enumerate(row):
            if text != '^':
                paper.rule(places[at], top, places[at + 1], top)
                for number, line in enumerate(wrapped(text, places[at + 1] - places[at] - 8, row is rows[0])):
                    paper.put(line, places[at] + 4, row is rows[0], top + 14 + number * LEAD)
            elif open_above:
                paper.rule(places[at], top, places[at + 1], top)
        for place in places:
            paper.rule(place, top, place, top + tall)
        paper.y = top + tall

    for at, row in enumerate(rows):
        if paper.y + height(row) > BOTTOM:
            paper.rule(LEFT, paper.y, RIGHT, paper.y)
            paper.room(1000)
            draw(rows[0], True)
        draw(row, at == 0)
    paper.rule(LEFT, paper.y, RIGHT, paper.y)
    paper.y += LEAD


def two_columns(paper, texts):
    half = (RIGHT - LEFT - 24) / 2
    all_lines = [line for text in texts for line in wrapped(text, half, False)]
    middle = -(-len(all_lines) // 2)
    for side, part in enumerate((all_lines[:middle], all_lines[middle:])):
        for at, line in enumerate(part):
            paper.put(line, LEFT + side * (half + 24), y=paper.y + at * LEAD)
    paper.y += middle * LEAD + 10


def write(source, body, path, stamped):
    """Writes a paper; `stamped` leaves number and day open and stamps them over the blanks."""
    paper = Paper()
    left, right = list(source['left']), list(source['right'])
    number = day = None
    if stamped:
        for at, text in enumerate(left):
            found = re.fullmatch(r'(Số:? )([\d]+)([/-].*)', text)
            if found:
                number, left[at] = found[2], f'{found[1]}          {found[3]}'
        for at, text in enumerate(right):
            found = re.fullmatch(r'(.*ngày )(\d+)( tháng )(\d+)( năm \d+)', text)
            if found:
                day, right[at] = (found[2], found[4]), f'{found[1]}      {found[3]}      {found[5]}'
    begin = paper.y
    columns(paper, left, right, True)
    if stamped and number:
        row = next(at for at, text in enumerate(left) if text.startswith('Số'))
        before = 'Số: ' if 'Số:' in left[row] else 'Số '
        # The lines above may be wrapped: where the number's line is drawn tells how high the stamp stands.
        above = sum(len(wrapped(text, 172, at < 2)) if text else 1 for at, text in enumerate(left[:row]))
        x = LEFT + 95 - face(False).length(left[row]) / 2 + face(False).length(before) + 6
        paper.stamps.append((number, x, begin + above * LEAD))
    if stamped and day:
        row = next(at for at, text in enumerate(right) if 'tháng' in text)
        above = sum(len(wrapped(text, 290, at < 2)) if text else 1 for at, text in enumerate(right[:row]))
        shown = wrapped(right[row], 290, row < 2)[0]
        start = LEFT + 325 - face(row < 2).length(shown) / 2
        for key, value in zip(('ngày ', 'tháng '), day):
            # Blanks fall together where a line is set word by word.
            at = shown.index(key) + len(key)
            paper.stamps.append((value, start + face(row < 2).length(shown[:at]) - 2, begin + above * LEAD))
    for at, text in enumerate(source['about']):
        for line in wrapped(text, RIGHT - LEFT - 40, True):
            paper.room(LEAD)
            paper.centred(line, (LEFT + RIGHT) / 2, True)
            paper.y += LEAD
    paper.y += 8
    if source.get('columns'):
        two_columns(paper, [content for _, content in body])
        body = []
    for kind, content in body:
        if kind == 'table':
            table(paper, content)
            continue
        for at, line in enumerate(wrapped(content, RIGHT - LEFT, kind == 'heading', 28)):
            paper.room(LEAD)
            paper.put(line, LEFT + (28 if at == 0 else 0), kind == 'heading')
            paper.y += LEAD
        paper.y += 3
    paper.room(9 * LEAD)
    begin = paper.y + 10
    for at, text in enumerate(source['foot_left']):
        paper.put(text, LEFT, at == 0, begin + at * LEAD)
    for at, text in enumerate(source['foot_right']):
        paper.centred(text, LEFT + 340, True, begin + at * LEAD)
    path.write_bytes(file(paper))


def widths(font, used):
    """Widths in ranges: a first glyph, a last one, the width of all between; or a list behind the first."""
    glyphs = sorted(used)
    parts, at = [], 0
    while at < len(glyphs):
        end = at
        while end + 1 < len(glyphs) and glyphs[end + 1] == glyphs[end] + 1 and font.width(glyphs[end + 1]) == font.width(glyphs[at]):
            end += 1
        parts.append(f'{glyphs[at]} {glyphs[end]} {font.width(glyphs[at])}')
        at = end + 1
    return ' '.join(parts)


def names(used):
    entries = ''.join(f'<{glyph:04x}> <{ord(letter):04x}>\n' for glyph, letter in sorted(used.items()))
    return ('/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange\n'
            f'{len(used)} beginbfchar\n{entries}endbfchar endcmap end end').encode()


def file(paper):
    objects = []

    def add(content):
        objects.append(content if isinstance(content, bytes) else content.encode())
        return len(objects)

    def stream(data, more=''):
        packed = zlib.compress(data)
        return f'<</Length {len(packed)}/Filter/FlateDecode{more}>>stream\n'.encode() + packed + b'\nendstream'

    def form(data, x0, y0, x1, y1, fonts):
        head = f'<</Type/XObject/Subtype/Form/BBox[0 0 {x1 - x0:.1f} {y1 - y0:.1f}]/Resources<</Font<<{fonts}>>>>/Length {len(data)}>>stream\n'
        return head.encode() + data + b'\nendstream'

    add('<</Type/Catalog/Pages 2 0 R>>')
    add('')
    for stamp, x, y in paper.stamps:
        for letter in stamp:
            paper.used[False][face(False).glyphs[ord(letter)]] = letter
    fonts = ''
    for bold, used in paper.used.items():
        if not used:
            continue
        font = face(bold)
        name = 'LiberationSerif' + ('-Bold' if bold else '')
        outlines = font.only(used)
        data = add(stream(outlines, f'/Length1 {len(outlines)}'))
        described = add(f'<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[-200 -300 1200 1000]/ItalicAngle 0/Ascent 891/Descent -216/CapHeight 662/StemV 80/FontFile2 {data} 0 R>>')
        inner = add(f'<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {described} 0 R/CIDToGIDMap/Identity/DW 1000/W[{widths(font, used)}]>>')
        told = add(stream(names(used)))
        outer = add(f'<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{inner} 0 R]/ToUnicode {told} 0 R>>')
        fonts += f'/F{int(bold)} {outer} 0 R'
    fields = []
    for stamp, x, y in paper.stamps:
        glyphs = ''.join(f'{face(False).glyphs[ord(letter)]:04x}' for letter in stamp)
        x0, y0 = x, HEIGHT - y - 4
        shown = add(form(f'BT /F0 {SIZE} Tf 0 0 1 rg 1 0 0 1 1 4 Tm <{glyphs}> Tj ET'.encode(), x0, y0, x0 + 40, y0 + 18, fonts))
        fields.append(add(f'<</Type/Annot/Subtype/Widget/FT/Sig/T(s{len(fields)})/F 4/Rect[{x0:.1f} {y0:.1f} {x0 + 40:.1f} {y0 + 18:.1f}]/AP<</N {shown} 0 R>>>>'))
    kids = []
    for at, content in enumerate(paper.pages):
        drawn = add(stream('\n'.join(content).encode()))
        notes = '/Annots[' + ' '.join(f'{field} 0 R' for field in fields) + ']' if at == 0 and fields else ''
        kids.append(add(f'<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Resources<</Font<<{fonts}>>>>/Contents {drawn} 0 R{notes}>>'))
    objects[1] = f'<</Type/Pages/Kids[{" ".join(f"{kid} 0 R" for kid in kids)}]/Count {len(kids)}>>'.encode()
    out, places = bytearray(b'%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'), []
    for at, content in enumerate(objects):
        places.append(len(out))
        out += f'{at + 1} 0 obj\n'.encode() + content + b'\nendobj\n'
    begin = len(out)
    out += f'xref\n0 {len(objects) + 1}\n0000000000 65535 f \n'.encode()
    out += b''.join(f'{place:010} 00000 n \n'.encode() for place in places)
    out += f'trailer\n<</Root 1 0 R/Size {len(objects) + 1}>>\nstartxref\n{begin}\n%%EOF\n'.encode()
    return bytes(out)

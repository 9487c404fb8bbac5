#!/usr/bin/env python3
"""Cuts Be Vietnam Pro down to what cards and icons need.

usage: subset.py BeVietnamPro-Bold.ttf be-vietnam-pro-bold.ttf      (needs: pip install fonttools)

Keeps Latin letters with all Vietnamese marks, digits and common signs, and leaves hints out. Kerning becomes a
`kern` table of letters without marks: rasterisers read no other, and marks change nothing about the distance.
"""
import sys
from fontTools import subset
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

LEAST = 12  # units of a thousandth of an em that an eye can see

source, target = sys.argv[1:3]
kept = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180)) | set(range(0x1EA0, 0x1EFA)) | set(map(ord, "ƠơƯư"))
kept |= set(map(ord, "‐‑–—‘’“”•…′″₫€™−≤≥×"))

options = subset.Options()
options.layout_features = ["kern"]
options.hinting = False
options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
options.notdef_outline = True
font = TTFont(source)
subsetter = subset.Subsetter(options)
subsetter.populate(unicodes=kept)
subsetter.subset(font)

characters = {glyph: code for code, glyph in font.getBestCmap().items()}


def bare(glyph):
    code = characters.get(glyph)
    return code is not None and (0x21 <= code < 0x7F or chr(code) in "đĐ–“”")


def advance(value):
    return getattr(value, "XAdvance", 0) if value else 0


pairs = {}
for lookup in font["GPOS"].table.LookupList.Lookup:
    for table in lookup.SubTable:
        if table.LookupType == 9:
            table = table.ExtSubTable
        if table.LookupType != 2:
            continue
        lefts = [glyph for glyph in table.Coverage.glyphs]
        if table.Format == 1:
            for left, group in zip(lefts, table.PairSet):
                for record in group.PairValueRecord:
                    pairs.setdefault((left, record.SecondGlyph), advance(record.Value1))
        else:
            first, second = table.ClassDef1.classDefs, table.ClassDef2.classDefs
            for left in lefts:
                records = table.Class1Record[first.get(left, 0)].Class2Record
                for right, number in second.items():
                    pairs.setdefault((left, right), advance(records[number].Value1))
pairs = {(a, b): value for (a, b), value in pairs.items() if abs(value) >= LEAST and bare(a) and bare(b)}

for tag in ("GPOS", "GDEF", "GSUB", "DSIG", "STAT", "gasp", "meta"):
    if tag in font:
        del font[tag]
kern = newTable("kern")
kern.version = 0
table = KernTable_format_0()
table.coverage, table.version, table.tupleIndex, table.apple = 1, 0, None, False
table.kernTable = pairs
kern.kernTables = [table]
font["kern"] = kern
font.recalcTimestamp = False
font.save(target)

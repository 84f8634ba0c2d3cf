"""A picture is one, shows all of itself, and tells nothing that only its author should know."""

from __future__ import annotations

import pytest

from folio.core.picture_files import tags, wrong_with


def jpeg(tag: int, order: str = "big") -> bytes:
    """Return the beginning of a JPEG with one tag of Exif, after a segment of another kind."""
    mark = b"MM" if order == "big" else b"II"

    def number(value: int, size: int) -> bytes:
        return value.to_bytes(size, "big" if order == "big" else "little")

    entry = number(tag, 2) + number(4, 2) + number(1, 4) + number(26, 4)
    tiff = mark + number(42, 2) + number(8, 4) + number(1, 2) + entry + number(0, 4)
    exif = b"Exif\0\0" + tiff
    other = b"\xff\xe0" + (6).to_bytes(2, "big") + b"JFIF"
    return (
        b"\xff\xd8" + other + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + b"\xff\xd9"
    )


@pytest.mark.parametrize("order", ["big", "little"])
def test_a_photograph_that_tells_where_it_was_taken_is_refused(order):
    assert tags(jpeg(0x8825, order)) == [0x8825]
    assert "must not tell where it was taken" in wrong_with("a.JPG", jpeg(0x8825, order))
    assert wrong_with("a.jpg", jpeg(0x0112, order)) == ""  # how it was held


def other(name: str, tag: int) -> bytes:
    """Return a picture in PNG or WebP with the Exif of a JPEG, behind a part of another kind."""
    exif = jpeg(tag)
    exif = exif[exif.index(b"Exif\0\0") : -2]
    if name.endswith(".webp"):
        size = len(exif).to_bytes(4, "little")
        return b"RIFF\0\0\0\0WEBPVP8X" + (1).to_bytes(4, "little") + b"x\0EXIF" + size + exif
    exif = exif.removeprefix(b"Exif\0\0")
    head = (1).to_bytes(4, "big") + b"IHDRx" + bytes(4)
    return b"\x89PNG\r\n\x1a\n" + head + len(exif).to_bytes(4, "big") + b"eXIf" + exif + bytes(4)


@pytest.mark.parametrize("name", ["a.png", "a.webp"])
def test_a_picture_of_another_format_that_tells_where_it_was_taken_is_refused(name):
    assert tags(other(name, 0x8825)) == [0x8825]
    assert "must not tell where it was taken" in wrong_with(name, other(name, 0x8825))
    assert wrong_with(name, other(name, 0x0112)) == ""
    for cut in range(len(other(name, 0x8825))):
        assert tags(other(name, 0x8825)[:cut]) in ([], [0x8825])


@pytest.mark.parametrize("cut", range(len(jpeg(0x8825))))
def test_a_photograph_that_is_cut_off_is_read_as_far_as_it_goes(cut):
    assert tags(jpeg(0x8825)[:cut]) in ([], [0x8825])


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n", ""),
        ("a.png", b"\xff\xd8\xff\xe0", "must be a picture in PNG"),
        ("a.jpeg", b"\x89PNG\r\n\x1a\n", "must be a picture in JPEG"),
        ("a.webp", b"<html>", "must be a picture in WEBP"),
        ("a.svg", b"\x89PNG\r\n\x1a\n", "must be a picture in SVG"),
        ("a.svg", b'<svg><a href="https://x.example/"><path/></a></svg>', ""),
        ("a.svg", b"<svg><style>@import '//x.example/a.css'</style></svg>", "from elsewhere"),
        ("a.svg", b'<svg fill="url(#a)"/>', ""),
        ("a.svg", b'<svg fill="url(https://x.example/a#b)"/>', "from elsewhere"),
        ("a.svg", b'<svg sodipodi:absref="C:\\me\\a.png"/>', "must not tell of your disk"),
        ("a.pdf", b"anything", ""),
    ],
)
def test_a_file_is_what_its_name_says(name, data, told):
    assert wrong_with(name, data).startswith(told) or told in wrong_with(name, data)
    assert bool(wrong_with(name, data)) is bool(told)

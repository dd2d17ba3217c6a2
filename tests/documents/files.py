"""Small real files of each kind, made on the spot."""

import io
import zipfile

from small_pdf import pdf

TYPES = b'<?xml version="1.0"?><Types xmlns="x"/>'
MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20 + b"\x00\x00\x00\x00IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 20 + b"\xff\xd9"
PDF = pdf("Hej")


def container(parts, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def office(kind="docx", words="Hej", **parts):
    main = f'<w:d xmlns:w="w"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:d>'
    extra = {name.replace("__", "/"): content for name, content in parts.items()}
    return container({"[Content_Types].xml": TYPES, MAIN[kind]: main} | extra)

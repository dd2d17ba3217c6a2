"""Small real PDF files, written out on the spot: pages of text, and what else one asks for."""


def pdf(*pages: str, root: str = "", page: str = "") -> bytes:
    """Return a PDF with a page for each text; ``root`` and ``page`` go into those objects."""
    texts = pages or ("",)
    kids = " ".join(f"{4 + 2 * place} 0 R" for place in range(len(texts)))
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{root}>>".encode(),
        f"<</Type/Pages/Count {len(texts)}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for place, text in enumerate(texts):
        inner = f"/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * place} 0 R{page}"
        objects.append(f"<</Type/Page{inner}/Resources<</Font<</F1 3 0 R>>>>>>".encode())
        shown = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(")
        stream = b"BT /F1 12 Tf 72 720 Td (" + shown.replace(b")", b"\\)") + b") Tj ET"
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (size, table, end)

"""What the checklist of `publishing.checklist` looks at in pictures."""

from media_library.models import Image
from publishing.checked_text import Finding
from publishing.text_rules import MAX_NAMED, shortened


def words_for_pictures(text):
    """Pictures that say nothing to who cannot see them: neither here nor in the library have they words."""
    named = {}
    for node, place in text.elements("img"):
        number = int(node.attributes.get("data-image", 0))
        if not node.attributes.get("alt", "").strip():
            named.setdefault(number, place)
    if lead := text.kind.image_of(text.thing):
        named.setdefault(lead.pk, "")
    for image in Image.objects.without_alt_text().filter(pk__in=named).order_by("pk")[:MAX_NAMED]:
        yield Finding(
            "words_for_pictures",
            f"Ảnh “{shortened(image.title)}” chưa có chữ thay ảnh. Hãy viết một câu tả ảnh trong kho ảnh, hoặc đánh "
            "dấu là ảnh chỉ để trang trí.",
            named[image.pk],
        )

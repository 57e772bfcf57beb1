from django.shortcuts import render

from portal.pages.models import Page
from publishing.answers import one_or_answer, withdrawal_notice
from traffic.pages import public_page


@public_page
def static_page(request, path):
    page, answer = one_or_answer(Page.objects.at(path).for_reading(), request)
    if answer:
        return answer
    notice = withdrawal_notice(page)
    context = {
        "page": page,
        "ancestors": Page.objects.published().above(page).for_listing(),
        "children": page.children.published().for_listing().in_tree_order(),
        "notice": notice,
        "noindex": bool(notice),
    }
    return render(request, "pages/page.html", context)

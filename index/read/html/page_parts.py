"""What of a web page is around its text: menus, the site's head and foot, side columns, windows over it.

Judged by form: the page's own landmarks (HTML and ARIA), and how much of a block is links. A page without any of these
is a document, and all of it is read. Works on BeautifulSoup's trees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

_NEVER = {"nav", "dialog", "search"}
_NEVER_ROLES = {"navigation", "dialog", "alertdialog", "search", "menu", "menubar", "toolbar", "tooltip", "progressbar"}
_CONSENT = re.compile(r"cookie|consent", re.I)  # in the id or class: what these windows are called in every language
_FOOT = re.compile(r"(?:^|[-_ ])(?:site|page|main)?foot(?:er)?(?:$|[-_ ])", re.I)  # in the id or class
_RIGHTS = "©"
_FOOT_SHARE = 0.3  # of the text at most
_HIGHEST = 6  # elements around that sign
_LONGEST_IN_FOOT = 160  # characters of one piece of text; a longer one is a paragraph
_AROUND = {"header": "banner", "footer": "contentinfo", "aside": "complementary"}
_BLOCKS = {"div", "ul", "ol", "p", "td", "table", "section", "tr", "tbody", "center", "footer", "header"}
_CONTROLS = ["a", "form", "button", "input"]
_MENU_LINKS, _MENU_SHARE, _MENU_LINK = 3, 0.8, 40  # links at least; share of its text; characters of each at most
_MAIN_SHARE = 0.25  # of the text that is no link; less is no page with a main part, whatever it says
_MARKS = re.compile(r"[\s|·•/>»›-]+")


@dataclass(frozen=True)
class _LinkCount:
    """How many characters an element has, how many of them in links, how many links, and its longest one."""

    all: int = 0
    linked: int = 0
    links: int = 0
    longest: int = 0


def page_parts(body: Any) -> list[Any]:
    """Return the elements around the text, none inside another; none where nothing would be left."""
    counts = _counts(body)
    never = [*(node for node in body.find_all(True) if _is_never_text(node)), *_feet(body, counts)]
    menus = [node for node in body.find_all(_BLOCKS) if _is_menu(node, counts[id(node)])]
    if not never and not menus:
        return []
    main = _main(body, counts)
    if main is not None:  # a list of links inside it belongs to the text
        menus = [menu for menu in menus if not _is_inside(menu, main)]
    parts = _outermost([*never, *menus, *(_site_frame(body) if main is None else _around(main, body))])
    left = counts[id(body)].all - sum(counts[id(node)].all for node in parts)
    return parts if left else []


def _counts(body: Any) -> Mapping[int, _LinkCount]:
    """Return by the `id` of an element what it holds. Children are counted before their parents: once through."""
    counts: dict[int, _LinkCount] = {}
    for node in [*reversed(body.find_all(True)), body]:
        inner = [counts[id(child)] for child in node.children if id(child) in counts]
        own = sum(
            len(_MARKS.sub("", str(child))) for child in node.children if type(child).__name__ == "NavigableString"
        )
        all = own + sum(each.all for each in inner)
        if node.name == "a" and (node.has_attr("href") or not node.has_attr("name")):
            counts[id(node)] = _LinkCount(all, all, 1 if all else 0, all)
        else:
            counts[id(node)] = _LinkCount(
                all,
                sum(each.linked for each in inner),
                sum(each.links for each in inner),
                max((each.longest for each in inner), default=0),
            )
    return counts


def _is_never_text(node: Any) -> bool:
    return (
        node.name in _NEVER
        or node.get("role") in _NEVER_ROLES
        or node.get("aria-modal") == "true"
        or (bool(_CONSENT.search(_name(node))) and node.name != "body" and not node.find(["main", "h1"]))
    )


def _feet(body: Any, counts: Mapping[int, _LinkCount]) -> list[Any]:
    """Return what is the foot of a site without saying so as a landmark does: by its name, or around the sign of
    copyright. It has links, no heading of a page, no paragraph, and little of the text.
    """
    feet = [node for node in body.find_all(["div", "section", "table"]) if _FOOT.search(_name(node))][-1:]
    for sign in body.find_all(string=lambda text: _RIGHTS in text)[-1:]:
        feet += [node for node in islice(sign.parents, _HIGHEST) if _is_inside(node, body)]
    most = counts[id(body)].all * _FOOT_SHARE
    return [node for node in feet if counts[id(node)].all <= most and _is_foot(node)]


def _is_foot(node: Any) -> bool:
    texts = node.find_all(string=lambda text: len(" ".join(text.split())) > _LONGEST_IN_FOOT)
    return bool(node.find("a", href=True)) and not node.find(["h1", "main", "article"]) and not texts


def _name(node: Any) -> str:
    return " ".join([str(node.get("id", "")), *node.get("class", ())])


def _is_menu(node: Any, words: _LinkCount) -> bool:
    if words.links < _MENU_LINKS or words.linked < words.all * _MENU_SHARE or words.longest > _MENU_LINK:
        return False
    before = node.find_previous(string=lambda text: bool(text.strip()))
    return before is None or not before.rstrip().endswith(":")  # a list that a sentence leads to belongs to it


def _main(body: Any, counts: Mapping[int, _LinkCount]) -> Any:
    """Return the one element that says to be the main part and holds a fair share of the text, else None."""
    for found in (body.find_all(_is_main), body.find_all("article")):
        if len(found) == 1:
            words, whole = counts[id(found[0])], counts[id(body)]
            if words.all - words.linked >= (whole.all - whole.linked) * _MAIN_SHARE:
                return found[0]
    return None


def _is_inside(node: Any, other: Any) -> bool:
    return any(parent is other for parent in node.parents)


def _is_main(node: Any) -> bool:
    return bool(node.name == "main" or node.get("role") == "main")


def _around(main: Any, body: Any) -> list[Any]:
    """Return what stands outside the main part, save a head that is only words: a letterhead."""
    chain = [main, *(parent for parent in main.parents if _is_inside(parent, body))]
    outside = [other for node in chain for other in node.parent.find_all(True, recursive=False) if other is not node]
    kept = {id(parent) for parent in (main, *main.parents)}
    return [node for node in outside if id(node) not in kept and not _is_letterhead(node)] + [
        node for node in main.find_all(_is_landmark("aside")) if node.find("a")
    ]


def _site_frame(body: Any) -> list[Any]:
    return [
        node
        for name in _AROUND
        for node in body.find_all(_is_landmark(name))
        if not _is_letterhead(node) and not node.find_parent(["article", "main"]) and not node.find("h1")
    ]


def _is_landmark(name: str) -> Any:
    return lambda node: node.name == name or node.get("role") == _AROUND[name]


def _is_letterhead(node: Any) -> bool:
    return bool(_is_landmark("header")(node)) and not node.find(_CONTROLS)


def _outermost(nodes: Iterable[Any]) -> list[Any]:
    """Return each of `nodes` once, without those inside another."""
    by_id = {id(node): node for node in nodes}
    return [node for node in by_id.values() if not any(id(parent) in by_id for parent in node.parents)]

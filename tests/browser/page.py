"""What the panel's tests ask and where they look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Open = Callable[..., Any]
"""open_panel(address, locale="nl-NL", width=360, expected="…") -> page"""

COSTS = "Wat is de afkoopsom als iemand het leasecontract voortijdig beëindigt?"
BATTERY = "Bij hoeveel graden bewaar ik de accu van de e-bike in de winter?"
FAULT = "Het display toont foutcode W13 en de motor valt uit, wat nu?"
WIDGET = "Hoe wordt de reserveringswidget van de dealersite ingesloten?"
OFF_TOPIC = "Welke saxofonist speelde mee op dat beroemde jazzalbum uit Kopenhagen?"

LAST = "#turns > .turn:last-child"
DONE = f"{LAST} .status:not(.working)"


def ask(page: Any, question: str) -> None:
    """Asks and waits for the outcome."""
    count = page.locator("#turns > .turn").count()
    page.fill("#question", question)
    page.keyboard.press("Enter")
    page.wait_for_function("n => document.querySelectorAll('#turns > .turn').length === n", arg=count + 1)
    page.wait_for_selector(DONE, state="attached")


def answer(page: Any) -> str:
    return str(page.locator(f"{LAST} .answer").inner_text())


def unmarked(page: Any) -> str:
    """The answer as it is written, without its markers."""
    sentences = page.locator(f"{LAST} .sentence").evaluate_all("""nodes => nodes.map(node => {
        const copy = node.cloneNode(true);
        copy.querySelectorAll('button').forEach(button => button.remove());
        return copy.textContent;
    })""")
    return " ".join(sentences)

"""Troubles: one sentence each, translated when shown, the same after crossing from a child process."""

from __future__ import annotations

import pickle

import pytest

from locales import words
from models import errors

PROMISED = {
    "Broken": 1, "WrongInput": 2, "NoVault": 2, "WrongSecret": 3, "Damaged": 4, "SetAside": 5, "PlaceFailed": 6, "Unconfirmed": 6,
    "InUse": 7, "TooNew": 8,
}


def test_the_promised_exit_codes() -> None:
    kinds = {kind.__name__: kind.exit_code for kind in vars(errors).values()
             if isinstance(kind, type) and issubclass(kind, errors.Trouble) and kind is not errors.Trouble}
    assert kinds == PROMISED


def test_a_sentence_with_its_values_in_the_language_asked_for() -> None:
    trouble = errors.WrongInput("There is no field {name}; check its spelling.", name="x{y}")
    assert str(trouble) == "There is no field x{y}; check its spelling."
    shown = trouble.sentence(words("xx"))
    assert "x{y}" in shown and shown != str(trouble)


@pytest.mark.parametrize("kind", [errors.Damaged, errors.SetAside])
def test_a_trouble_crosses_from_a_child_process(kind: type[errors.Trouble]) -> None:
    back = pickle.loads(pickle.dumps(kind("{number} lines are wrong.", number=3)))
    assert type(back) is kind and str(back) == "3 lines are wrong."

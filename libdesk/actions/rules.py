"""Lending rules are changed cell by cell or as a whole table: one entry each, undone in one step.

Loans that are out keep their due dates. A cell of the program's own table that the school leaves to the rule above it
is kept as `null`, so that it does not come back by itself.
"""

import json
from typing import Any

from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.domain.duedates import LoanRule
from libdesk.domain.ops import Op
from libdesk.domain.rule_templates import Template, rules_of
from libdesk.domain.rulebook import DEFAULT_RULES, Key
from libdesk.store import models
from libdesk.store.queries import settings as queries
from libdesk.store.tables import LendingRule

NO_RULE = "null"


def change_rule(desk: Desk, reader_kind: str, item_kind: str, rule: LoanRule) -> int:
    """How this lending kind borrows this kind of item ("*": everything else); gives the journal entry.

    Raises BadLoanRule.
    """
    rule.check()
    with desk.action(Op.EDIT_RULES) as act:
        key, text = (reader_kind, item_kind), queries.rule_to_json(rule)
        act.note(reader_kind=reader_kind, item_kind=item_kind, was=_values(desk, key), now=json.loads(text))
        _write(act, _own(desk), key, text)
    return act.journal_id


def remove_rule(desk: Desk, reader_kind: str, item_kind: str) -> int:
    """From now on the rule above speaks for this cell; gives the journal entry, or 0 where it did already."""
    key = (reader_kind, item_kind)
    if key not in desk.rules.rules:
        return 0
    with desk.action(Op.EDIT_RULES) as act:
        act.note(reader_kind=reader_kind, item_kind=item_kind, was=_values(desk, key), now=None)
        _remove(act, _own(desk), key)
    return act.journal_id


def apply_template(desk: Desk, template: Template) -> int:
    """Put the whole table of a template in the place of all rules; gives the journal entry."""
    with desk.action(Op.EDIT_RULES) as act:
        put_template(act, desk, template)
        act.note(template=template.value)
    return act.journal_id


def put_template(act: Action, desk: Desk, template: Template) -> None:
    """The whole table of a template, within the caller's action, as when a library is set up."""
    rules, own = rules_of(template), _own(desk)
    for key, rule in rules.items():
        _write(act, own, key, queries.rule_to_json(rule))
    for key in (own.keys() | DEFAULT_RULES.keys()) - rules.keys():
        _remove(act, own, key)


def _write(act: Action, own: dict[Key, tuple[int, str]], key: Key, text: str) -> None:
    if key not in own:
        act.add(LendingRule, reader_kind=key[0], item_kind=key[1], rule=text)
    elif own[key][1] != text:
        act.change(LendingRule, own[key][0], rule=text)


def _remove(act: Action, own: dict[Key, tuple[int, str]], key: Key) -> None:
    if key in DEFAULT_RULES:
        _write(act, own, key, NO_RULE)
    elif key in own:
        act.remove(LendingRule, own[key][0])


def _values(desk: Desk, key: Key) -> Any:
    """The numbers of a cell's own rule, for the journal; None where the rule above speaks."""
    rule = desk.rules.rules.get(key)
    return None if rule is None else json.loads(queries.rule_to_json(rule))


def _own(desk: Desk) -> dict[Key, tuple[int, str]]:
    """(row, text) of every rule that the school has written."""
    model = models.LendingRule
    rows = desk.library.rows(model.select(model.id, model.reader_kind, model.item_kind, model.rule))
    return {(reader_kind, item_kind): (row_id, text) for row_id, reader_kind, item_kind, text in rows}

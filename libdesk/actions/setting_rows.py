"""How one setting of the library is written, for every action that changes one."""

from libdesk.actions.journal import Action
from libdesk.store.tables import Setting


def write_setting(act: Action, name: str, text: str) -> None:
    """Store the JSON text of a setting, over the one before if there is one."""
    row = act.connection.execute("SELECT id FROM setting WHERE key = ?", (name,)).fetchone()
    if row is not None:
        act.change(Setting, row[0], value=text)
    else:
        act.add(Setting, key=name, value=text)

"""What is asked of a binding list and of a volume: names, the bindery, the day, what it cost."""

from PySide6.QtWidgets import QLineEdit, QWidget

from libdesk.domain.ops import Op
from libdesk.i18n import _
from libdesk.store.queries.places import named_places
from libdesk.ui.cataloguing.form_panel import FormPanel
from libdesk.ui.parts import named
from libdesk.ui.settings.section import choice, day_field
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.choices import fill
from libdesk.ui.widgets.scan_router import no_scans


class NameForm(FormPanel):
    def __init__(self, _around: Surroundings, *, gives_back_to: QWidget) -> None:
        super().__init__("binding_name", gives_back_to=gives_back_to)
        self.name = self.add(_("Name of the list"), named(QLineEdit(), "binding_name"), share=2)
        self.bindery = self.add(_("Bindery"), named(QLineEdit(), "binding_bindery"), share=1)
        self.note = self.add(_("Note"), named(QLineEdit(), "binding_note"), share=2)


class SendForm(FormPanel):
    def __init__(self, around: Surroundings, *, gives_back_to: QWidget) -> None:
        super().__init__("binding_send", gives_back_to=gives_back_to)
        self.bindery = self.add(_("Bindery"), named(QLineEdit(), "send_bindery"), share=1)
        self.day = self.add(_("Day"), day_field("send_day", _("Day"), around.desk.today))


class BackForm(FormPanel):
    def __init__(self, around: Surroundings, *, gives_back_to: QWidget) -> None:
        super().__init__("binding_back", gives_back_to=gives_back_to)
        self.day = self.add(_("Day"), day_field("back_day", _("Day"), around.desk.today))
        self.cost = self.add(_("Cost of each volume (yuan)"), no_scans(named(QLineEdit(), "back_cost")))


class VolumeForm(FormPanel):
    def __init__(self, around: Surroundings, *, gives_back_to: QWidget) -> None:
        super().__init__("bound_volume", gives_back_to=gives_back_to)
        self._desk = around.desk
        self.label = self.add(_("What is in it"), named(QLineEdit(), "volume_label"), share=1)
        self.call_no = self.add(_("Call number"), named(QLineEdit(), "volume_call_no"), share=1)
        self.price = self.add(_("Price (yuan)"), no_scans(named(QLineEdit(), "volume_price")))
        self.cost = self.add(_("Cost of the binding (yuan)"), no_scans(named(QLineEdit(), "volume_cost")))
        self.place = self.add(_("Place"), choice("volume_place", []))

    def fill_places(self, place_id: int | None) -> None:
        fill(self.place, named_places(self._desk.read(Op.SEE_SERIALS)), _("no place"))
        self.place.setCurrentIndex(max(0, self.place.findData(place_id)))

"""A scan is heard as well as seen: three short sounds, different in pitch and rhythm; silence is never an error."""

import logging
import shutil
import sys
import tempfile
import weakref
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from libdesk.domain.outcome import Outcome
from libdesk.paths import resource

if TYPE_CHECKING:
    import subprocess

_log = logging.getLogger(__name__)
Player = Callable[[Path], None]


class Sound(StrEnum):
    """The three sounds; each is a file in resources/sounds."""

    SUCCESS = "success"
    LOOK = "look"
    STOP = "stop"


SOUND_OF: Final = {
    Outcome.LENT: Sound.SUCCESS,
    Outcome.RETURNED: Sound.SUCCESS,
    Outcome.RENEWED: Sound.SUCCESS,
    Outcome.DONE: Sound.SUCCESS,
    Outcome.NOTICE: Sound.LOOK,
    Outcome.REFUSED: Sound.STOP,
    Outcome.NOT_FOUND: Sound.STOP,
}
_LINUX_PLAYERS: Final = (("pw-play",), ("paplay",), ("aplay", "-q"))


class Feedback:
    """Plays the sound of an outcome and returns at once, with or without a sound card."""

    def __init__(self, player: Player | None = None, *, volume: float = 0.8, on: bool = True) -> None:
        self._player = player or system_player()
        self._folder: Path | None = None
        self.on = on
        self.volume = volume

    @property
    def volume(self) -> float:
        """Loudness from 0.0 to 1.0, apart from that of the system."""
        return self._volume

    @volume.setter
    def volume(self, value: float) -> None:
        self._volume = min(max(value, 0.0), 1.0)
        self._files: dict[Sound, Path] = {}

    def follow(self, volume: float) -> None:
        """As loud as this PC's settings say now; 0 is off."""
        self.volume, self.on = volume, volume > 0

    def play(self, outcome: Outcome) -> None:
        """Play the sound of an outcome unless sounds are off."""
        if self.on and self.volume > 0:
            self.try_out(SOUND_OF[outcome])

    def try_out(self, sound: Sound) -> None:
        """Play one sound now, also while sounds are off, as for a button beside the setting."""
        try:
            self._player(self._file(sound))
        except (OSError, RuntimeError):  # no sound card, no player, or it is taken by another program
            _log.info("no sound could be played", exc_info=True)

    def close(self) -> None:
        """End what is playing and remove the files made for the chosen loudness."""
        if isinstance(self._player, CommandPlayer):
            self._player.stop()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None
        self._files = {}

    def _file(self, sound: Sound) -> Path:
        """The players know no loudness, so a copy of the sound is made at the one chosen."""
        if sound not in self._files:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="libdesk-sounds-"))
                weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
            copy = Path(self._folder, f"{sound}-{round(self.volume * 100)}.wav")
            write_scaled(resource("sounds", f"{sound}.wav"), copy, self.volume)
            self._files[sound] = copy
        return self._files[sound]


def write_scaled(source: Path, target: Path, volume: float) -> None:
    """Write a 16-bit wav file again with every sample times `volume` (0.0 to 1.0)."""
    import wave
    from array import array

    with wave.open(str(source), "rb") as read:
        form = read.getparams()
        samples = array("h", read.readframes(form.nframes))
    scaled = array("h", (round(sample * volume) for sample in samples))
    with wave.open(str(target), "wb") as write:
        write.setparams(form)
        write.writeframes(scaled.tobytes())


def system_player() -> Player:
    """The way this system plays a wav file without waiting for its end; silence if there is none."""
    if sys.platform == "win32":
        import winsound

        return lambda file: winsound.PlaySound(
            str(file), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
        )
    known = [("afplay",)] if sys.platform == "darwin" else list(_LINUX_PLAYERS)
    command = next((command for command in known if shutil.which(command[0])), None)
    return CommandPlayer(command) if command else lambda _file: None


class CommandPlayer:
    """Plays through a command-line player; a new sound cuts off the one before."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self._command = command
        self._running: subprocess.Popen[bytes] | None = None

    def __call__(self, file: Path) -> None:
        import subprocess

        self.stop()
        quiet = subprocess.DEVNULL
        self._running = subprocess.Popen([*self._command, str(file)], stdin=quiet, stdout=quiet, stderr=quiet)

    def stop(self) -> None:
        """End the sound that is playing; killed, so that the wait for the end of the process is short."""
        if self._running is not None:
            self._running.kill()
            self._running.wait()
            self._running = None

"""Sounds: three that differ in pitch and rhythm, as loud as asked, and never an error."""

import itertools
import sys
import wave
from array import array
from pathlib import Path

import pytest

from libdesk.domain.outcome import Outcome
from libdesk.paths import resource
from libdesk.ui.feedback import SOUND_OF, CommandPlayer, Feedback, Sound


def samples(file: Path) -> tuple[array, int]:  # type: ignore[type-arg]
    with wave.open(str(file), "rb") as read:
        assert (read.getnchannels(), read.getsampwidth()) == (1, 2)
        return array("h", read.readframes(read.getnframes())), read.getframerate()


def beats(file: Path) -> int:
    """How often the sound begins: stretches of sound between stretches of at least 30 ms of silence."""
    values, rate = samples(file)
    count, silent = 0, rate
    for value in values:
        if abs(value) > 600:
            count += silent > rate * 0.03
            silent = 0
        else:
            silent += 1
    return count


def pitch(file: Path) -> float:
    """Zero crossings a second of sound, upward only: about the frequency."""
    values, rate = samples(file)
    crossings = sum(before < 0 <= after for before, after in itertools.pairwise(values))
    return crossings / (len(values) / rate)


@pytest.fixture
def heard() -> list[Path]:
    return []


def test_every_outcome_has_a_sound_and_there_are_three() -> None:
    assert set(SOUND_OF) == set(Outcome)
    assert set(SOUND_OF.values()) == set(Sound)


def test_the_sounds_differ_in_pitch_and_rhythm_and_are_short() -> None:
    files = [resource("sounds", f"{sound}.wav") for sound in Sound]
    assert [beats(file) for file in files] == [1, 2, 3]
    high, middle, low = (pitch(file) for file in files)
    assert high > 1.5 * middle > 2 * low
    for file in files:
        values, rate = samples(file)
        assert len(values) / rate < 0.8


def test_an_outcome_is_played_at_the_chosen_loudness(heard: list[Path]) -> None:
    feedback = Feedback(heard.append, volume=0.5)
    feedback.play(Outcome.LENT)
    loud, _rate = samples(resource("sounds", "success.wav"))
    soft, _rate = samples(heard[0])
    assert max(soft) == pytest.approx(max(loud) / 2, abs=1)
    feedback.close()
    assert not heard[0].exists()


def test_a_change_of_loudness_is_heard_at_once(heard: list[Path]) -> None:
    feedback = Feedback(heard.append, volume=1.0)
    feedback.play(Outcome.REFUSED)
    feedback.volume = 0.2
    feedback.play(Outcome.REFUSED)
    first, second = (max(samples(file)[0]) for file in heard)
    assert second < first / 4
    feedback.close()


def test_off_is_silent_but_can_be_tried(heard: list[Path]) -> None:
    feedback = Feedback(heard.append, on=False)
    feedback.play(Outcome.LENT)
    assert heard == []
    feedback.try_out(Sound.LOOK)
    assert len(heard) == 1
    feedback.close()


@pytest.mark.parametrize("fault", [OSError("no device"), RuntimeError("Failed to play sound")])
def test_a_missing_sound_card_is_no_error(fault: Exception) -> None:
    def broken(_file: Path) -> None:
        raise fault

    feedback = Feedback(broken)
    feedback.play(Outcome.LENT)
    feedback.close()


def test_a_player_that_fails_or_goes_on_for_ever_is_not_waited_for(tmp_path: Path) -> None:
    for program in ("raise SystemExit(1)", "input()", "while True: pass"):
        player = CommandPlayer((sys.executable, "-c", program))
        player(tmp_path / "a.wav")
        player(tmp_path / "a.wav")
        player.stop()


def test_a_player_that_is_not_there_is_no_error() -> None:
    feedback = Feedback(CommandPlayer(("no-such-player-anywhere",)))
    feedback.play(Outcome.LENT)
    feedback.close()

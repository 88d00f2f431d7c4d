"""What a process does that is told to end: it puts away what it has begun, then ends."""

import signal
from types import FrameType

_SIGNALS = tuple(number for name in ("SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)) is not None)


def end_in_order() -> None:
    """Let signals that would end this process at once end it in order, as Ctrl-C does.

    Those that it was started to ignore (``nohup``) stay ignored.
    """
    for number in _SIGNALS:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _frame: FrameType | None) -> None:
    # `timeout` sends its signal twice, and the second must not cut short what the first has set going.
    for one in _SIGNALS:
        signal.signal(one, signal.SIG_IGN)
    raise SystemExit(128 + number)

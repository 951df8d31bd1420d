"""What a measurement found."""

from dataclasses import dataclass


class CannotMeasure(Exception):
    """What the measurement needs is not here; the message says how to get it."""


@dataclass(frozen=True)
class Result:
    """Seconds of ours and of the peer (or the limit); the peer must take `bar` times as long."""

    ours: float
    peer: float
    bar: float
    unit: str = "s"

    @property
    def ratio(self) -> float:
        return self.peer / self.ours

    @property
    def is_enough(self) -> bool:
        return self.ratio >= self.bar

    def line(self, name: str) -> str:
        return (
            f"{name} ours={self.ours:.3f}{self.unit} peer={self.peer:.3f}{self.unit} "
            f"ratio={self.ratio:.2f} bar={self.bar:g} {'ok' if self.is_enough else 'short'}"
        )

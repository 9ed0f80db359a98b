"""Numbers and codes that identify no person, in the ways in which they are written. All by a seeded generator."""

from __future__ import annotations

from collections.abc import Callable

from eval.bench._pd_values import Values


class LookAlikes(Values):
    """Numbers that identify no person; the keys of `ways` are what they are called in the bench."""

    def two(self, most: int) -> str:
        """Two digits of a number below `most`."""
        return f"{self.rng.randrange(1, most):02}"

    def ways(self) -> dict[str, Callable[[], str]]:
        d, pick = self.digits, self.rng.choice
        return {
            "order": lambda: pick((d(8), d(9), d(10), f"0{d(9)}", f"{d(3)}-{d(7)}-{d(7)}", f"SO-{d(6)}", f"W{d(9)}")),
            "ticket": lambda: pick((f"#{d(6)}", f"INC{d(7)}", f"{d(8)}", f"0{d(9)}", f"TCK-2026-{d(5)}", d(9))),
            "invoice": lambda: pick((f"2026{d(5)}", f"F{d(8)}", f"2026-{d(6)}", d(9), f"06{d(8)}", f"VF{d(2)}/{d(5)}")),
            "meter": lambda: pick((f"E00{d(14)}", f"G00{d(14)}", f"0{d(8)}", f"0{d(9)}", f"{d(6)},{d(3)}", d(10))),
            "tracking": lambda: pick(
                (f"3S{self.letters(4)}{d(9)}", f"JVGL{d(16)}", f"1Z{d(16)}", f"{d(14)}", f"RR{d(9)}NL")
            ),
            "EAN": lambda: pick((f"8716{d(14)}", f"87{d(11)}", f"871687{d(12)}", f"54{d(11)}")),
            "date": lambda: pick(
                (
                    f"{self.two(29)}-{self.two(13)}-2026",
                    f"2026-{self.two(13)}-{self.two(29)}",
                    f"{self.two(29)}/{self.two(13)}/26",
                    f"{self.two(29)}.{self.two(13)}.2026",
                    f"{self.two(29)} {self.two(13)} 2026",
                    f"2026{self.two(13)}{self.two(29)}",
                    f"{self.two(29)}-{self.two(13)}-2026 {self.two(24)}:{self.two(60)}",
                    f"{self.two(29)}-{self.two(13)}-26 {self.two(24)}.{self.two(60)}",
                    f"2026-{self.two(13)}-{self.two(29)}T{self.two(24)}:{self.two(60)}:{self.two(60)}Z",
                )
            ),
            "time": lambda: pick(
                (
                    f"{self.two(24)}:{self.two(60)}",
                    f"{self.two(24)}.{self.two(60)} uur",
                    f"{self.two(24)}:{self.two(60)}:{self.two(60)}",
                    f"{self.two(24)}:{self.two(60)} - {self.two(24)}:{self.two(60)}",
                )
            ),
            "amount": lambda: pick(
                (
                    f"€ {d(1)}.{d(3)},{d(2)}",
                    f"EUR {d(5)},00",
                    f"{d(4)} euro",
                    f"€{d(6)}",
                    f"{d(2)} 000 kWh",
                    f"{d(3)},- euro",
                )
            ),
            "version": lambda: pick(
                (
                    f"{d(2)}.{d(2)}.{d(4)}",
                    f"v{d(1)}.{d(2)}.{d(1)}",
                    f"{d(1)}.{d(1)}.{d(5)}-{d(2)}",
                    f"build {d(8)}",
                    f"10.0.{d(5)}.{d(4)}",
                )
            ),
            "part number": lambda: pick(
                (
                    f"SL-{d(3)}",
                    f"{d(3)}-{d(3)}-{d(4)}",
                    f"{self.letters(3)}{d(6)}",
                    f"{d(4)} {self.letters(2)} {d(2)}",
                    f"{d(2)}-{self.letters(2)}-{d(2)}",
                    f"{self.letters(2)}-{d(2)}-{d(2)}",
                    f"F{d(1)}",
                    f"{d(4)}.{d(3)}.{d(3)}",
                )
            ),
            "IP address": lambda: pick(
                (
                    f"192.168.{self.two(99)}.{self.two(99)}",
                    f"10.{self.two(99)}.{self.two(99)}.{self.two(99)}:{d(4)}",
                    f"2001:db8::{d(4)}:{d(4)}",
                    f"172.16.{self.two(99)}.0/24",
                )
            ),
            "MAC": lambda: pick(
                (
                    ":".join(f"{self.rng.randrange(256):02x}" for _ in range(6)),
                    "-".join(f"{self.rng.randrange(256):02X}" for _ in range(6)),
                )
            ),
            "log line": lambda: pick(
                (
                    f"2026-{self.two(13)}-{self.two(29)} {self.two(24)}:{self.two(60)}:{self.two(60)},{d(3)} INFO "
                    f"[{d(5)}] job={d(9)} took {d(4)} ms",
                    f"[{d(10)}.{d(6)}] usb 1-{d(1)}: new device number {d(2)}",
                    f"pid {d(5)} exited with code {d(3)} at 0x{d(8)}",
                    f"kernel: ata{d(1)}.00: {d(9)} sectors, multi 16",
                    f"{d(2)} {d(2)} {d(2)} {d(2)} {d(2)} {d(2)} {d(2)} {d(2)}",
                )
            ),
            "hash": lambda: pick(
                (
                    "".join(self.rng.choices("0123456789abcdef", k=40)),
                    "".join(self.rng.choices("0123456789abcdef", k=32)),
                    f"{d(8)}-{d(4)}-4{d(3)}-8{d(3)}-{d(12)}",
                )
            ),
            "URL": lambda: pick(
                (
                    f"https://help.example/artikel/{d(9)}",
                    f"https://shop.example/p/06{d(8)}?ref={d(8)}",
                    f"https://x.example/{self.two(13)}/{d(10)}-storing",
                    f"www.voorbeeld.nl/order/{d(10)}",
                )
            ),
            "contract": lambda: pick((d(8), d(9), f"C-{d(8)}", f"0{d(9)}")),
            "serial": lambda: pick(
                (f"SN{d(10)}", f"35{d(13)}", d(12), f"{self.letters(4)}{d(8)}", f"{d(4)}-{d(4)}-{d(4)}-{d(4)}")
            ),
            "error code": lambda: pick((f"0x{d(8)}", f"E{d(3)}", f"ERR-{d(5)}", f"F{d(2)}", "INC-DUB", d(4))),
        }
